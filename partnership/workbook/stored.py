"""What the database holds of a programme, in the form of the workbook's rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db import models

from milestones.models import Milestone, PlanVersion
from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.workbook.cells import CONTROLS, Cells, Value, clean, in_order
from partnership.workbook.columns import Column, Kind, Links
from partnership.workbook.planned import cells_of
from partnership.workbook.sheet import Sheet
from partnership.workbook.sheets import SHEETS, sheet_of
from partnership.workbook.sheets.plan import OF_VERSIONS

Key: TypeAlias = tuple[str, ...]


def key_of(sheet: Sheet, cells: Cells) -> Key:
    """A row's key; every part of it is text."""
    return tuple(_in_key(cells[c.name]) for c in sheet.key)


def _in_key(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def joined(key: Key) -> str:
    """A key as one cell refers to it: area/venue."""
    return "/".join(key)


@dataclass
class Stored:
    """Records by model and key: as cells, as objects, and the keys by primary key."""

    cells: dict[type[models.Model], dict[Key, Cells]] = field(default_factory=dict)
    records: dict[type[models.Model], dict[Key, models.Model]] = field(default_factory=dict)
    keys: dict[type[models.Model], dict[Any, Key]] = field(default_factory=dict)

    @classmethod
    def of(cls, programme: Programme | None) -> "Stored":
        """Everything of the programme, and all organisations; None: a new programme."""
        stored = cls()
        for sheet in SHEETS:
            if sheet not in OF_VERSIONS:
                stored._read(sheet, programme)
            if sheet.model is PlanVersion:
                stored._read_content()
        return stored

    def _read(self, sheet: Sheet, programme: Programme | None) -> None:
        records = list(_records(sheet, programme))
        cells = {record.pk: self._own_cells(sheet, record) for record in records}
        if sheet.is_numbered:
            _number(sheet, cells.values())
        keys = {pk: key_of(sheet, row) for pk, row in cells.items()}
        self.keys[sheet.model] = keys
        self.cells[sheet.model] = {keys[pk]: row for pk, row in cells.items()}
        self.records[sheet.model] = {keys[record.pk]: record for record in records}
        for column in sheet.columns:
            if column.field and column.to is sheet.model:  # its target's key is known only now
                for record in records:
                    cells[record.pk].update(self._reference(column, record))
            if column.links:
                self._read_links(sheet, column, column.links, programme)

    def _read_content(self) -> None:
        """The rows of each version of the plan, which are no records; a key is its own."""
        references = {pk: key[0] for pk, key in self.keys[Milestone].items()}
        for sheet in OF_VERSIONS:
            self.cells[sheet.model], self.records[sheet.model] = {}, {}
        for version in self.records[PlanVersion].values():
            assert isinstance(version, PlanVersion)
            for model, cells in cells_of(str(version.number), version.plan, references):
                sheet = sheet_of(model)
                row = {name: _cleaned(value) for name, value in cells.items()}
                self.cells[model][key_of(sheet, row)] = row
        for sheet in OF_VERSIONS:
            self.keys[sheet.model] = {key: key for key in self.cells[sheet.model]}

    def _own_cells(self, sheet: Sheet, record: models.Model) -> Cells:
        cells: Cells = {column.name: column.default for column in sheet.columns}
        for column in sheet.columns:
            if column.is_reference and column.field and column.to is not sheet.model:
                cells.update(self._reference(column, record))
            elif column.field and not column.is_reference:
                cells[column.name] = stored_value(getattr(record, column.field.attname), column)
        return cells

    def _reference(self, column: Column, record: models.Model) -> Cells:
        """The cells that refer to what a foreign key points to."""
        assert column.field
        assert column.to
        pk = getattr(record, column.field.attname)
        if pk is None:
            return {column.name: ""}
        key = self.keys[column.to][pk]
        if not column.within:
            return {column.name: joined(key)}
        return {**dict(zip(column.within, key, strict=False)), column.name: key[-1]}

    def _read_links(
        self, sheet: Sheet, column: Column, links: Links, programme: Programme | None
    ) -> None:
        lists: dict[Key, list[str]] = {key: [] for key in self.cells[sheet.model]}
        self.keys[links.model] = {}
        for pk, parent, value in link_records(sheet, links, programme):
            key = self.keys[sheet.model][parent]
            text = joined(self.keys[column.to][value]) if column.to else clean(value)
            lists[key].append(text)
            self.keys[links.model][pk] = (*key, text)
        for key, texts in lists.items():
            self.cells[sheet.model][key][column.name] = in_order(texts)

    def organisations_of_programme(self) -> set[str]:
        """Keys of the organisations that the programme's own rows name, and what they became."""
        named = {
            name
            for sheet in SHEETS
            for cells in self.cells[sheet.model].values()
            for column in sheet.columns
            if column.to is Organisation and sheet.model is not Organisation
            for name in _names(cells[column.name])
        }
        organisations = self.cells[Organisation]
        while successors := {str(organisations[name,]["became"]) for name in named} - named - {""}:
            named |= successors
        return named


def _names(value: Value) -> Iterable[str]:
    return value if isinstance(value, tuple) else [str(value)] if value else []


def _records(sheet: Sheet, programme: Programme | None) -> Iterable[models.Model]:
    """The sheet's records in the order in which they were made."""
    manager = sheet.model._default_manager
    if not sheet.scope:
        return manager.order_by("pk")
    if programme is None:
        return manager.none()
    wanted = programme.slug if sheet.model is Programme else programme
    return manager.filter(**{sheet.scope: wanted}, **dict(sheet.only)).order_by("pk")


def _number(sheet: Sheet, rows: Iterable[Cells]) -> None:
    """Count the rows of each parent, in the order in which they were made."""
    *parents, number = (column.name for column in sheet.key)
    counted: Counter[tuple[Value, ...]] = Counter()
    for cells in rows:
        parent = tuple(cells[name] for name in parents)
        counted[parent] += 1
        cells[number] = counted[parent]


def link_records(
    sheet: Sheet, links: Links, programme: Programme | None
) -> Iterable[tuple[Any, Any, Any]]:
    """(own key, parent's key, value) of the records behind a list column."""
    manager = links.model._default_manager
    rows = manager.values_list("pk", f"{links.parent}_id", links.field.attname).order_by("pk")
    if not sheet.scope:
        return rows
    if programme is None:
        return rows.none()
    alike = {f"{links.parent}__{name}": value for name, value in sheet.only}
    return rows.filter(**{f"{links.parent}__{sheet.scope}": programme}, **alike)


def stored_value(value: Any, column: Column) -> Value:
    """A field's value as a cell means it: clean text, nothing instead of null text."""
    if isinstance(value, dict):
        return in_order(f"{_cleaned(ours)}: {_cleaned(own)}" for ours, own in value.items())
    if not isinstance(value, str):
        return column.default if value is None and column.kind is Kind.TEXT else value
    text = str(_cleaned(value))
    return text.strip() if column.is_key else text


def _cleaned(value: Value) -> Value:
    """Text in the one form in which it is compared; anything else as it is."""
    return clean(CONTROLS.sub("", value)) if isinstance(value, str) else value
