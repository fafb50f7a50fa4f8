"""Meetings planned, moved, cancelled and held."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.dates import PartialDate, day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from pilots.actions.action_limits import refuse_before_programme
from pilots.actions.meeting_limits import (
    NOT_CANCELLED,
    refuse_if_approved,
    refuse_other_day_than_approval,
    refuse_unless,
)
from pilots.emails.meetings import tell_of_meeting
from pilots.meeting_series import SeriesPlan, compare
from pilots.models import Group, Meeting
from pilots.presenters.meeting_words import when_words
from pilots.selectors.groups import series_of
from pilots.selectors.meetings import known_meetings, next_number


def series_plan(group: Group) -> SeriesPlan | None:
    """What the group's series asks for against its meetings today; None without a series."""
    series = series_of(group)
    return compare(series, known_meetings(group), on=timezone.localdate()) if series else None


@transaction.atomic
def make_series(
    *, group: Group, only_to_come: bool, drop_misfits: bool, by: User
) -> tuple[Sequence[Meeting], int]:
    """Make the meetings of the series that are missing; what is there is not touched.

    `drop_misfits` removes those that an earlier frequency planned, that lie
    ahead and that nothing hangs on. Returns the new ones, and how many went.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    plan = series_plan(group)
    if plan is None:
        raise RefusedError("Say first how often the group meets, from which month to which.")
    gone = _remove(group, plan, by) if drop_misfits else 0
    today = timezone.localdate()
    slots = plan.to_come(today) if only_to_come else plan.missing
    news = plan.new(slots, without_misfits=drop_misfits)
    made = [_make(group, each.number, each.slot.planned, {}, by) for each in news]
    return made, gone


def _remove(group: Group, plan: SeriesPlan, by: User) -> int:
    for meeting in group.meetings.filter(pk__in=[each.key for each in plan.misfits]):
        record_by(meeting, by=by, why="The group meets at other times now.")
        meeting.delete()
    return len(plan.misfits)


@transaction.atomic
def plan_meeting(*, group: Group, planned: PartialDate, by: User, **where: Any) -> Meeting:
    """Plan one further meeting; `where` may hold starts_at, ends_at and place."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    _refuse_before_programme(planned, group)
    meeting = _make(group, next_number(group), planned, where, by)
    tell_of_meeting(meeting, by=by)
    return meeting


def _make(
    group: Group, number: int, planned: PartialDate, where: Mapping[str, Any], by: User
) -> Meeting:
    meeting = Meeting(
        group=group,
        number=number,
        planned=planned,
        status=Meeting.Status.PLANNED,
        reported_on=timezone.localdate(),
        **where,
    )
    record_by(meeting, by=by)
    meeting.save()
    return meeting


def _refuse_before_programme(planned: PartialDate, group: Group) -> None:
    if planned.last:
        refuse_before_programme(planned.last, group, "planned")


def is_moved(before: PartialDate, after: PartialDate) -> bool:
    """Whether a date was changed to another one, and not only said more exactly."""
    if before.first is None or before.last is None or before == after:
        return False
    if after.first is None or after.last is None:
        return True
    return not before.first <= after.first <= after.last <= before.last


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, seen: int, by: User, why: str = "", planned: PartialDate, **where: Any
) -> None:
    """Give a planned meeting its day, time and place, or move it: then say why."""
    with changing(meeting, seen=seen, by=by, why=why) as now:
        refuse_unless(now, Meeting.Status.PLANNED)
        if is_moved(now.planned, planned) and not why:
            raise RefusedError("Say why the meeting moves: it was to be on another date.", "why")
        _refuse_before_programme(planned, now.group)
        before = when_words(now), now.place
        for name, value in {"planned": planned, **where}.items():
            setattr(now, name, value)
    if (when_words(meeting), meeting.place) != before:
        tell_of_meeting(meeting, by=by)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, seen: int, by: User, why: str) -> None:
    """Say that a planned meeting will not be held, and why."""
    with changing(meeting, seen=seen, by=by, why=why) as now:
        refuse_unless(now, Meeting.Status.PLANNED)
        if has_records(now):
            raise RefusedError(
                "Something is recorded for this meeting, such as a declaration or a decision. If it"
                " was held, say on which day; if not, take back first what is recorded."
            )
        now.status = Meeting.Status.CANCELLED
    tell_of_meeting(meeting, by=by)


@transaction.atomic
def plan_again(*, meeting: Meeting, seen: int, by: User, why: str) -> None:
    """Take back that a meeting was cancelled, or held when it was not."""
    with changing(meeting, seen=seen, by=by, why=why) as now:
        if now.status == Meeting.Status.HELD and has_records(now):
            raise RefusedError(
                "Attendance, minutes, decisions or actions are recorded for this meeting, or it"
                " approved other minutes, so it was held. Mend its day instead."
            )
        now.status, now.held = Meeting.Status.PLANNED, PartialDate()
    tell_of_meeting(meeting, by=by)


def has_records(meeting: Meeting) -> bool:
    """Whether anything is recorded of how the meeting went."""
    parts = (
        meeting.attendance,
        meeting.decisions,
        meeting.actions,
        meeting.declarations,
        meeting.approved_minutes,
    )
    has_totals = meeting.present is not None or meeting.apologies is not None
    return bool(meeting.minutes) or has_totals or any(part.exists() for part in parts)


@transaction.atomic
def hold_meeting(*, meeting: Meeting, seen: int, by: User, held_on: date) -> None:
    """Say that the meeting was held, and on which day; or mend the day."""
    with changing(meeting, seen=seen, by=by) as now:
        refuse_if_approved(now)
        if now.status == Meeting.Status.CANCELLED:
            raise RefusedError(NOT_CANCELLED)
        if held_on > timezone.localdate():
            raise RefusedError(
                f"{day_words(held_on)} has not come yet. Enter the day on which it was held.",
                "held_on",
            )
        refuse_before_programme(held_on, now.group, "held_on")
        refuse_other_day_than_approval(now, held_on)
        now.status, now.held = Meeting.Status.HELD, PartialDate.on(held_on)
