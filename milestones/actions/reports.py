"""What people say of a delivery: how far it is, when it is expected, what it left behind."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from milestones.actions.evidence import Shown, put_evidence
from milestones.actions.telling import Telling, telling
from milestones.actions.updates import UpdateRow, record_updates
from milestones.models import Delivery, DeliveryUpdate
from milestones.schedule import Said
from milestones.selectors.standings import last_update, standing_of
from milestones.update_rules import Days, Word, refuse_on_track, said_by, told
from partnership.people.models import User
from pilots.actions.attachments import undone_together

STILL_ON_TRACK = "Still on track."


def record_update(
    *,
    delivery: Delivery,
    seen: int,
    word: Word,
    shown: Sequence[Shown] = (),
    reported_on: date | None = None,
    by: User | None,
) -> DeliveryUpdate:
    """Record what somebody says of a delivery, with the outputs that they show.

    `seen` is the delivery's version that they had before them. Raises RefusedError
    with the field to mend, and ChangedMeanwhileError where somebody was quicker;
    then nothing is changed, and no file is kept.
    """
    day = reported_on or timezone.localdate()
    with undone_together(), telling(delivery, seen=seen, by=by) as now:
        said = said_by(word, standing_of(now.delivery, on=day), days_of(now.delivery, day))
        _write(now, said, word, by=by)
        for each in shown:
            put_evidence(now.delivery, each, reported_on=day, by=by)
        number = now.next_number - 1
    return delivery.updates.get(number=number)


def _write(now: Telling, said: Said, word: Word, *, by: User | None) -> None:
    row = UpdateRow(
        number=now.next_number,
        reported_on=said.reported_on,
        stage=said.stage,
        forecast_on=said.forecast_on,
        actual_on=said.actual_on,
        reason=word.reason,
        note=word.note,
    )
    record_updates(delivery=now.delivery, rows=[row], by=by)
    note = f": “{' '.join(word.note.split())}”" if word.note else ""
    now.words, now.why = told(said, today=timezone.localdate()) + note, word.reason


def days_of(delivery: Delivery, reported_on: date) -> Days:
    """The days that bound what may be said of a delivery."""
    programme, area = delivery.programme, delivery.area
    start = programme.start_month
    return Days(
        today=timezone.localdate(),
        reported_on=reported_on,
        known_from=min(start, delivery.from_on),
        starts_on=(area.start_month if area else None) or start,
    )


@transaction.atomic
def still_on_track(*, delivery: Delivery, seen: int, note: str = "", by: User) -> bool:
    """Report that no date of an open delivery changes; whether that was news.

    `seen` is the delivery's version that the person had before them. What they said of it
    last today is not said again. Raises RefusedError where it is not open, or the day on
    which it is expected has passed, and ChangedMeanwhileError where somebody was quicker.
    """
    locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
    today, words = timezone.localdate(), note or STILL_ON_TRACK
    last = last_update(locked, on=today)
    if last and (last.by_id, last.reported_on, last.note) == (by.pk, today, words):
        return False
    stands = standing_of(locked, on=today)
    refuse_on_track(stands, today)
    record_update(delivery=locked, seen=seen, word=Word(stage=stands.stage, note=words), by=by)
    return True
