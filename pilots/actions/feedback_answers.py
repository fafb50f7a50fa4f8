"""Answers taken in, typed in from paper, and set aside; their tally moves with them.

A tally always equals the recount of its answers: each change of an answer and of its
tally is one transaction, and the tally is only ever added to or taken from.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, islice
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.actions.event_changes import counted_in
from pilots.actions.tallies import POINTS as POINTS_KEPT
from pilots.actions.tallies import held_now
from pilots.feedback_rules import POINTS
from pilots.models import Event, FeedbackAnswer, FeedbackForm, FeedbackTally, MonthTally
from pilots.models.event import EventQuerySet

PAPER, PUBLIC = FeedbackAnswer.Channel.PAPER, FeedbackAnswer.Channel.PUBLIC
MOST_AT_ONCE = 2000
BY_MISTAKE = "typed in by mistake"


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
    enter_papers(event=event, papers=[said], batch=uuid4(), by=by)


def enter_papers(*, event: Event, papers: Sequence[Said], batch: UUID, by: User) -> int:
    """Type in several paper forms at once, as one batch that can be taken back; how many.

    Raises RefusedError where there are none, or more than anybody types in at once.
    """
    if event.status == Event.Status.CANCELLED:
        raise RefusedError("This event was cancelled, so nobody can have given a form back.")
    if not papers:
        raise RefusedError("Nothing was typed: type what stands on the forms, then save.")
    if len(papers) > MOST_AT_ONCE:
        raise RefusedError(
            f"These are {len(papers):,} forms. Type in {MOST_AT_ONCE:,} at once at most."
        )
    how: dict[str, Any] = {"channel": PAPER, "received_on": timezone.localdate(), "by": by}
    keys = _keys(batch)
    with transaction.atomic():
        FeedbackAnswer.objects.bulk_create(
            [_answer(event.pk, each, key=next(keys), **how) for each in papers], batch_size=500
        )
        _count(event, Counter(each.satisfaction for each in papers if each.satisfaction))
    return len(papers)


def take_back(*, event: Event, batch: UUID, by: User) -> int:
    """Set aside the forms of a batch, typed in by mistake; how many still counted."""
    keys = list(islice(_keys(batch), MOST_AT_ONCE))
    typed = FeedbackAnswer.objects.filter(event=event, channel=PAPER, key__in=keys)
    return _move(event, typed.values_list("pk", flat=True), why=BY_MISTAKE, by=by)


def set_aside(*, event: Event, answers: Iterable[int], why: str, by: User) -> int:
    """Keep answers without counting them; how many there were. RefusedError without a reason."""
    if not why.strip():
        raise RefusedError("Say why: the reason stays beside the answer.", "why")
    return _move(event, answers, why=why.strip(), by=by)


def count_again(*, event: Event, answers: Iterable[int], by: User) -> int:
    """Count answers that had been set aside; how many there were."""
    return _move(event, answers, why="", by=by)


def _keys(batch: UUID) -> Iterator[UUID]:
    """The keys of the forms of a batch, one after another: they find it again."""
    return (uuid5(batch, str(number)) for number in count())


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
        _count_in_month(event, steps)


def _count_in_month(event: Event, steps: Mapping[int, int]) -> None:
    """The same step in the month's tally, where the event is counted in one already.

    A recount of the month locks its row before it counts, so that no step is lost to it. Whoever
    changes the event waits for its answer to be stored: where it was not changed since it was
    read, it is counted where it was then; else the step itself looks up where.
    """
    step = {POINTS_KEPT[point]: F(POINTS_KEPT[point]) + number for point, number in steps.items()}
    if event.was_held_by(timezone.localdate()):
        unchanged = Exists(Event.objects.filter(pk=event.pk, version=event.version))
        if MonthTally.objects.filter(unchanged, **vars(counted_in(event))).update(**step):
            return
    MonthTally.objects.filter(Exists(_counted_now(event.pk))).update(**step)


def _counted_now(event: int) -> EventQuerySet:
    """The event, where a month's tally counts it as it stands now."""
    found: EventQuerySet = (
        held_now()
        .annotate(in_area=Coalesce("area", 0), in_month=TruncMonth("belongs_on"))
        .filter(
            pk=event,
            programme=OuterRef("programme"),
            kind=OuterRef("kind"),
            in_area=Coalesce(OuterRef("area"), 0),
            in_month=OuterRef("month"),
        )
    )
    return found


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
