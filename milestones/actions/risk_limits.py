"""What no entry of the register may be: given to somebody who left, reviewed ahead of its day."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from milestones.models import Milestone, Risk
from milestones.risk_rules import Fault, day_faults, next_review_faults, score_faults
from milestones.selectors.risk_owners import is_risk_owner
from milestones.selectors.risks import last_review
from partnership.dates import day_words
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.models import Area


def refuse(faults: Iterable[Fault]) -> None:
    """Raise RefusedError with the first of the faults, if there is one."""
    for fault in faults:
        raise RefusedError(fault.words, fault.field)


def refuse_scores(likelihood: int | None, impact: int | None) -> None:
    """Refuse a score outside 1 to 5."""
    refuse(score_faults(likelihood=likelihood, impact=impact))


def refuse_next_review(review_on: date | None) -> None:
    """Refuse a next review that is not ahead, or is years away."""
    refuse(next_review_faults(review_on, today=timezone.localdate()))


def refuse_reported_day(day: date, programme: Programme) -> None:
    """Refuse a day of report that has not come, or lies before the programme."""
    start = programme.start_month
    why = "The programme starts on"
    today = timezone.localdate()
    refuse(day_faults(day, field="reported_on", earliest=start, why=why, today=today))


def refuse_day(day: date, risk: Risk, *, field: str) -> None:
    """Refuse a day of a review that has not come, or lies before the entry was reported."""
    why = "It was first reported on"
    today = timezone.localdate()
    refuse(day_faults(day, field=field, earliest=risk.reported_on, why=why, today=today))


def refuse_elsewhere(
    programme: Programme, area: Area | None, milestones: Sequence[Milestone]
) -> None:
    """Refuse an area or a milestone of another programme."""
    if area and area.programme_id != programme.pk:
        raise RefusedError("The programme has no such area: choose one it has.", "where")
    for milestone in milestones:
        if milestone.programme_id != programme.pk:
            words = (
                f"{milestone.reference} is no milestone of {programme.name}: choose those it has."
            )
            raise RefusedError(words, "on_milestones")


def refuse_owner_who_left(user: User | None, programme: Programme, area: Area | None) -> None:
    """Refuse an account that is locked, or that works neither there nor for the programme."""
    if user and not is_risk_owner(user, programme, area, on=timezone.localdate()):
        where = area.name if area else "the whole programme"
        raise RefusedError(
            f"{user} can’t have it: the account is locked, or runs or chairs nothing in {where}."
            " Choose somebody else.",
            "owner",
        )


def refuse_closed(risk: Risk) -> None:
    """Refuse what is asked of an entry that somebody has closed, and say who."""
    last = last_review(risk)
    if last is None or last.state != last.State.CLOSED:
        return
    who = f" by {last.by}" if last.by else ""
    raise RefusedError(
        f"It was closed on {day_words(last.reported_on)}{who}. Nothing was changed."
        " To go on with it, review it: that opens it again."
    )


def refuse_before_last(day: date, risk: Risk) -> None:
    """Refuse to close an entry for a day after which it was reviewed as open."""
    last = last_review(risk)
    if last and day < last.reported_on:
        raise RefusedError(
            f"It was reviewed on {day_words(last.reported_on)} and was open:"
            " choose that day or a later one.",
            "closed_on",
        )
