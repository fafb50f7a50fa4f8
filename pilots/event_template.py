"""The template of a sheet of events: its headings, what they mean, what is understood."""

import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from partnership.web.spreadsheet import csv_lines, kept_from_unguarding
from pilots.event_sheet import COLUMNS, WHOLE_PROGRAMME
from pilots.event_sheet_cells import METHODS, STATUSES, SURE_WORDS
from pilots.event_sheet_rows import HEADS

Cells = Sequence[str | int | float]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE = 64 * 1024  # bytes
NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
NOT_IN_TITLES = str.maketrans("[]:*?/\\", "       ")
LONGEST_TITLE = 31  # characters of a sheet's name
LONGEST_CELL = 32_000  # characters; a spreadsheet holds 32,767


def template_csv() -> bytes:
    """The headings alone, as CSV."""
    return "".join(csv_lines(HEADS, [])).encode()


def template_xlsx(allowed: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """The headings, a sheet that explains them, and one of this programme's own names."""
    workbook = _workbook()
    _sheet(workbook, "Events", HEADS, [])
    explained = ((column.head, column.explained) for column in COLUMNS)
    _sheet(workbook, "Columns", ("Column", "What it holds"), explained)
    lists = [
        *allowed,
        ("Status", [words.capitalize() for words in STATUSES.values()]),
        ("How sure", list(SURE_WORDS.values())),
        ("Method", list(METHODS.values())),
    ]
    longest = max(len(names) for _, names in lists)
    rows = ([names[n] if n < len(names) else "" for _, names in lists] for n in range(longest))
    _sheet(workbook, "Allowed values", [head for head, _ in lists], rows)
    return _saved(workbook)


def _workbook() -> Any:
    import openpyxl  # by whoever needs it: web workers would carry it about

    return openpyxl.Workbook(write_only=True)


def spreadsheet(
    heads: Sequence[str],
    rows: Iterable[Cells],
    *,
    title: str = "Events",
    about: Sequence[tuple[str, str]] = (),
) -> Iterator[bytes]:
    """Rows as a spreadsheet of one sheet, in which no cell is a formula, piece by piece.

    What it is `about`, if that is said, stands on a second sheet. Written to a file on disk
    first: memory does not grow with the list.
    """
    workbook = _workbook()
    _sheet(workbook, title.translate(NOT_IN_TITLES)[:LONGEST_TITLE], heads, rows)
    if about:
        _sheet(workbook, "About", ("About", "What it holds"), about)
    with tempfile.TemporaryFile() as file:
        workbook.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _sheet(workbook: Any, title: str, heads: Sequence[str], rows: Iterable[Cells]) -> None:
    from openpyxl.utils import get_column_letter

    worksheet = workbook.create_sheet(title)
    worksheet.freeze_panes = "A2"
    for number, head in enumerate(heads, start=1):
        letter = get_column_letter(number)
        wide = 90 if head == "What it holds" else max(14, len(head) + 3)
        worksheet.column_dimensions[letter].width = wide
    worksheet.append([_cell(worksheet, head, is_head=True) for head in heads])
    for row in rows:
        worksheet.append([_cell(worksheet, value) if value != "" else None for value in row])


def _cell(worksheet: Any, value: str | float, *, is_head: bool = False) -> Any:
    """A cell of text even where it begins like a formula; numbers stay numbers."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    if isinstance(value, str):
        value = kept_from_unguarding(value.translate(NO_XML))[:LONGEST_CELL]
    cell = WriteOnlyCell(worksheet, value)
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
    if is_head:
        cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top")
    return cell


def _saved(workbook: Any) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def allowed_names(
    *,
    kinds: Sequence[str],
    areas: Sequence[str],
    venues: Sequence[tuple[str, str]],
    organisations: Sequence[str],
    may_whole: bool,
) -> list[tuple[str, Sequence[str]]]:
    """This programme's own names, each list under its heading."""
    whole = [WHOLE_PROGRAMME] if may_whole else []
    return [
        ("Kind", kinds),
        ("Area", [*areas, *whole]),
        ("Venue’s area", [area for area, _ in venues]),
        ("Venue", [venue for _, venue in venues]),
        ("Partners", organisations),
    ]
