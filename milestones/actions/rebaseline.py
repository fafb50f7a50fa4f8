"""Moving a delivery's agreed date, and dropping it: only by a decision that authorises it.

The baseline never changes, so no slip is hidden.
"""

from datetime import date

from django.utils import timezone

from milestones.actions.reports import days_of
from milestones.actions.telling import telling
from milestones.actions.updates import UpdateRow, record_updates
from milestones.models import Delivery
from milestones.schedule import Said, Stage, Standing
from milestones.selectors.deliveries import place_of
from milestones.selectors.standings import standing_of
from milestones.update_rules import YEARS_AHEAD, Days, refuse_reported_day, told_by_decision
from partnership.dates import day_words
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.models import Decision


def rebaseline(
    *,
    delivery: Delivery,
    seen: int,
    agreed_on: date,
    decision: Decision,
    reason: str,
    reported_on: date | None = None,
    by: User | None,
) -> None:
    """Agree another date by a decision, with the reason; slip stays counted from the baseline.

    Raises RefusedError with the field to mend, and ChangedMeanwhileError.
    """
    said = Said(reported_on or timezone.localdate(), agreed_on=agreed_on)
    _by_decision(delivery, said, decision, reason, seen=seen, by=by)


def descope(
    *,
    delivery: Delivery,
    seen: int,
    decision: Decision,
    reason: str,
    reported_on: date | None = None,
    by: User | None,
) -> None:
    """Say that a delivery is not needed, by a decision, with the reason."""
    said = Said(reported_on or timezone.localdate(), stage=Stage.NOT_NEEDED)
    _by_decision(delivery, said, decision, reason, seen=seen, by=by)


def take_up_again(
    *,
    delivery: Delivery,
    seen: int,
    decision: Decision,
    reason: str,
    reported_on: date | None = None,
    by: User | None,
) -> None:
    """Say that a delivery which was not needed is needed after all, by another decision."""
    said = Said(reported_on or timezone.localdate(), stage=Stage.NOT_STARTED)
    _by_decision(delivery, said, decision, reason, seen=seen, by=by)


def _by_decision(
    delivery: Delivery, said: Said, decision: Decision, reason: str, *, seen: int, by: User | None
) -> None:
    day = said.reported_on
    with telling(delivery, seen=seen, by=by) as now:
        days = days_of(now.delivery, day)
        refuse_reported_day(days)
        _refuse_what_stands(said, standing_of(now.delivery, on=day), days)
        authority = _authority(now.delivery, decision, day)
        if not reason.strip():
            raise RefusedError("Say why. It is kept with the decision.", "reason")
        row = UpdateRow(
            number=now.next_number,
            reported_on=day,
            stage=said.stage,
            agreed_on=said.agreed_on,
            decision=authority,
            reason=reason,
        )
        record_updates(delivery=now.delivery, rows=[row], by=by)
        now.words, now.why = told_by_decision(said, today=days.today), reason


def _refuse_what_stands(said: Said, standing: Standing, days: Days) -> None:
    """Refuse what changes nothing, or can't be said of how it stands."""
    is_dropped = standing.stage is Stage.NOT_NEEDED
    if standing.stage is Stage.COMPLETE:
        raise RefusedError("It is done. To change that, say first that it was not done after all.")
    if said.stage is Stage.NOT_STARTED and not is_dropped:
        raise RefusedError("It is needed already: nothing was changed.")
    if said.stage is not Stage.NOT_STARTED and is_dropped:
        raise RefusedError("It is not needed any more: take it up again first.")
    if said.agreed_on:
        _refuse_agreed_day(said.agreed_on, standing, days)


def _refuse_agreed_day(agreed_on: date, standing: Standing, days: Days) -> None:
    first = min(days.starts_on, standing.baseline_on)
    words = ""
    if agreed_on == standing.agreed_on:
        words = f"{day_words(agreed_on)} is the agreed date already. Choose another."
    elif agreed_on < first:
        words = f"{day_words(agreed_on)} lies before the start, {day_words(first)}. Check the year."
    elif agreed_on.year > standing.baseline_on.year + YEARS_AHEAD:
        words = (
            f"{day_words(agreed_on)} is more than {YEARS_AHEAD} years after the baseline."
            " Check the year."
        )
    if words:
        raise RefusedError(words, "agreed_on")


def _authority(delivery: Delivery, decision: Decision, day: date) -> Decision:
    """The decision, locked, so that it can't cease to authorise the change meanwhile."""
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    if words := _not_by(locked, delivery) or _not_yet(locked, day):
        raise RefusedError(words, "decision")
    return locked


def _not_by(decision: Decision, delivery: Delivery) -> str:
    """Why it does not bear on a delivery; nothing where it does."""
    if decision.programme_id != delivery.programme_id:
        return "That decision is of another programme. Choose one of this programme."
    if not Decision.objects.visible_to(place_of(delivery)).filter(pk=decision.pk).exists():
        return (
            "That decision was made for another place. Choose one of this place, or of the whole"
            " programme."
        )
    if not decision.authorises_plan_change:
        return (
            "That decision does not authorise a change to the plan. Choose one that does, or"
            " correct the decision first."
        )
    return ""


def _not_yet(decision: Decision, day: date) -> str:
    """Why it could authorise nothing on a day; nothing where it could."""
    if decision.reported_on > day:
        return (
            f"That decision was reported on {day_words(decision.reported_on)}, after"
            f" {day_words(day)}. Choose that day or a later one."
        )
    made = decision.decided
    if made.first and made.first > day:
        return f"That decision was made in {made.words}, after {day_words(day)}. Choose another."
    return ""
