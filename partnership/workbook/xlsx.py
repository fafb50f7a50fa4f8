"""A workbook as a spreadsheet file, checked before it is unpacked."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import openpyxl
import tablib
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from partnership.workbook.book import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, Book, refuse
from partnership.workbook.cells import Raw, Unreadable
from partnership.workbook.faults import WorkbookFaults

LARGEST_UNPACKED = 64 * 1024 * 1024  # bytes, all parts together
MOST_PARTS = 1_000
LAST_ROW = 1_048_576  # of any spreadsheet
NEEDED_PARTS = {"[Content_Types].xml", "xl/workbook.xml"}
NO_WORKBOOK = "Open it in a spreadsheet program and save it as .xlsx."
NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # literals and brackets of a number format
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read(content: bytes, name: str) -> Book:
    """Read a spreadsheet; WorkbookFaults says why it can't be."""
    _check_archive(content, name)
    book = Book(tablib.Databook(), first_row=2)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which say nothing here
            _read_sheets(content, name, book)
    except WorkbookFaults:
        raise
    except Exception as error:  # a damaged file can break its parser anywhere
        raise refuse(f"{name} is damaged: it can't be read as .xlsx.", NO_WORKBOOK) from error
    return book


def _check_archive(content: bytes, name: str) -> None:
    """Look at the archive's directory only, so that nothing is unpacked in vain."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise refuse(f"{name} is not an .xlsx workbook.", NO_WORKBOOK) from error
    if not {part.filename for part in parts} >= NEEDED_PARTS:
        raise refuse(f"{name} is an archive, but no .xlsx workbook.", NO_WORKBOOK)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise refuse(
            f"{name} unpacks to {unpacked // 1024**2:,} MB in {len(parts):,} parts.",
            f"A workbook may unpack to {LARGEST_UNPACKED // 1024**2} MB in {MOST_PARTS:,} parts.",
        )


def _read_sheets(content: bytes, name: str, book: Book) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    if workbook.epoch == CALENDAR_MAC_1904:
        raise refuse(
            f"{name} counts its days from 1904.", "Switch that off in the program's settings."
        )
    if len(workbook.worksheets) > MOST_SHEETS:
        raise refuse(f"{name} has over {MOST_SHEETS} sheets.")
    for worksheet in workbook.worksheets:
        worksheet.reset_dimensions()  # a file may claim any size
        book.sheets.add_sheet(_dataset(worksheet.title.strip(), list(_rows(worksheet))))


def _dataset(title: str, rows: list[list[Raw]]) -> tablib.Dataset:
    """A sheet as tablib has it: every row as wide as the widest, headings without a name too."""
    width = max((len(row) for row in rows), default=0)
    square = [row + [None] * (width - len(row)) for row in rows]
    headers = [_header(cell) for cell in square[0]] if square else None
    return tablib.Dataset(*square[1:], headers=headers, title=title)


def _header(cell: Raw) -> str:
    return "" if cell is None or isinstance(cell, Unreadable) else str(cell).strip()


def _rows(worksheet: Any) -> Iterator[list[Raw]]:
    """The sheet's rows up to the last that is filled, empty ones between as such."""
    empty = 0
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        if len(cells) > MOST_COLUMNS:
            wide = f"Sheet {worksheet.title} reaches beyond {MOST_COLUMNS} columns."
            raise refuse(wide, "Delete what stands, or is only coloured, out there.")
        row = [_value(cell) for cell in cells]
        is_empty = all(value is None for value in row)
        if number > LAST_ROW or (number > MOST_ROWS + 1 and not is_empty):
            long = f"Sheet {worksheet.title} reaches beyond {MOST_ROWS:,} rows."
            raise refuse(long, "Delete the empty rows between, or split the programme.")
        if is_empty:
            empty += 1
            continue
        yield from ([] for _ in range(empty))
        yield row
        empty = 0


def _value(cell: Any) -> Raw:
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "f":
        return Unreadable(f"{cell.coordinate} holds a formula.", "Write its value.")
    if cell.data_type == "e":
        return Unreadable(f"{cell.coordinate} holds the error {value}.", "Write its value.")
    if isinstance(value, datetime):
        return _as_shown(value, cell.number_format)
    return _unescape(value) if isinstance(value, str) else value


def _as_shown(day: datetime, number_format: str) -> Raw:
    """A date as exactly as the sheet shows it: a program turns 2019-10 into a day."""
    shown = NOT_SHOWN.sub("", number_format).lower()
    if "d" in shown or "y" not in shown:
        return day.date()
    return f"{day:%Y-%m}" if "m" in shown else f"{day:%Y}"


def _unescape(text: str) -> str:
    """Put back characters that XML can't hold as such (_x000D_ is a carriage return)."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _escape(text: str) -> str:
    text = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return text.replace("\r", "_x000D_")


def write(book: tablib.Databook) -> bytes:
    """An .xlsx file of all sheets, with their headings; no cell of it is a formula."""
    workbook = openpyxl.Workbook(write_only=True)
    for sheet in book.sheets():
        worksheet = workbook.create_sheet(sheet.title)
        worksheet.freeze_panes = "A2"
        for number, header in enumerate(sheet.headers):
            letter = openpyxl.utils.get_column_letter(number + 1)
            worksheet.column_dimensions[letter].width = max(12, len(header) + 2)
        worksheet.append([_cell(worksheet, header, is_bold=True) for header in sheet.headers])
        for row in sheet:
            worksheet.append(_cells(worksheet, row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _cells(worksheet: Any, row: Sequence[Raw]) -> list[Any]:
    return [None if value is None else _cell(worksheet, value) for value in row]


def _cell(worksheet: Any, value: Raw, *, is_bold: bool = False) -> Any:
    if isinstance(value, bool):
        value = "yes" if value else "no"
    cell = WriteOnlyCell(worksheet, _escape(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # text, even where it begins like a formula
        cell.number_format = "@"
    if is_bold:
        cell.font = Font(bold=True)
    return cell
