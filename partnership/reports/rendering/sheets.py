"""The report as a data workbook: each table a sheet, its figures as numbers and days."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from partnership.dates import NOT_RECORDED, day_words
from partnership.reports.document import Cell, Document, Paragraph
from partnership.reports.rendering.zipped import same_each_time, writable
from partnership.reports.sections import compose
from partnership.reports.snapshot import Frozen

WIDEST = 60  # characters


def render_workbook(frozen: Frozen) -> bytes:
    """The .xlsx of every table, key figure and paragraph; the same bytes each time."""
    document = compose(frozen)
    book = Workbook()
    about = book.worksheets[0]
    about.title = "About"
    _write(about, ("What", "Value"), _about(document))
    _write(book.create_sheet("Key figures"), ("Figure", "Value", "Before"), _figures(document))
    names: set[str] = {"about", "key figures", "text"}
    for table in document.tables():
        sheet = book.create_sheet(_free_name(table.name, names))
        _write(sheet, [column.heading for column in table.columns], table.rows)
    _write(book.create_sheet("Text"), ("Section", "Number", "Text"), _paragraphs(document))
    written = BytesIO()
    book.save(written)
    return same_each_time(written.getvalue(), document.dated)


def _about(document: Document) -> list[tuple[Cell, ...]]:
    facts = [
        ("Title", document.title),
        ("Programme", document.subtitle),
        *document.cover,
        ("Status", document.mark),
        ("As at", day_words(document.dated)),
        ("Fingerprint (SHA-256)", document.fingerprint),
    ]
    return [(Cell(label, label), Cell(words, words)) for label, words in facts]


def _figures(document: Document) -> list[tuple[Cell, ...]]:
    return [
        (Cell(each.label, each.label), each.value, Cell(each.before, each.before))
        for each in document.key_figures()
    ]


def _paragraphs(document: Document) -> list[tuple[Cell, ...]]:
    return [
        (
            Cell(section.heading, section.heading),
            Cell(block.number, block.number),
            Cell(block.text, block.text),
        )
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]


def _free_name(name: str, taken: set[str]) -> str:
    """A sheet's name: at most 31 of the characters that spreadsheets allow, used once."""
    clean = re.sub(r"[\[\]:*?/\\]", " ", name).strip()[:31] or "Table"
    free, count = clean, 1
    while free.lower() in taken:
        count += 1
        free = f"{clean[:27]} ({count})"
    taken.add(free.lower())
    return free


def _write(sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A header row that stays in sight, then the rows."""
    widths = [len(heading) for heading in head]
    looks: dict[tuple[bool, ...], Any] = {}
    sheet.append(list(head))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for place, cell in enumerate(row, start=1):
            _put(sheet, number, place, cell, looks)
            widths[place - 1] = max(widths[place - 1], len(cell.words))
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = min(width + 2, WIDEST)
    sheet.freeze_panes = "A2"


def _put(
    sheet: Worksheet, row: int, column: int, cell: Cell, looks: dict[tuple[bool, ...], Any]
) -> None:
    """One value; words that look like a formula stay words.

    `looks` are those that the sheet's cells have so far: to work one out anew for each cell
    takes longer than all else.
    """
    value = cell.value if cell.value is not None else cell.words
    if isinstance(value, str):
        value = writable(value)
    target: Any = sheet.cell(row=row, column=column, value=value)
    is_text = isinstance(value, str)
    if is_text:
        target.data_type = "s"
    is_like_formula = is_text and str(value)[:1] in "=+-@\t\r"
    look = (is_text, is_like_formula, isinstance(value, date), value == NOT_RECORDED)
    if look not in looks:
        _dress(target, *look)
        looks[look] = target._style
    target._style = looks[look]


def _dress(
    target: Any, is_text: bool, is_like_formula: bool, is_date: bool, is_unknown: bool
) -> None:
    """Give a cell its look."""
    if is_text:
        target.quotePrefix = is_like_formula
        target.alignment = Alignment(wrap_text=True, vertical="top")
    if is_date:
        target.number_format = "d mmmm yyyy"
    if is_unknown:
        target.font = Font(italic=True)
