"""Writing a checked sheet's events: all of them, or none."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from partnership.dates import UNKNOWN
from pilots.actions.event_batch_checking import Row, check, chunks, known_or_refused, read, rewrite
from pilots.actions.event_batch_jobs import Claim, State
from pilots.actions.event_changes import Counted, counted_in, events_touched
from pilots.event_sheet import Known
from pilots.models import Event, EventBatch, EventCount, EventPartner
from pilots.selectors.event_batches import area_slugs

FIELDS = {  # of an event, by the column that fills them
    "slug": "slug", "name": "name", "kind": "kind_id", "area": "area_id", "venue": "venue_id",
    "place": "place", "stated": "happened_as_stated", "before": "before_on", "starts": "starts_at",
    "ends": "ends_at", "last_day": "ends_on", "status": "status", "purpose": "purpose",
    "audience": "audience", "went": "went", "findings": "findings",
    "held_said": "held_reported_on", "cancelled_why": "cancelled_why",
}  # fmt: skip
CHANGED = (
    "Something changed after the rows were checked, so nothing was stored. The rows were checked"
    " again: see what is wrong now."
)


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
    known, slugs = known_or_refused(batch), area_slugs(batch.programme)
    touched: set[Counted] = set()
    for rows in chunks(batch):
        readings = [(row, read(row, known, slugs)) for row in rows if not row.is_left_out]
        if any(reading.faults for _, reading in readings):
            raise NoLongerRightError
        if readings:
            events = _write(batch, readings, known)
            touched |= {counted_in(event) for event in events}
            rewrite([row for row, _ in readings])
    return touched


def _write(batch: EventBatch, readings: Sequence[Row], known: Known) -> list[Event]:
    events = Event.objects.bulk_create(
        [_event(batch, reading.values, known) for _, reading in readings]
    )
    history: Any = Event.history
    history.bulk_history_create(
        events, default_user=batch.by, default_change_reason=f"from the sheet “{batch}”"[:100]
    )
    pairs = list(zip(events, readings, strict=True))
    EventCount.objects.bulk_create(
        EventCount(
            event=event,
            type=count.type,
            group=count.group,
            value=count.value,
            qualifier=count.qualifier,
            method=count.method,
            as_stated=count.as_stated,
            may_overlap=count.may_overlap,
        )
        for event, (_, reading) in pairs
        for count in reading.counts
    )
    EventPartner.objects.bulk_create(
        EventPartner(event=event, organisation_id=organisation, offered=offered)
        for event, (_, reading) in pairs
        for organisation, offered in reading.partners.items()
    )
    for event, (row, _) in pairs:
        row.event = event
    return events


def _event(batch: EventBatch, values: dict[str, Any], known: Known) -> Event:
    """The event of a row; what was said on no day was said today."""
    fields = {FIELDS[key]: value for key, value in values.items() if key in FIELDS}
    status, today = values["status"], known.today
    if status == Event.Status.CONFIRMED:
        fields |= {"confirmed_on": values.get("confirmed_on", today), "confirmed_by": batch.by}
    if status == Event.Status.CANCELLED:
        fields["cancelled_reported_on"] = values.get("cancelled_said", today)
    return Event(
        programme=batch.programme,
        happened=values.get("when", UNKNOWN),
        reported_on=values.get("reported_on", today),
        logged_by=batch.by,
        **fields,
    )
