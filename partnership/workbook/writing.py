"""Writes a draft without faults: new records in bulk, changed ones one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from simple_history.utils import bulk_create_with_history

from milestones.actions.rollout import roll_out
from milestones.actions.versions import newest_version, take_in
from milestones.actions.waiting import tally_waiting
from milestones.models import Delivery, DeliveryUpdate, Milestone, PlanVersion
from partnership.people.history import FROM_WORKBOOK, record_by
from partnership.people.models import Versioned
from partnership.programmes.models import Programme
from partnership.workbook.columns import Column
from partnership.workbook.deliveries import begun_places, new_for_all
from partnership.workbook.draft import Draft, Row
from partnership.workbook.plan_writing import write_versions
from partnership.workbook.records import Ids, fill, has_programme, target_key
from partnership.workbook.sheet import Sheet
from partnership.workbook.sheets import SHEETS
from partnership.workbook.sheets.plan import OF_VERSIONS
from partnership.workbook.stored import Key
from partnership.workbook.updates import write_updates
from pilots.models import Area, Meeting

BATCH = 500


def _create(model: type[models.Model], records: Sequence[models.Model]) -> None:
    """Store new records in bulk, with the first line of their history where they keep one."""
    if hasattr(model, "history"):
        bulk_create_with_history(
            records, model, batch_size=BATCH, default_change_reason=FROM_WORKBOOK
        )
    else:
        model._default_manager.bulk_create(records, batch_size=BATCH)


def _change(record: Any) -> None:
    """Store a changed record; whoever has it open in a form learns that it was changed."""
    if isinstance(record, Versioned):
        record.version += 1
    if isinstance(record, Meeting):
        is_same = Meeting.objects.filter(pk=record.pk, minutes=record.minutes).exists()
        record.minutes_version += not is_same
    record_by(record, by=None, why=FROM_WORKBOOK)
    record.save()


def _remove(model: type[models.Model], keys: Sequence[Any]) -> None:
    """Remove records one by one: each leaves the last line of its history."""
    for record in model._default_manager.filter(pk__in=keys):
        record_by(record, by=None, why=FROM_WORKBOOK)
        record.delete()


@dataclass
class Writer:
    """Writes sheet by sheet; `ids` are the primary keys of all that is there by then."""

    draft: Draft
    ids: Ids = field(default_factory=dict)
    rolled_out: int = 0

    def write(self) -> Programme:
        """Write everything; the caller holds the transaction."""
        for model, keys in self.draft.stored.keys.items():
            self.ids[model] = {key: pk for pk, key in keys.items()}
        for sheet in SHEETS:
            if sheet in OF_VERSIONS:
                continue  # they stand within their version
            if sheet.model is DeliveryUpdate:
                write_updates(self.draft, self.ids)
                continue
            if sheet.model is PlanVersion:
                write_versions(self.draft, self.ids, self.programme)
                continue
            self._write_rows(sheet)
            for column in sheet.list_columns:
                self._write_links(sheet, column)
            if sheet.model is Delivery:
                self._roll_out()
        tally_waiting(self.programme)
        return self.programme

    @property
    def programme(self) -> Programme:
        key = self.draft.rows[Programme][0].key
        return Programme.objects.get(pk=self.ids[Programme][key])

    def _find(self, model: type[models.Model], key: Key) -> Any:
        """The primary key; None for a row of the same sheet that is yet to be written."""
        return self.ids[model].get(key)

    def _write_rows(self, sheet: Sheet) -> None:
        new = [row for row in self.draft.rows[sheet.model] if self.draft.is_new(row)]
        if sheet.is_numbered:  # they are counted in the order in which they are made
            new.sort(key=lambda row: int(row.key[-1]))
        records = [self._made(row) for row in new]
        _create(sheet.model, records)
        self.ids[sheet.model].update(
            (row.key, record.pk) for row, record in zip(new, records, strict=True)
        )
        self._join_same_sheet(sheet, new, records)
        for row in self.draft.rows[sheet.model]:
            if self.draft.is_changed(row):
                record = self.draft.stored.records[sheet.model][row.key]
                fill(record, row, self.draft, self._find)
                _change(record)

    def _made(self, row: Row) -> models.Model:
        record = row.sheet.model()
        fill(record, row, self.draft, self._find)
        if has_programme(row.sheet.model):
            key = self.draft.rows[Programme][0].key
            record.programme_id = self.ids[Programme][key]  # type: ignore[attr-defined]
        return record

    def _join_same_sheet(
        self, sheet: Sheet, rows: Sequence[Row], records: Sequence[models.Model]
    ) -> None:
        """Fill references within the sheet, which had no primary key to point to before."""
        for column in sheet.columns:
            if column.to is not sheet.model or not column.field:
                continue
            pairs = [
                (record, key)
                for row, record in zip(rows, records, strict=True)
                if (key := target_key(row, column, self.draft))
            ]
            for record, key in pairs:
                setattr(record, column.field.attname, self._find(sheet.model, key))
            changed = [record for record, _ in pairs]
            sheet.model._default_manager.bulk_update(changed, [column.field.name], BATCH)

    def _write_links(self, sheet: Sheet, column: Column) -> None:
        """Make the records behind a list cell as the cell says."""
        assert column.links
        links, ids = column.links, self.ids[column.links.model]
        wanted = {
            (*row.key, str(part))
            for row in self.draft.rows[sheet.model]
            for part in row.cells[column.name]  # type: ignore[union-attr]
        }
        given = {row.key for row in self.draft.rows[sheet.model]}
        gone = [key for key in ids if key[:-1] in given and key not in wanted]
        _remove(links.model, [ids.pop(key) for key in gone])
        new = sorted(wanted - set(ids))
        records = [links.model(**self._link_fields(sheet, column, key)) for key in new]
        _create(links.model, records)
        ids.update((key, record.pk) for key, record in zip(new, records, strict=True))

    def _link_fields(self, sheet: Sheet, column: Column, key: Key) -> dict[str, Any]:
        assert column.links
        value: Any = key[-1]
        if column.to:
            value = self.ids[column.to][self.draft.known[column.to][key[-1]]]
        parent = f"{column.links.parent}_id"
        return {parent: self.ids[sheet.model][key[:-1]], column.links.field.attname: value}

    def _roll_out(self) -> None:
        """Make the deliveries that follow from the plan, and know all of them.

        The rows that are new in this workbook go to every area at once: it may hold
        what was said of them. What became of others, each area is asked. A workbook
        that tells the plan's versions tells too what areas made of them.
        """
        programme, draft = self.programme, self.draft
        take_in(programme=programme, why=FROM_WORKBOOK, by=None)
        newest = newest_version(programme)
        programme.deliveries.filter(works_to=None).update(works_to=newest)
        begun = begun_places(draft)
        self.rolled_out = roll_out(
            programme=programme,
            by=None,
            also=[self.ids[Milestone][reference,] for reference in new_for_all(draft)],
            whole=[pk for place, pk in self._places().items() if place not in begun],
        )
        milestones = {pk: key[0] for key, pk in self.ids[Milestone].items()}
        areas = {pk: place for place, pk in self._places().items()}
        there = Delivery.objects.filter(programme=self.programme)
        for pk, milestone, area in there.values_list("pk", "milestone", "area"):
            self.ids[Delivery][milestones[milestone], areas[area]] = pk

    def _places(self) -> dict[str, Any]:
        """The areas' primary keys; none for the whole programme."""
        return {"": None} | {key[0]: pk for key, pk in self.ids[Area].items()}
