"""What was said of deliveries, recorded and folded into what stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db import transaction
from django.db.models import F

from milestones.models import Delivery, DeliveryUpdate
from milestones.models.update import FOR_GOOD
from milestones.schedule import Said, Stage, fold
from partnership.people.models import User
from partnership.programmes.models import Source
from pilots.models import Decision


@dataclass(frozen=True)
class UpdateRow:
    """What one update said; None or empty means unchanged."""

    number: int
    reported_on: date
    stage: Stage | None = None
    forecast_on: date | None = None
    agreed_on: date | None = None
    actual_on: date | None = None
    decision: Decision | None = None
    reason: str = ""
    note: str = ""
    reported_by: str = ""
    source: Source | None = None


@transaction.atomic
def record_updates(*, delivery: Delivery, rows: Sequence[UpdateRow], by: User | None) -> int:
    """Add updates to a delivery, or mend those of the same number, and refold.

    Returns how many rows were added or changed. The delivery is locked, so two
    people who report at once are taken in one after the other.
    """
    Delivery.objects.select_for_update().get(pk=delivery.pk)
    kept = {update.number: update for update in delivery.updates.all()}
    changed = 0
    for row in rows:
        update = kept.setdefault(
            row.number, DeliveryUpdate(delivery=delivery, number=row.number, by=by)
        )
        changed += _take_in(update, row)
    if changed:
        _refold(delivery, list(kept.values()))
        Delivery.objects.filter(pk=delivery.pk).update(version=F("version") + 1)
    return changed


def _take_in(update: DeliveryUpdate, row: UpdateRow) -> bool:
    """Put what the row said on the update; whether anything is new."""
    said = {
        "reported_on": row.reported_on,
        "said_stage": row.stage.value if row.stage else "",
        "said_forecast_on": row.forecast_on,
        "said_agreed_on": row.agreed_on,
        "said_actual_on": row.actual_on,
        "decision_id": row.decision.pk if row.decision else None,
        "reason": row.reason,
        "note": row.note,
        "reported_by": row.reported_by,
        "source_id": row.source.pk if row.source else None,
    }
    is_new = any(getattr(update, name) != value for name, value in said.items())
    for name, value in said.items():
        setattr(update, name, value)
    return is_new or update.pk is None


def _refold(delivery: Delivery, updates: list[DeliveryUpdate]) -> None:
    """Write what stood after each update, and until when it stood."""
    updates.sort(key=lambda update: (update.reported_on, update.number))
    standings = fold(delivery.baseline_on, [said(update) for update in updates])
    moves = accumulate(update.said_agreed_on is not None for update in updates)
    following = [*(update.reported_on for update in updates[1:]), FOR_GOOD]
    for update, standing, until, moved in zip(updates, standings, following, moves, strict=True):
        update.stage = standing.stage.value
        update.agreed_on = standing.agreed_on
        update.forecast_on = standing.forecast_on
        update.actual_on = standing.actual_on
        update.times_moved = moved
        update.stands_until = until
        update.save()


def said(update: DeliveryUpdate) -> Said:
    """What an update changed, for the schedule rules."""
    return Said(
        reported_on=update.reported_on,
        stage=Stage(update.said_stage) if update.said_stage else None,
        forecast_on=update.said_forecast_on,
        agreed_on=update.said_agreed_on,
        actual_on=update.said_actual_on,
    )
