"""The life of an event: said to be held, its figures confirmed, cancelled, taken up again."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from partnership.dates import PartialDate, day_words
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.actions.event_changes import event_change
from pilots.actions.short_figures import Figure, record_figures
from pilots.counting import contradictions
from pilots.event_rules import is_ahead
from pilots.models import Event
from pilots.selectors.events import counts_of

Status = Event.Status
STANDS = {
    Status.PLANNED: "It is planned: say first that it was held.",
    Status.HELD: "It is recorded as held already.",
    Status.CONFIRMED: "It was held, and its figures are confirmed: correct one of them instead.",
    Status.CANCELLED: "It is cancelled: reopen it first.",
}


def refused(event: Event, *possible: str) -> str:
    """Why a step can't be taken of an event as it stands now; empty where it can."""
    return "" if event.status in possible else STANDS[Status(event.status)]


def hold_event(
    *,
    event: Event,
    seen: int,
    happened: PartialDate,
    went: str,
    figures: Sequence[Figure],
    by: User,
) -> None:
    """Say that a planned event was held, when, how it went and how many came.

    A look back at a day before today still shows it as planned. Raises
    RefusedError, and ChangedMeanwhileError where somebody else was quicker.
    """
    if is_ahead(happened, timezone.localdate()):
        raise RefusedError(
            f"{happened.words} has not come yet: give the day on which it was held.", "happened"
        )
    with event_change(event, seen=seen, by=by, why=_figures_words(figures)) as now:
        _refuse(now, Status.PLANNED)
        _refuse_short(now, happened)
        now.status, now.held_reported_on = Status.HELD, timezone.localdate()
        if now.happened != happened:
            now.happened, now.happened_as_stated, now.before_on = happened, "", None
        now.went = went or now.went
        record_figures(now, figures)


def _refuse_short(event: Event, happened: PartialDate) -> None:
    """An event of several days needs a first one, and lasts until after it."""
    if event.ends_on and (happened.day is None or happened.day >= event.ends_on):
        raise RefusedError(
            f"Its last day is {day_words(event.ends_on)}: give a day before it, or change the"
            " event’s dates first.",
            "happened",
        )


def _figures_words(figures: Iterable[Figure]) -> str:
    told = ", ".join(figure.words for figure in figures)
    return f"Figures: {told}" if told else ""


def figures_at_odds(event: Event) -> str:
    """What is wrong where more attended than came through the door; empty where nothing is."""
    return "".join(contradictions(counts_of([event])).values())


def confirm_figures(*, event: Event, seen: int, why: str, by: User) -> None:
    """Confirm the figures of an event that was held; from then on they are only corrected.

    Attendance above footfall is confirmed with a word `why`, which stays with the
    figures. Raises RefusedError where nothing is there to confirm, and
    ChangedMeanwhileError.
    """
    with event_change(event, seen=seen, by=by) as now:
        _refuse(now, Status.HELD)
        if not now.counts.exists():
            raise RefusedError(
                "There is no figure to confirm. Add how many came, or say that nobody counted."
            )
        if odd := figures_at_odds(now):
            now.above_why = _explained(why, odd)
        now.status, now.confirmed_on = Status.CONFIRMED, timezone.localdate()
        now.confirmed_by = by


def explain_figures(*, event: Event, seen: int, why: str, by: User) -> None:
    """Say why more attended than came through the door; RefusedError, ChangedMeanwhileError."""
    with event_change(event, seen=seen, by=by) as now:
        odd = figures_at_odds(now)
        if not odd:
            raise RefusedError("Its figures fit together now: there is nothing to explain.")
        now.above_why = _explained(why, odd)


def _explained(why: str, odd: str) -> str:
    if not why.strip():
        raise RefusedError(f"{odd} Say why it is right, or mend a figure first.", "why")
    return why.strip()


def cancel_event(*, event: Event, seen: int, why: str, by: User) -> None:
    """Cancel a planned event; a look back at a day before today still shows it as planned.

    Raises RefusedError and ChangedMeanwhileError.
    """
    if not why.strip():
        raise RefusedError("Say why it was cancelled, in a few words.", "why")
    with event_change(event, seen=seen, by=by) as now:
        _refuse(now, Status.PLANNED)
        now.status, now.cancelled_why = Status.CANCELLED, why
        now.cancelled_reported_on = timezone.localdate()


def reopen_event(*, event: Event, seen: int, why: str, by: User) -> None:
    """Let a cancelled event be planned again, or one that was said to be held by mistake.

    That nobody counted is taken back with it, so that figures are asked for again. Raises
    RefusedError for people who were counted or answered, and ChangedMeanwhileError.
    """
    with event_change(event, seen=seen, by=by, why=why) as now:
        _refuse(now, Status.CANCELLED, Status.HELD)
        if now.status == Status.HELD and somebody_was_at(now):
            raise RefusedError(
                "Somebody was counted or answered at it, so it was held. If the figures belong"
                " to another event, remove them first."
            )
        now.counts.filter(value=None).delete()
        now.status, now.held_reported_on = Status.PLANNED, None
        now.cancelled_reported_on, now.cancelled_why = None, ""


def somebody_was_at(event: Event) -> bool:
    """Whether anybody was counted, took part or answered at an event."""
    return (
        event.counts.exclude(value=None).exists()
        or event.activities.exclude(participations=None).exists()
        or event.participants.exclude(value=None).exists()
        or event.feedback.exists()
        or event.feedback_answers.exists()
    )


def _refuse(event: Event, *possible: str) -> None:
    if words := refused(event, *possible):
        raise RefusedError(words)
