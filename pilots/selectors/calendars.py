"""What a person's calendar holds: the meetings of their groups, and when their work is due."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from partnership.people.models import CalendarFeed, User
from partnership.people.permissions import ALLOWED, Permission
from partnership.programmes.access import Entry, entries_of
from pilots.actions.calendars import hash_of
from pilots.calendar_sources import days_of
from pilots.calendars import feed, meeting_invitation
from pilots.models import Action, GroupRole, Meeting, Membership
from pilots.presenters.calendars import NAME, calendar_day, calendar_meeting
from pilots.representation import Seat


def owner_of(token: str) -> User | None:
    """Whose calendar has this address; None for any that is not, or no longer, in use.

    A locked account's calendar is closed like its sign-in. One query.
    """
    feeds = CalendarFeed.objects.filter(
        token_hash=hash_of(token), user__is_active=True, user__locked_at=None
    )
    feed = feeds.select_related("user").first()
    return feed.user if feed else None


def calendar_of(user: User, *, on: date) -> bytes:
    """Meetings of the groups that they belong to, and when what is theirs is due.

    Read through the roles in force on the day `on`, as its pages are: what a
    person may not open is not in their calendar. The same bytes until
    something changes. Five queries, and those of the sources that other apps have.
    """
    entries = entries_of(user)
    readable = _readable(entries)
    meetings, actions = _nothing() if readable is None else _found(user, readable, on)
    return feed(
        [calendar_meeting(each, each.changed) for each in meetings],
        [*(calendar_day(each, each.changed) for each in actions), *days_of(user, entries, on)],
        name=NAME,
        site_url=settings.SITE_URL,
    )


def _nothing() -> tuple[Any, Any]:
    return Meeting.objects.none(), Action.objects.none()


def _found(user: User, readable: Q, on: date) -> tuple[Any, Any]:
    meetings = Meeting.objects.filter(readable, group__in=_groups_of(user, on))
    actions = Action.objects.filter(readable, owner_user=user, due_on__isnull=False)
    still_open = actions.filter(done_on=None, dropped_on=None)
    return _dated(meetings).order_by("pk"), _dated(still_open).order_by("due_on", "pk")


def _dated(rows: Any) -> QuerySet[Any]:
    """The records with their group, and the moment of their last change."""
    history = rows.model.history.filter(id=OuterRef("pk")).order_by().values("id")
    last = Subquery(history.annotate(last=Max("history_date")).values("last"))
    found: QuerySet[Any] = rows.annotate(changed=Coalesce(last, "recorded_at"))
    return found.select_related("group__programme")


def invitation_to(meeting: Meeting) -> bytes:
    """One meeting as a file for a calendar; raises NoDayError where its day is not known."""
    found = _dated(Meeting.objects.filter(pk=meeting.pk)).get()
    return meeting_invitation(calendar_meeting(found, found.changed), site_url=settings.SITE_URL)


def _readable(entries: Iterable[Entry]) -> Q | None:
    """The condition that a group's record is within reach; None for who reads no programme."""
    readable = None
    for entry in entries:
        if any(Permission.READ in ALLOWED[each.role] for each in entry.held):
            here = Q(group__programme=entry.programme.pk) & entry.reach.q("group__area")
            readable = here if readable is None else readable | here
    return readable


def _groups_of(user: User, on: date) -> set[int]:
    """The groups in which they hold a role or a seat on a day."""
    roles = GroupRole.objects.in_force(on=on).filter(user=user)
    return {*roles.values_list("group_id", flat=True), *_seated_in(user, on)}


def _seated_in(user: User, on: date) -> Iterator[int]:
    for seat in Membership.objects.filter(user=user):
        if Seat("", since=seat.since, until=seat.until).is_held(on):
            yield seat.group_id
