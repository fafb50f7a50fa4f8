"""Decisions recorded and corrected."""

from datetime import date
from typing import Any

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
from pilots.actions.meeting_limits import lock_to_record, locked
from pilots.actions.minutes import add_correction
from pilots.decision_words import DecisionStands, correction_words
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
    """Record what a group decided.

    Raises RefusedError for a day that can't be, or a meeting whose minutes are approved.
    """
    day = reported_on or timezone.localdate()
    refuse_reported_day(day, group)
    _refuse_decided_later(decided, day)
    Programme.objects.select_for_update().get(pk=group.programme_id)  # equal texts, two slugs
    lock_to_record(meeting)
    decision = Decision(
        programme=group.programme, group=group, meeting=meeting, text=text, decided=decided,
        authorises_plan_change=authorises_plan_change, reported_on=day,
        slug=fresh_slug(text, group.programme.decisions, otherwise="decision"),
    )  # fmt: skip
    record_by(decision, by=by)
    decision.save()
    return decision


@transaction.atomic
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

    Where the minutes that print it are approved, they stay, and the correction
    stands beneath them. Raises RefusedError, and ChangedMeanwhileError where
    somebody was quicker.
    """
    meeting = locked(decision.meeting) if decision.meeting else None
    with changing(decision, seen=seen, by=by, why=why) as now:
        if decided != now.decided:
            _refuse_decided_later(decided, now.reported_on)
        if now.authorises_plan_change and not authorises_plan_change:
            _refuse_if_cited(now)
        before = _stands(now)
        now.text, now.decided = text, decided
        now.authorises_plan_change = authorises_plan_change
    after = _stands(decision)
    if meeting and meeting.are_minutes_approved and before != after:
        add_correction(meeting=meeting, text=correction_words(before, after, why), by=by)


def _stands(decision: Decision) -> DecisionStands:
    return DecisionStands(decision.text, decision.decided, decision.authorises_plan_change)


def _refuse_if_cited(decision: Decision) -> None:
    """A change of the plan that stands on a decision goes on standing on it.

    What cites decisions is built on this app, so it is found by its way back to them.
    """
    ways_back: tuple[Any, ...] = (decision.plan_changes, decision.plan_versions)
    if any(way.exists() for way in ways_back):
        raise RefusedError(
            "The plan was changed by this decision, so it must go on authorising a change."
            " Correct its words, or have another decision made.",
            "authorises_plan_change",
        )


def _refuse_decided_later(decided: PartialDate, reported_on: date) -> None:
    if decided.first and decided.first > reported_on:
        raise RefusedError(
            f"It can’t be decided in {decided.words} and reported on {day_words(reported_on)}."
            " Check the year.",
            "decided",
        )
