"""Updates of deliveries: what they must say together, and how they are recorded."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from milestones.actions.updates import UpdateRow, record_updates
from milestones.models import Delivery, DeliveryUpdate
from milestones.schedule import Said, Stage, fold
from partnership.programmes.models import Source
from partnership.workbook.cells import Cells
from partnership.workbook.draft import Draft, Row
from partnership.workbook.plan_checks import check_decision
from partnership.workbook.records import Ids
from partnership.workbook.stored import Key
from pilots.models import Decision


def check_updates(draft: Draft) -> None:
    """Note updates that move or drop a date without a decision, or end without a day."""
    for row in draft.rows[DeliveryUpdate]:
        if row.is_sound("agreed_on", "decision", "reason"):
            moved = row.cells["agreed_on"]
            if moved and not (row.text("decision") and row.text("reason")):
                wrong = "An agreed day moves only by a decision, for a reason."
                draft.fault(row, "agreed_on", wrong, "Fill decision and reason.")
        if row.is_sound("stage", "decision"):
            dropped = row.cells["stage"] == Stage.NOT_NEEDED.value
            if dropped and not row.text("decision"):
                wrong = "Only a decision makes a delivery not needed."
                draft.fault(row, "decision", wrong, "Name the decision.")
        if row.is_sound("reported_on"):
            check_decision(draft, row, row.cells["reported_on"])
    _check_actual_days(draft)


def _check_actual_days(draft: Draft) -> None:
    """What is complete has its day, in that update or an earlier one."""
    rows = {row.key: row for row in draft.rows[DeliveryUpdate] if row.key and not row.faulty}
    for keys, said in _histories(draft):
        for key, standing in zip(keys, fold(date.min, said), strict=True):
            if standing.stage is Stage.COMPLETE and not standing.actual_on and key in rows:
                wrong = "It is complete, but no day is given."
                draft.fault(rows[key], "actual_on", wrong, "Write the day on which it was done.")


def _histories(draft: Draft) -> Iterator[tuple[list[Key], list[Said]]]:
    """Each delivery's updates in the order in which they were reported."""
    unsure = {row.key[:2] for row in draft.rows[DeliveryUpdate] if row.faulty and row.key}
    histories: dict[Key, list[tuple[Said, int, Key]]] = defaultdict(list)
    for key, cells in draft.together(DeliveryUpdate).items():
        if key[:2] not in unsure:
            histories[key[:2]].append((_said(cells), int(key[2]), key))
    for history in histories.values():
        history.sort(key=lambda update: (update[0].reported_on, update[1]))
        yield [key for *_, key in history], [said for said, *_ in history]


def _said(cells: Cells) -> Said:
    stage = cells["stage"]
    return Said(
        reported_on=cells["reported_on"],  # type: ignore[arg-type]
        stage=Stage(stage) if stage else None,
        forecast_on=cells["forecast_on"],  # type: ignore[arg-type]
        agreed_on=cells["agreed_on"],  # type: ignore[arg-type]
        actual_on=cells["actual_on"],  # type: ignore[arg-type]
    )


def write_updates(draft: Draft, ids: Ids) -> None:
    """Record the updates that are new or say something else, delivery by delivery."""
    rows: dict[Key, list[Row]] = defaultdict(list)
    for row in draft.rows[DeliveryUpdate]:
        if draft.is_new(row) or draft.is_changed(row):
            rows[row.key[:2]].append(row)
    deliveries = Delivery.objects.in_bulk([ids[Delivery][key] for key in rows])
    decisions = Decision.objects.in_bulk(list(ids[Decision].values()))
    sources = Source.objects.in_bulk(list(ids[Source].values()))
    for key, own in rows.items():
        said = [
            _update_row(
                row,
                decisions.get(ids[Decision].get((row.text("decision"),))),
                sources.get(ids[Source].get((row.text("source"),))),
            )
            for row in own
        ]
        record_updates(delivery=deliveries[ids[Delivery][key]], rows=said, by=None)


def _update_row(row: Row, decision: Decision | None, source: Source | None) -> UpdateRow:
    said = _said(row.cells)
    return UpdateRow(
        number=int(row.text("number")),
        reported_on=said.reported_on,
        stage=said.stage,
        forecast_on=said.forecast_on,
        agreed_on=said.agreed_on,
        actual_on=said.actual_on,
        decision=decision,
        reason=row.text("reason"),
        note=row.text("note"),
        reported_by=row.text("reported_by"),
        source=source,
    )
