"""A workbook while it is checked: its rows, what they may refer to, its faults."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import models

from partnership.programmes.models import Programme
from partnership.workbook.cells import Cells, Value
from partnership.workbook.faults import Fault
from partnership.workbook.sheet import Sheet
from partnership.workbook.sheets import SHEETS
from partnership.workbook.stored import Key, Stored, joined


@dataclass
class Row:
    """One row of the file; `faulty` names the cells that can't be relied on."""

    sheet: Sheet
    number: int
    cells: Cells
    faulty: set[str] = field(default_factory=set)
    key: Key = ()

    def text(self, name: str) -> str:
        """A cell's text; for cells that hold text or a reference."""
        value = self.cells[name]
        return "" if value is None else str(value)

    def is_sound(self, *names: str) -> bool:
        """Whether these cells can be relied on."""
        return not self.faulty.intersection(names)


@dataclass
class Draft:
    """The rows by model, beside what the database holds.

    `known` holds the keys that a cell may refer to, in the file or stored.
    """

    stored: Stored
    faults: list[Fault] = field(default_factory=list)
    rows: dict[type[models.Model], list[Row]] = field(default_factory=dict)
    known: dict[type[models.Model], dict[str, Key]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for sheet in SHEETS:
            self.rows[sheet.model] = []
            for model in (sheet.model, *(c.links.model for c in sheet.list_columns if c.links)):
                keys = self.stored.keys[model].values()
                self.known[model] = {joined(key): key for key in keys}

    def fault(self, row: Row, column: str, wrong: str, right: str = "") -> None:
        """Note what is wrong in a row, and that the cell can't be relied on."""
        row.faulty.add(column)
        self.faults.append(Fault(wrong, right, row.sheet.name, row.number, column))

    def all_rows(self) -> Iterator[Row]:
        for sheet in SHEETS:
            yield from self.rows[sheet.model]

    def add_known(self, model: type[models.Model], key: Key) -> None:
        self.known[model][joined(key)] = key

    def is_new(self, row: Row) -> bool:
        return row.key not in self.stored.cells[row.sheet.model]

    def is_changed(self, row: Row) -> bool:
        """Whether the stored record says something else."""
        stored = self.stored.cells[row.sheet.model].get(row.key)
        return stored is not None and stored != row.cells

    def together(self, model: type[models.Model]) -> dict[Key, Cells]:
        """The sheet as it will be: the file's rows over what is stored."""
        of_file = {row.key: row.cells for row in self.rows[model] if row.key}
        return {**self.stored.cells[model], **of_file}

    def missing(self, sheet: Sheet) -> list[Key]:
        """Keys of stored rows that the file lacks; of organisations, the programme's own."""
        given = {row.key for row in self.rows[sheet.model]}
        stored = self.stored.cells[sheet.model]
        if not sheet.scope:
            own = self.stored.organisations_of_programme()
            stored = {key: cells for key, cells in stored.items() if key[0] in own}
        return [key for key in stored if key not in given]

    def programme_cell(self, name: str) -> Value:
        """A cell of the programme's row; None where it can't be relied on."""
        rows = self.rows[Programme]
        return rows[0].cells[name] if rows and rows[0].is_sound(name) else None
