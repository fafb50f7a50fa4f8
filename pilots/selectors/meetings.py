"""One meeting with all that belongs to it, and the meetings of a group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    QuerySet,
)

from partnership.dates import PartialDate
from partnership.people.models import User
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.meeting_series import Known
from pilots.minutes_record import ActionLine
from pilots.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Declaration,
    Group,
    Meeting,
    Membership,
    MinutesCorrection,
    MinutesDraft,
)
from pilots.representation import Seat


def find_group(programme: Programme, slug: str, *, reach: Reach) -> Group | None:
    """The group of that slug, within reach; one query."""
    groups = Group.objects.filter(programme=programme, slug=slug).visible_to(reach)
    return groups.select_related("area").first()


def find_meeting(
    programme: Programme, slug: str, number: int, *, reach: Reach, drafts_of: User
) -> Meeting | None:
    """The group's meeting of that number, within reach; one query.

    `has_draft` says whether minutes begun by this person are kept.
    """
    draft = MinutesDraft.objects.filter(meeting=OuterRef("pk"), user=drafts_of)
    found = Meeting.objects.filter(group__programme=programme, group__slug=slug, number=number)
    return (
        found.visible_to(reach)
        .select_related("group__area", "group__programme", "approved_at_meeting", "approved_by")
        .select_related("source")
        .annotate(has_draft=Exists(draft))
        .first()
    )


def known_meetings(group: Group) -> list[Known]:
    """Every meeting of the group as its series sees it; one query."""
    parts = (AgendaItem, Attendance, Declaration, Decision, Action, MinutesDraft)
    hangs_on = Q()
    for part in parts:
        hangs_on |= Q(Exists(part._default_manager.filter(meeting=OuterRef("pk"))))
    rows = group.meetings.annotate(
        has_parts=ExpressionWrapper(hangs_on, output_field=BooleanField())
    )
    return [
        Known(each.pk, each.number, each.planned, each.held, _is_loose(each, each.has_parts))
        for each in rows.order_by("number")
    ]


def _is_loose(meeting: Meeting, has_parts: bool) -> bool:
    is_bare = not (has_parts or meeting.starts_at or meeting.place or meeting.minutes)
    return is_bare and meeting.status == Meeting.Status.PLANNED and meeting.planned.day is None


def next_number(group: Group) -> int:
    """The number after the last meeting's."""
    return (group.meetings.aggregate(last=Max("number"))["last"] or 0) + 1


def day_of(meeting: Meeting) -> date | None:
    """The day on which it was held, or is planned for; the first of those that it may be."""
    return meeting.held.first or meeting.planned.first


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last meeting of the group that was held before this one; one query."""
    held = [
        each
        for each in meeting.group.meetings.filter(status=Meeting.Status.HELD)
        if each.pk != meeting.pk and _comes_before(each, meeting)
    ]
    return max(held, key=_order, default=None)


def has_begun(meeting: Meeting, *, on: date) -> bool:
    """Whether a meeting was held, or is planned and the first day that it may be on has come."""
    if meeting.status != Meeting.Status.PLANNED:
        return meeting.status == Meeting.Status.HELD
    return meeting.planned.first is not None and meeting.planned.first <= on


def may_approve(meeting: Meeting) -> list[Meeting]:
    """The meetings held after this one, or on the same day: where its minutes can be approved."""
    held = meeting.group.meetings.filter(status=Meeting.Status.HELD).exclude(pk=meeting.pk)
    return sorted((each for each in held if _is_no_earlier(each, meeting)), key=_order)


def _order(meeting: Meeting) -> tuple[date, int]:
    return day_of(meeting) or date.min, meeting.number


def _comes_before(one: Meeting, other: Meeting) -> bool:
    one_day, other_day = day_of(one), day_of(other)
    if one_day is None or other_day is None:
        return one.number < other.number
    return (one_day, one.number) < (other_day, other.number)


def _is_no_earlier(one: Meeting, other: Meeting) -> bool:
    """Whether it was held after the other, or may have been on the same day."""
    if one.held.last is None or other.held.first is None:
        return one.number > other.number
    return one.held.last >= other.held.first


@dataclass(frozen=True)
class SeatAtMeeting:
    """A seat, and whether it was filled; `state` "" is not recorded."""

    seat: Membership
    state: str
    came: int | None


def seats_at(meeting: Meeting) -> list[SeatAtMeeting]:
    """Every seat in force on the meeting's day, and every other one that came; one query."""
    rows = (
        meeting.group.memberships.annotate(
            here=FilteredRelation("attendance", condition=Q(attendance__meeting=meeting))
        )
        .annotate(state=F("here__state"), came=F("here__people"))
        .select_related("organisation", "area")
    )
    when = meeting.held or meeting.planned
    return [
        SeatAtMeeting(each, each.state or "", each.came)
        for each in rows
        if each.state or _is_in_force(each, when)
    ]


def _is_in_force(seat: Membership, when: PartialDate) -> bool:
    """Whether the seat may have been held on one of the days that a date may be."""
    if when.first is None or when.last is None:
        return True
    return Seat("", since=seat.since).is_held(when.last) and Seat("", until=seat.until).is_held(
        when.first
    )


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in its order."""
    return list(meeting.agenda.order_by("position", "pk"))


def declarations_at(meeting: Meeting) -> QuerySet[Declaration]:
    """The interests declared, each with its seat."""
    return meeting.declarations.select_related("seat").order_by("pk")


def decisions_at(meeting: Meeting) -> QuerySet[Decision]:
    """What the meeting decided, in the order in which it was recorded."""
    return meeting.decisions.order_by("recorded_at", "pk")


def actions_from(meeting: Meeting) -> QuerySet[Action]:
    """The actions that came out of the meeting, soonest due first."""
    return meeting.actions.order_by(F("due_on").asc(nulls_last=True), "pk")


def actions_named(group: Group, lines: Iterable[ActionLine]) -> QuerySet[Action]:
    """The group's actions that stand behind lines of minutes, as they are now."""
    return group.actions.filter(slug__in=[each.slug for each in lines])


def corrections_of(meeting: Meeting) -> QuerySet[MinutesCorrection]:
    """What was added to the approved minutes, oldest first."""
    return meeting.corrections.select_related("by").order_by("recorded_at", "pk")


def attendance_rows(meeting: Meeting) -> dict[int, Attendance]:
    """The attendance recorded, by seat."""
    return {each.seat_id: each for each in meeting.attendance.all()}


@dataclass(frozen=True)
class Due:
    """An action that was overdue on a day, with its owner and due day as they were then."""

    text: str
    owner: str
    on: date


def overdue_at(meeting: Meeting, *, on: date) -> list[Due]:
    """The group's actions that were overdue on a day, the longest first."""
    found: Any = meeting.group.actions.overdue_on(on)
    rows = found.order_by("due_then", "slug").values_list("text", "owner_then", "due_then")
    return [Due(*row) for row in rows]
