"""Loads a programme workbook: all of it, or nothing with a list of its faults."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import tablib
from django.db import DatabaseError, transaction

from milestones.models import Delivery, PlanVersion
from partnership.programmes.models import Programme
from partnership.reports.templates import ensure_templates
from partnership.workbook.approved import check_approved
from partnership.workbook.book import Book, refuse
from partnership.workbook.cells import read_cell
from partnership.workbook.constraints import check_constraints
from partnership.workbook.draft import Draft
from partnership.workbook.faults import CellError, Fault, WorkbookFaults
from partnership.workbook.files import read_file
from partnership.workbook.references import resolve_all
from partnership.workbook.rules import check_rules
from partnership.workbook.sheets import BY_NAME, SHEETS, events
from partnership.workbook.sheets.plan import OF_VERSIONS
from partnership.workbook.stored import Stored, joined
from partnership.workbook.structure import read_rows
from partnership.workbook.updates import check_updates
from partnership.workbook.writing import Writer
from pilots.actions.event_changes import take_files_after
from pilots.actions.tallies import recount_all

OF_EVENTS = {sheet.name for sheet in events.SHEETS}


@dataclass(frozen=True)
class SheetCount:
    """What became of one sheet's rows; `kept` are stored rows that the file lacks."""

    sheet: str
    new: int
    changed: int
    unchanged: int
    kept: tuple[str, ...]


@dataclass(frozen=True)
class Loaded:
    """What loading did; `rolled_out` deliveries followed from the plan by themselves."""

    programme: Programme
    counts: tuple[SheetCount, ...]
    rolled_out: int

    @property
    def changed_anything(self) -> bool:
        return bool(self.rolled_out or any(count.new or count.changed for count in self.counts))

    @property
    def rows(self) -> int:
        """How many rows the file holds."""
        return sum(count.new + count.changed + count.unchanged for count in self.counts)


def load(source: Path | str | tablib.Databook | Book) -> Loaded:
    """Load a file or ready sheets, in one transaction.

    Raises WorkbookFaults, with every fault found, and leaves the database as
    it was.
    """
    book = _book(source)
    try:
        with transaction.atomic():
            return _load(book)
    except DatabaseError as error:  # such as another loading of the same rows at this moment
        raise refuse(f"The database refused it: {error}.", "Load it again.") from error


def _book(source: Path | str | tablib.Databook | Book) -> Book:
    if isinstance(source, Book):
        return source
    return Book(source) if isinstance(source, tablib.Databook) else read_file(Path(source))


def _load(book: Book) -> Loaded:
    draft = checked(book)
    counts = tuple(_counts(draft))
    writer = Writer(draft)
    programme = writer.write()
    if OF_EVENTS & {count.sheet for count in counts if count.new or count.changed}:
        take_files_after(programme)
        recount_all(programme)
    ensure_templates(programme)  # so that no page that is only read has to write them
    return Loaded(programme, counts, writer.rolled_out)


def checked(book: Book) -> Draft:
    """The workbook's rows as they will be loaded; WorkbookFaults where any has a fault."""
    draft = Draft(Stored.of(_programme_named_in(book)))
    read_rows(book, draft)
    resolve_all(draft)
    check_rules(draft)
    check_approved(draft)
    check_updates(draft)
    check_constraints(draft)
    if draft.faults:
        raise WorkbookFaults(sorted(draft.faults, key=_place))
    return draft


def _programme_named_in(book: Book) -> Programme | None:
    """The stored programme that the workbook is about; None where it is new."""
    column = BY_NAME["programme"].column("slug")
    for sheet in book.sheets.sheets():
        if sheet.title == "programme" and len(sheet) and "slug" in (sheet.headers or ()):
            with suppress(CellError):  # the check that follows says what is wrong with it
                slugs = [read_cell(raw, column) for raw in sheet["slug"] if raw is not None]
                return Programme.objects.filter(slug__in=slugs[:1]).first()
    return None


def _place(fault: Fault) -> tuple[int, int, int]:
    """Where a fault stands among the others: by sheet, row and column."""
    sheet = BY_NAME.get(fault.sheet)
    if sheet is None:
        return (-1, 0, 0)
    column = sheet.names.index(fault.column) if fault.column in sheet.names else -1
    return (SHEETS.index(sheet), fault.row or 0, column)


def _counts(draft: Draft) -> Iterator[SheetCount]:
    for sheet in SHEETS:
        rows = draft.rows[sheet.model]
        new = sum(draft.is_new(row) for row in rows)
        changed = sum(draft.is_changed(row) for row in rows)
        follows = sheet.model in (Delivery, PlanVersion) or sheet in OF_VERSIONS
        kept = () if follows else tuple(map(joined, draft.missing(sheet)))
        if rows or kept:
            yield SheetCount(sheet.name, new, changed, len(rows) - new - changed, kept)
