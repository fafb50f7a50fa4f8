"""E-mails to a group's people: a meeting planned, moved or cancelled; minutes to look at."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, Role, Scope, User
from pilots.models import Meeting, Membership
from pilots.presenters.meeting_words import when_words
from pilots.representation import Seat
from pilots.selectors.owners import candidates


def tell_of_meeting(meeting: Meeting, *, by: User) -> None:
    """Tell the group's people when and where, or that it is cancelled.

    Not of a meeting whose day is not set or has passed: there is nothing to come to.
    """
    day = meeting.planned.day
    if day is None or day < timezone.localdate() or meeting.status == Meeting.Status.HELD:
        return
    for user in people_of(meeting):
        if user.pk != by.pk:
            key = f"meeting {meeting.pk} version {meeting.version}"
            send(to=user, purpose=MEETING, key=key, about=_about(meeting))


def tell_of_minutes(meeting: Meeting, *, by: User) -> None:
    """Tell the chairs, once, that minutes are written: they are approved at a later meeting."""
    for user in people_of(meeting, only=Role.CHAIR):
        if user.pk != by.pk:
            about = {"meeting": meeting.pk}
            send(to=user, purpose=MINUTES, key=f"minutes {meeting.pk}", about=about)


def people_of(meeting: Meeting, *, only: Role | None = None) -> list[User]:
    """Accounts with a role in the group, and of those who work for it, those with a seat."""
    today, group = timezone.localdate(), meeting.group
    seats = Membership.objects.filter(group=group).exclude(user=None)
    seated = {
        each.user_id
        for each in seats
        if Seat("", since=each.since, until=each.until).is_held(today)
    }
    chosen = [
        each.user
        for each in candidates(group, on=today)
        if (only is None and each.user in seated)
        or (each.role.scope is Scope.GROUP and only in (None, each.role))
    ]
    return list(User.objects.filter(pk__in=chosen).order_by("pk"))


def _about(meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting": meeting.pk,
        "status": meeting.status,
        "when": when_words(meeting),
        "place": meeting.place,
    }


def _words_of_meeting(row: Email) -> Words | None:
    """When and where; None once its day has passed, or if it has been changed since.

    Of a change a later e-mail tells.
    """
    meeting = _meeting(row)
    if meeting is None or _about(meeting) != row.about:
        return None
    if meeting.planned.day is None or meeting.planned.day < timezone.localdate():
        return None
    name = f"{meeting.group.name}, meeting {meeting.number}"
    said = "is cancelled" if meeting.status == Meeting.Status.CANCELLED else "is planned"
    return Words(
        title=f"{name} {said}: {when_words(meeting)}",
        path=_path(meeting),
        link="Open the meeting",
        facts={"place": meeting.place, "is_cancelled": said == "is cancelled"},
    )


def _words_of_minutes(row: Email) -> Words | None:
    """That minutes wait to be approved; None once they are, or are no longer there."""
    meeting = _meeting(row)
    if meeting is None or meeting.are_minutes_approved or not meeting.minutes:
        return None
    return Words(
        title=f"Minutes to approve: {meeting.group.name}, meeting {meeting.number}",
        path=_path(meeting),
        link="Read the minutes",
    )


def _meeting(row: Email) -> Meeting | None:
    found = Meeting.objects.filter(pk=row.about["meeting"])
    return found.select_related("group__programme").first()


def _path(meeting: Meeting) -> str:
    group = meeting.group
    return reverse("meeting", args=[group.programme.slug, group.slug, meeting.number])


MEETING = Purpose(
    name="meeting",
    words=_words_of_meeting,
    why="you belong to the group",
    template="mail/meeting.txt",
)
MINUTES = Purpose(
    name="minutes-to-approve",
    words=_words_of_minutes,
    why="you chair the group",
    template="mail/minutes.txt",
)


def register_meetings() -> None:
    """Make the purposes known."""
    register(MEETING)
    register(MINUTES)
