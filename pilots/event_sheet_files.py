"""A file or pasted text as rows of texts under a sheet's headings, or words why not.

No Django, no database. What a file is, is told by its content before anything
parses it; encodings and separators are found out and said.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from partnership.web.spreadsheet import unguarded
from pilots.attachment_rules import ForbiddenFileError, media_type_of
from pilots.event_sheet import BY_KEY, EXTRA, FORMULA, HEADS, IGNORED, MOST_ROWS, NEEDED
from pilots.event_sheet_cells import any_of, folded, quoted, storable
from pilots.spreadsheet_weight import TooHeavyError, weigh

MOST_COLUMNS = 100
LARGEST_UNPACKED = 48 * 1024 * 1024  # bytes, of all parts of a spreadsheet
LARGEST_TEXT = 64 * 1024 * 1024  # characters of one cell that the reader is not to stumble over
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
OTHER_FILES = (
    b"PK\x03\x04",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
)
NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # literals and brackets of a number format
FORMULA_TAG = re.compile(rb"<(?:\w+:)?f[ />]")
PIECE = 256 * 1024  # bytes
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
NO_FILE = "Save it again as .csv or .xlsx, and choose it again."
csv.field_size_limit(LARGEST_TEXT)


class SheetError(Exception):
    """The whole of a sheet can't be read; the message says why, and what to do."""


@dataclass
class Sheet:
    """Rows of texts by column, each with its line; `notes` say what to look at."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_file(name: str, content: bytes) -> Sheet:
    """A .csv, .txt or .xlsx file. Raises SheetError."""
    ending = name.rpartition(".")[2].lower()
    if not content.strip():
        raise SheetError("The file is empty. Choose the one with the events.")
    if ending == "xlsx":
        return _read_spreadsheet(content)
    if ending not in ("csv", "tsv", "txt"):
        raise SheetError("The file is neither .csv nor .xlsx. " + NO_FILE)
    if content.startswith(OTHER_FILES):
        raise SheetError(
            f"The file’s name ends in .{ending}, but its content is something else. {NO_FILE}"
        )
    text, note = decoded(content)
    sheet = read_text(text)
    sheet.notes[:0] = [note] if note else []
    return sheet


def decoded(content: bytes) -> tuple[str, str]:
    """The text of bytes, and what to say of how it was read. Raises SheetError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16"), ""
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return _decoded(content, "cp1252"), "Read as Windows-1252: check é and £."


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SheetError(
            f"Line {line} holds characters that are neither UTF-8 nor Windows-1252."
            " Save the file as “CSV UTF-8”, and choose it again."
        ) from error


def read_text(text: str) -> Sheet:
    """Rows of text, parted by commas, semicolons or tabs. Raises SheetError."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise SheetError("There is nothing in it. Paste or choose rows with their headings.")
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        sheet = _sheet(_lines(reader))
    except csv.Error as error:
        raise SheetError(f"Line {reader.line_num} can’t be read: {error}. {NO_FILE}") from error
    if separator != ",":
        sheet.notes.append(f"Its cells are parted by {SEPARATORS[separator]}.")
    return sheet


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins."""
    line = 1
    for row in reader:
        yield line, [unguarded(cell) for cell in row]
        line = reader.line_num + 1


def _separator(text: str) -> str:
    """The separator by which the first line names the most columns."""

    def known(separator: str) -> int:
        heads = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        return sum(_key(head) is not None for head in heads)

    try:
        return max(SEPARATORS, key=known)
    except csv.Error:
        return ","


def _key(head: str) -> str | None:
    return HEADS.get(folded(unguarded(head).strip("\ufeff*:")))


def _sheet(lines: Iterable[tuple[int, Sequence[str]]]) -> Sheet:
    filled = ((line, row) for line, row in lines if any(cell.strip() for cell in row))
    _, heads = next(filled, (1, []))
    keys, sheet = [_key(head) for head in heads], Sheet()
    _refuse_heads(heads, keys)
    unknown = [h for h, k in zip(heads, keys, strict=True) if not k and folded(h) not in IGNORED]
    if named := [quoted(head) for head in unknown if head.strip()]:
        sheet.notes.append(f"Not read, for no column is called so: {', '.join(named[:3])}.")
    for line, row in filled:
        if len(sheet.rows) == MOST_ROWS:
            raise SheetError(
                f"The sheet has more than {MOST_ROWS:,} rows. Bring it in several parts."
            )
        sheet.rows.append((line, _texts(keys, row)))
    if not sheet.rows:
        raise SheetError("There are headings, but no row under them. Add the events.")
    return sheet


def _texts(keys: Sequence[str | None], row: Sequence[str]) -> dict[str, str]:
    pairs = zip(keys, row, strict=False)
    texts = {key: storable(text, BY_KEY[key].longest) for key, text in pairs if key and text}
    if beyond := "; ".join(cell for cell in row[len(keys) :] if cell.strip()):
        texts[EXTRA] = storable(beyond, 200)
    return texts


def _refuse_heads(heads: Sequence[str], keys: Sequence[str | None]) -> None:
    known = [key for key in keys if key]
    if not known:
        raise SheetError(
            f"The first line names no column: it begins with {quoted(heads[0] if heads else '')}."
            " Put the headings of the template above the rows."
        )
    twice = next((key for key in known if known.count(key) > 1), None)
    if twice:
        raise SheetError(
            f"Two columns are called “{BY_KEY[twice].head}”. Leave one out, or call it otherwise."
        )
    if missing := [f"“{BY_KEY[key].head}”" for key in NEEDED if key not in known]:
        raise SheetError(f"There is no column {any_of(missing)}. Add it with its heading.")


def _read_spreadsheet(content: bytes) -> Sheet:
    try:
        media_type_of("sheet.xlsx", content)
    except ForbiddenFileError as error:
        raise SheetError(str(error)) from error
    try:
        _refuse_heavy(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which say nothing here
            return _sheet(_spreadsheet_lines(content))
    except SheetError:
        raise
    except Exception as error:  # a damaged file can break its parser anywhere
        raise SheetError(f"The spreadsheet is damaged: it can’t be read. {NO_FILE}") from error


def _refuse_heavy(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise SheetError(
                f"The spreadsheet unpacks to {unpacked // 1024**2} MB. Keep only the sheet of"
                " events, or save it as .csv."
            )
        try:
            weigh(archive)
        except TooHeavyError as error:
            raise SheetError(
                "The spreadsheet holds far more than a sheet of events. Copy its rows into the"
                " template, or save it as .csv."
            ) from error


def _spreadsheet_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet; of a formula its value, as the file holds it."""
    formulas = _formulas(content) if _has_formulas(content) else {}
    for line, row in _raw_lines(content, data_only=True):
        texts = [unguarded(_text_of(cell)) for cell in row]  # it may have been CSV before
        for number in formulas.get(line, ()):
            texts[number] = texts[number] or FORMULA
        yield line, texts


def _has_formulas(content: bytes) -> bool:
    """Whether any sheet holds a formula; far quicker than reading all cells for it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and _mentions_one(archive, name):
                return True
    return False


def _mentions_one(archive: zipfile.ZipFile, name: str) -> bool:
    before = b""
    with archive.open(name) as part:
        while piece := part.read(PIECE):
            if FORMULA_TAG.search(before + piece):
                return True
            before = piece[-20:]
    return False


def _formulas(content: bytes) -> dict[int, list[int]]:
    """Which cells of each line are formulas."""
    at = {
        line: [number for number, cell in enumerate(row) if cell.data_type == "f"]
        for line, row in _raw_lines(content, data_only=False)
    }
    return {line: numbers for line, numbers in at.items() if numbers}


def _raw_lines(content: bytes, *, data_only: bool) -> Iterator[tuple[int, Sequence[Any]]]:
    import openpyxl  # by whoever needs it: web workers would carry it about
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    workbook = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, keep_links=False, data_only=data_only
    )
    if workbook.epoch == CALENDAR_MAC_1904:
        raise SheetError("The spreadsheet counts its days from 1904. Switch that off, save again.")
    worksheet = workbook.worksheets[0]
    worksheet.reset_dimensions()  # a file may claim any size
    empty = 0
    for line, row in enumerate(worksheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        empty = empty + 1 if all(cell.value is None for cell in row) else 0
        if empty > MOST_ROWS:
            raise SheetError("The sheet has thousands of empty rows between. Delete them.")
        if not empty:
            yield line, row


def _text_of(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return _as_shown(value, cell.number_format)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def _as_shown(day: datetime, number_format: str) -> str:
    """A date as exactly as the sheet shows it: a program turns 2019-10 into a day."""
    shown = NOT_SHOWN.sub("", number_format).lower()
    if "d" in shown or "y" not in shown:
        return day.date().isoformat()
    return f"{day:%Y-%m}" if "m" in shown else f"{day:%Y}"
