"""Decisions recorded and corrected."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from partnership.dates import PartialDate, day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.actions.action_limits import refuse_reported_day
from pilots.models import Decision, Group, Meeting


@transaction.atomic
def record_decision(
    *,
    group: Group,
    text: str,
    decided: PartialDate,
    authorises_plan_change: bool = False,
    meeting: Meeting | None = None,
    reported_on: date | None = None,
    by: User,
) -> Decision:
    """Record what a group decided. Raises RefusedError for a day that can't be."""
    day = reported_on or timezone.localdate()
    refuse_reported_day(day, group)
    _refuse_decided_later(decided, day)
    Programme.objects.select_for_update().get(pk=group.programme_id)  # equal texts, two slugs
    decision = Decision(
        programme=group.programme, group=group, meeting=meeting, text=text, decided=decided,
        authorises_plan_change=authorises_plan_change, reported_on=day,
        slug=fresh_slug(text, group.programme.decisions, otherwise="decision"),
    )  # fmt: skip
    record_by(decision, by=by)
    decision.save()
    return decision


def correct_decision(
    *,
    decision: Decision,
    seen: int,
    text: str,
    decided: PartialDate,
    authorises_plan_change: bool,
    why: str,
    by: User,
) -> None:
    """Correct how a decision was recorded; its history keeps what it said before.

    Raises RefusedError, and ChangedMeanwhileError where somebody was quicker.
    """
    with changing(decision, seen=seen, by=by, why=why) as now:
        _refuse_decided_later(decided, timezone.localdate())
        now.text, now.decided = text, decided
        now.authorises_plan_change = authorises_plan_change


def _refuse_decided_later(decided: PartialDate, reported_on: date) -> None:
    if decided.first and decided.first > reported_on:
        raise RefusedError(
            f"It can’t be decided in {decided.words} and reported on {day_words(reported_on)}."
            " Check the year.",
            "decided",
        )
