"""Writing a checked sheet's events: all of them, or none."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from partnership.dates import UNKNOWN
from partnership.many_rows import add_rows, blank_row, point_each
from partnership.people.history import record_many
from pilots.actions.event_batch_checking import check, known_or_refused, read
from pilots.actions.event_batch_jobs import Claim, State
from pilots.actions.event_changes import Counted, events_touched
from pilots.event_sheet import Known, Reading
from pilots.models import Event, EventBatch, EventBatchRow, EventCount, EventPartner
from pilots.selectors.event_batches import area_slugs

AT_A_TIME = 2_000
FIELDS = {  # of an event, by the column that fills them
    "slug": "slug", "name": "name", "kind": "kind_id", "area": "area_id", "venue": "venue_id",
    "place": "place", "stated": "happened_as_stated", "before": "before_on", "starts": "starts_at",
    "ends": "ends_at", "last_day": "ends_on", "status": "status", "purpose": "purpose",
    "audience": "audience", "went": "went", "findings": "findings", "above_why": "above_why",
    "held_said": "held_reported_on", "cancelled_why": "cancelled_why",
}  # fmt: skip
COUNT = ("event_id", "type", "group", "value", "qualifier", "method", "as_stated", "may_overlap")
PARTNER = ("event_id", "organisation_id", "offered")
CHANGED = (
    "Something changed after the rows were checked, so nothing was stored. The rows were checked"
    " again: see what is wrong now."
)
Row = tuple[int, Reading]  # a row's key, and what the row means


class NoLongerRightError(Exception):
    """A row that was right when it was checked is so no longer."""


def write(batch: EventBatch, claim: Claim) -> None:
    """Store the events of every row that is not left out, all together or not at all.

    What is no longer right makes the batch be checked again.
    """
    try:
        with transaction.atomic():
            touched = _write_all(batch)
            if touched:
                events_touched.send(sender=Event, counted=touched)
            claim.change(state=State.DONE, lease_until=None, stored_at=Now(), problem="")
    except (NoLongerRightError, IntegrityError):
        again = Claim(claim.batch_id, claim.attempt, State.CHECKING)
        claim.change(state=State.CHECKING, problem=CHANGED, rows_done=0)
        batch.problem = CHANGED
        check(batch, again)


def _write_all(batch: EventBatch) -> set[Counted]:
    known = known_or_refused(batch)
    touched: set[Counted] = set()
    for rows in _readings(batch, known):
        _write(batch, rows, known)
        touched |= {_counted_in(batch, reading.values, known) for _, reading in rows}
    return touched


def _readings(batch: EventBatch, known: Known) -> Iterator[list[Row]]:
    """What the rows that are to be stored mean, some at a time. Raises NoLongerRightError."""
    slugs, last = area_slugs(batch.programme), 0
    rows = batch.rows.filter(is_left_out=False).order_by("number")
    columns = rows.values_list("pk", "cells", "number")
    while part := list(columns.filter(number__gt=last)[:AT_A_TIME]):
        readings = [(key, read(cells, known, slugs)) for key, cells, _ in part]
        if any(reading.faults for _, reading in readings):
            raise NoLongerRightError
        yield readings
        last = part[-1][2]


def _write(batch: EventBatch, rows: Sequence[Row], known: Known) -> None:
    blank = blank_row(Event)
    values = (blank | _event(batch, reading.values, known) for _, reading in rows)
    add_rows(Event, list(blank), (list(each.values()) for each in values))
    keys = _keys_of(batch, rows)
    events = Event.objects.filter(pk__in=keys.values())
    record_many(events, sort="+", by=batch.by, why=f"from the sheet “{batch}”")
    pairs = [(keys[row], reading) for row, reading in rows]
    add_rows(EventCount, COUNT, _counts(pairs))
    add_rows(EventPartner, PARTNER, _partners(pairs))
    point_each(EventBatchRow, "event", keys)


def _keys_of(batch: EventBatch, rows: Sequence[Row]) -> dict[int, int]:
    """The key of the event that each row became."""
    slugs = [reading.values["slug"] for _, reading in rows]
    found = batch.programme.events.filter(slug__in=slugs).order_by()
    by_slug = dict(found.values_list("slug", "pk"))
    return {row: by_slug[slug] for (row, _), slug in zip(rows, slugs, strict=True)}


def _counts(pairs: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
    for event, reading in pairs:
        for each in reading.counts:
            yield (
                event,
                each.type,
                each.group,
                each.value,
                each.qualifier,
                each.method,
                each.as_stated,
                each.may_overlap,
            )


def _partners(pairs: Sequence[Row]) -> Iterator[tuple[int, int, str]]:
    for event, reading in pairs:
        for organisation, offered in reading.partners.items():
            yield event, organisation, offered


def _counted_in(batch: EventBatch, values: Mapping[str, Any], known: Known) -> Counted:
    """As `event_changes.counted_in` says of the event that is made of these values."""
    belongs_on = values.get("when", UNKNOWN).day or values.get("reported_on", known.today)
    month = belongs_on.replace(day=1)
    return Counted(batch.programme_id, values["area"], values["kind"], month)


def _event(batch: EventBatch, values: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """The columns of a row's event; what was said on no day was said today."""
    fields = {FIELDS[key]: value for key, value in values.items() if key in FIELDS}
    status, today = values["status"], known.today
    when = values.get("when", UNKNOWN)
    if status == Event.Status.CONFIRMED:
        fields |= {
            "confirmed_on": values.get("confirmed_on", today),
            "confirmed_by_id": batch.by_id,
        }
    if status == Event.Status.CANCELLED:
        fields["cancelled_reported_on"] = values.get("cancelled_said", today)
    return fields | {
        "programme_id": batch.programme_id,
        "happened": str(when),
        "day": when.day,
        "reported_on": values.get("reported_on", today),
        "recorded_at": timezone.now(),
        "logged_by_id": batch.by_id,
    }
