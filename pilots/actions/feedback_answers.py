"""Answers taken in, typed in from paper, and set aside; their tally moves with them.

A tally always equals the recount of its answers: each change of an answer and of its
tally is one transaction, and the tally is only ever added to or taken from.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.actions.event_changes import counted_in
from pilots.actions.tallies import POINTS as POINTS_KEPT
from pilots.feedback_rules import POINTS
from pilots.models import Event, FeedbackAnswer, FeedbackForm, FeedbackTally, MonthTally

PAPER, PUBLIC = FeedbackAnswer.Channel.PAPER, FeedbackAnswer.Channel.PUBLIC
MOST_AT_ONCE = 2000


@dataclass(frozen=True)
class Said:
    """What one person answered: a point from 1 to 5 or none, and a comment."""

    satisfaction: int | None
    comment: str = ""
    language: str = ""


def take_answer(*, form: FeedbackForm, key: UUID, said: Said, on: date) -> bool:
    """Store what came by the public form; whether it was the first with this key.

    Sent again, or fifty times at once, it is stored and counted once.
    """
    answer = _answer(form.event_id, said, key=key, channel=PUBLIC, received_on=on)
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
            if said.satisfaction is not None:
                _count(form.event, {said.satisfaction: 1})
    except IntegrityError:
        if FeedbackAnswer.objects.filter(key=key).exists():
            return False
        raise
    return True


def enter_paper(*, event: Event, said: Said, by: User) -> None:
    """Type in one paper form. Raises RefusedError where it is empty."""
    if said.satisfaction is None and not said.comment:
        raise RefusedError("Choose what was ticked, or type the comment: this form is empty.")
    _enter(event, [said], by=by)


def enter_papers(*, event: Event, given: Mapping[int | None, int], by: User) -> int:
    """Type in how many paper forms gave each point; None: ticked nothing. How many in all.

    Raises RefusedError where there are none, or more than anybody types in at once.
    """
    said = [Said(point) for point, number in given.items() for _ in range(number)]
    if not said:
        raise RefusedError("Type how many forms gave each answer: nothing was typed.")
    if len(said) > MOST_AT_ONCE:
        raise RefusedError(
            f"These are {len(said):,} forms. Type in {MOST_AT_ONCE:,} at once at most."
        )
    _enter(event, said, by=by)
    return len(said)


def set_aside(*, event: Event, answers: Iterable[int], why: str, by: User) -> int:
    """Keep answers without counting them; how many there were. RefusedError without a reason."""
    if not why.strip():
        raise RefusedError("Say why: the reason stays beside the answer.", "why")
    return _move(event, answers, why=why.strip(), by=by)


def count_again(*, event: Event, answers: Iterable[int], by: User) -> int:
    """Count answers that had been set aside; how many there were."""
    return _move(event, answers, why="", by=by)


def _enter(event: Event, said: list[Said], *, by: User) -> None:
    today = timezone.localdate()
    how: dict[str, Any] = {"channel": PAPER, "received_on": today, "by": by}
    with transaction.atomic():
        FeedbackAnswer.objects.bulk_create(
            [_answer(event.pk, each, key=uuid4(), **how) for each in said], batch_size=500
        )
        _count(event, Counter(each.satisfaction for each in said if each.satisfaction))


def _answer(event: int, said: Said, **how: Any) -> FeedbackAnswer:
    return FeedbackAnswer(
        event_id=event,
        satisfaction=said.satisfaction,
        comment=said.comment,
        language=said.language,
        **how,
    )


def _move(event: Event, answers: Iterable[int], *, why: str, by: User) -> int:
    """Set aside those that count (with a reason), or count those that are set aside."""
    with transaction.atomic():
        # The event before its tally, as answers do that come in meanwhile; they are let through.
        now = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        rows = FeedbackAnswer.objects.filter(event=event, pk__in=list(answers))
        rows = rows.filter(set_aside_why="") if why else rows.exclude(set_aside_why="")
        found = list(rows.select_for_update().order_by("pk"))
        if not found:
            return 0
        FeedbackAnswer.objects.filter(pk__in=[each.pk for each in found]).update(set_aside_why=why)
        step = -1 if why else 1
        points = Counter(each.satisfaction for each in found if each.satisfaction)
        _count(now, {point: step * number for point, number in points.items()})
        _note(now, _told(len(found), why), by=by)
    return len(found)


def _told(number: int, why: str) -> str:
    answers = f"{number} answer{'' if number == 1 else 's'}"
    return f"Feedback: set {answers} aside: {why}" if why else f"Feedback: counts {answers} again"


def _count(event: Event, steps: Mapping[int, int]) -> None:
    """Add to the tally, point by point in one order, so that no two wait for each other."""
    for point in sorted(steps):
        tally = FeedbackTally.objects.filter(event=event, satisfaction=point)
        if not tally.update(answers=F("answers") + steps[point]):
            _make_tallies(event.pk)
            tally.update(answers=F("answers") + steps[point])
    if steps:
        _count_in_month(event.pk, steps)


def _count_in_month(event: int, steps: Mapping[int, int]) -> None:
    """The same step in the month's tally, where the event is counted in one already.

    A recount of the month locks its row before it counts, so that no step is lost to it. The
    event is read as it is now: whoever changes it waits for its answer to be stored.
    """
    now = Event.objects.get(pk=event)
    if not now.was_held_by(timezone.localdate()):
        return
    place = counted_in(now)
    month = MonthTally.objects.filter(
        programme=place.programme, area=place.area, kind=place.kind, month=place.month
    )
    month.update(
        **{POINTS_KEPT[point]: F(POINTS_KEPT[point]) + step for point, step in steps.items()}
    )


def _make_tallies(event: int) -> None:
    """The event's five rows, made by the first answer; of two that make them, one does."""
    FeedbackTally.objects.bulk_create(
        [FeedbackTally(event_id=event, satisfaction=point) for point in POINTS],
        ignore_conflicts=True,
    )


def _note(locked: Event, why: str, *, by: User) -> None:
    """Write it into the event's history; nobody who is changing the event is disturbed."""
    record_by(locked, by=by, why=why)
    locked.save(update_fields=["status"])  # nothing of the event itself is changed
