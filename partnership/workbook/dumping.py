"""Writes a stored programme as the sheets of a workbook."""

from collections.abc import Iterable

import tablib

from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.workbook.cells import LONGEST_CELL, Cells, export_value
from partnership.workbook.faults import Fault, WorkbookFaults
from partnership.workbook.sheet import Sheet
from partnership.workbook.sheets import SHEETS
from partnership.workbook.stored import Stored
from pilots.models import Attachment, FeedbackAnswer


def dump(programme: Programme) -> tablib.Databook:
    """All sheets, with the rows in the order in which they were made.

    Raises WorkbookFaults where a text is too long for a cell.
    """
    stored = Stored.of(programme)
    sheets = [_dataset(sheet, _rows(sheet, stored)) for sheet in SHEETS]
    faults = [fault for sheet in sheets for fault in _too_long(sheet)]
    if faults:
        raise WorkbookFaults(faults)
    return tablib.Databook(sheets)


def _rows(sheet: Sheet, stored: Stored) -> Iterable[Cells]:
    """The sheet's rows; organisations, which programmes share, by their key."""
    rows = stored.cells[sheet.model]
    if sheet.model is Organisation:
        return [rows[name,] for name in sorted(stored.organisations_of_programme())]
    return rows.values()


def _dataset(sheet: Sheet, rows: Iterable[Cells]) -> tablib.Dataset:
    dataset = tablib.Dataset(headers=sheet.names, title=sheet.name)
    for cells in rows:
        dataset.append([export_value(cells[column.name], column) for column in sheet.columns])
    return dataset


def _too_long(sheet: tablib.Dataset) -> Iterable[Fault]:
    for number, row in enumerate(sheet, start=1):
        for name, cell in zip(sheet.headers, row, strict=True):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                wrong = f"It has {len(cell):,} characters; a cell holds {LONGEST_CELL:,}."
                yield Fault(wrong, "Shorten it.", sheet.title, number, name)


def stays_behind(programme: Programme) -> tuple[int, int]:
    """How many files and how many answers to feedback forms no workbook carries."""
    files = Attachment.objects.filter(programme=programme).count()
    answers = FeedbackAnswer.objects.filter(event__programme=programme).count()
    return files, answers
