"""What an area answers to a version of the plan, and what its deliveries become by it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from milestones.actions.rollout import delivery_of
from milestones.actions.updates import UpdateRow, record_updates
from milestones.actions.waiting import tally_waiting
from milestones.models import Delivery, PlanAnswer, PlanVersion
from milestones.selectors.answers import Asked, Asking, asking
from partnership.dates import day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.models import Area


def accept(*, programme: Programme, area: Area | None, key: int, seen: int, by: User) -> Asked:
    """Take up one row of the version `seen` in an area, or the whole programme (None).

    Raises RefusedError where somebody answered already, another version is in force
    by now, or it can't be accepted; it says which.
    """
    with _answering(programme, area, seen) as asked:
        row = _row(asked.rows, asked.version, area, key)
        _take_up(row, asked.version, area, on=timezone.localdate(), by=by)
    return row


def decline(
    *, programme: Programme, area: Area | None, key: int, seen: int, reason: str, by: User
) -> Asked:
    """Say no to one row of the version `seen`, with the reason; see `accept`."""
    with _answering(programme, area, seen) as asked:
        row = _row(asked.rows, asked.version, area, key)
        _answer(row, asked.version, area, by=by, is_accepted=False, reason=reason)
    return row


def reconsider(*, programme: Programme, area: Area | None, key: int, seen: int, by: User) -> Asked:
    """Take up one row that was declined; what was said before stays on record. See `accept`."""
    with _answering(programme, area, seen) as asked:
        row = _row(asked.declined, asked.version, area, key)
        _take_up(row, asked.version, area, on=timezone.localdate(), by=by)
    return row


def accept_all(*, programme: Programme, area: Area | None, seen: int, by: User) -> int:
    """Take up every row that waits and can be accepted; how many that were."""
    with _answering(programme, area, seen) as asked:
        rows = [row for row in asked.rows if not row.effect.refused]
        for row in rows:
            _take_up(row, asked.version, area, on=timezone.localdate(), by=by)
    return len(rows)


def take_up_for_programme(*, version: PlanVersion, by: User) -> None:
    """Take up all that a version asks of the whole programme, on the day it is in force.

    The caller holds the transaction and the programme.
    """
    asked = asking(version.programme, None)
    assert asked
    assert version.in_force_on
    for row in asked.rows:
        _take_up(row, version, None, on=version.in_force_on, by=by)


@contextmanager
def _answering(programme: Programme, area: Area | None, seen: int) -> Iterator[Asking]:
    """What waits for an answer, under lock: two who answer at once come one after the other."""
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)
        asked = asking(programme, area)
        if asked is None or asked.version.number != seen:
            raise RefusedError(
                "A newer version of the plan was published meanwhile; nothing was saved. What it"
                " asks is below: look at it, then answer."
            )
        yield asked
        tally_waiting(programme)


def _row(rows: Sequence[Asked], version: PlanVersion, area: Area | None, key: int) -> Asked:
    for row in rows:
        if row.change.key == key:
            return row
    before = version.answers.filter(milestone=key, area=area).select_related("by").last()
    if before is None:
        raise RefusedError("Nothing is asked about this milestone any more.")
    what = "accepted" if before.is_accepted else "declined"
    raise RefusedError(
        f"{before.by or 'The service'} {what} this on {day_words(before.reported_on)}, before"
        " you answered. Their answer stands."
    )


def _answer(
    row: Asked,
    version: PlanVersion,
    area: Area | None,
    *,
    by: User,
    is_accepted: bool = True,
    reason: str = "",
    on: date | None = None,
) -> None:
    PlanAnswer.objects.create(
        version=version,
        milestone_id=row.change.key,
        area=area,
        is_accepted=is_accepted,
        reason=reason,
        by=by,
        reported_on=on or timezone.localdate(),
    )


def _take_up(row: Asked, version: PlanVersion, area: Area | None, *, on: date, by: User) -> None:
    """Record that a row is accepted, and let the delivery follow it."""
    if row.effect.refused:
        raise RefusedError(row.effect.refused)
    _answer(row, version, area, by=by, on=on)
    why = f"accepted version {version.number} of the plan"
    if row.delivery is None:
        assert row.change.after
        delivery = delivery_of(row.change.after, area, version, from_on=on)
        record_by(delivery, by=by, why=why)
        delivery.save()
        return
    if row.effect.says_something:
        _report(row, version, on=on, by=by)
    delivery = Delivery.objects.select_for_update().get(pk=row.delivery)
    delivery.works_to = version
    delivery.version += 1
    record_by(delivery, by=by, why=why)
    delivery.save()


def _report(row: Asked, version: PlanVersion, *, on: date, by: User) -> None:
    """Record what accepting changes of stage and agreed date, by the version's decision."""
    assert row.delivery
    delivery = Delivery.objects.select_for_update().get(pk=row.delivery)
    last = delivery.updates.aggregate(last=Max("number"))["last"]
    update = UpdateRow(
        number=(last or 0) + 1,
        reported_on=on,
        stage=row.effect.stage,
        agreed_on=row.effect.agreed_on,
        decision=version.decision,
        reason=version.why,
        note=f"Version {version.number} of the plan",
    )
    record_updates(delivery=delivery, rows=[update], by=by)
