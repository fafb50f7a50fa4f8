"""Meetings and due days as calendars take them."""

from datetime import datetime

from django.urls import reverse

from pilots.calendars import CalendarDay, CalendarMeeting, Status
from pilots.models import Action, Meeting

NAME = "Partnership meetings"
STATUS: dict[str, Status] = {
    Meeting.Status.PLANNED: "CONFIRMED",
    Meeting.Status.HELD: "CONFIRMED",
    Meeting.Status.CANCELLED: "CANCELLED",
}


def calendar_meeting(meeting: Meeting, changed: datetime) -> CalendarMeeting:
    """A meeting on the day on which it was held or is planned; `changed` is its last change."""
    group = meeting.group
    return CalendarMeeting(
        id=meeting.pk,
        title=f"{group.name}, meeting {meeting.number}",
        path=reverse("meeting", args=[group.programme.slug, group.slug, meeting.number]),
        day=meeting.held if meeting.held.day else meeting.planned,
        changed=changed,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        status=STATUS[meeting.status],
        version=meeting.version - 1,
    )


def calendar_day(action: Action, changed: datetime) -> CalendarDay:
    """The day on which an action is due; it must have one."""
    assert action.due_on is not None
    group = action.group
    return CalendarDay(
        kind="action",
        id=action.pk,
        title=f"Action due: {action.text}",
        path=reverse("action", args=[group.programme.slug, group.slug, action.slug]),
        day=action.due_on,
        changed=changed,
        version=action.version - 1,
    )
