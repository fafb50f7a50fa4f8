"""What waits for a person, across all programmes that they are in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from partnership.people.models import Scope, User
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry, entries_of
from pilots.models import Action, Invitation, Meeting, Membership, MinutesDraft
from pilots.selectors.owners import owner_is_here

SHOWN = 50  # of each kind: beyond that, the registers are the place to look
NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Work:
    """What waits for a person on a day, each kind in the order in which it is to be done.

    `entries` are the programmes that they are in, by key.
    """

    entries: dict[int, Entry]
    actions: list[Action]
    minutes: list[Meeting]
    drafts: list[MinutesDraft]
    left: list[Action]
    invitations: list[Invitation]
    meetings: list[Meeting]


def work_of(person: User, *, on: date) -> Work:
    """Eight queries, whatever the number of programmes."""
    entries = entries_of(person)
    managed = _managed(entries)
    return Work(
        entries={entry.programme.pk: entry for entry in entries},
        actions=_mine(entries, person, on),
        minutes=_minutes(managed),
        drafts=_drafts(entries, person),
        left=_left(managed, on),
        invitations=_invitations(entries, person),
        meetings=_next_meetings(entries, person, on),
    )


def _mine(entries: Iterable[Entry], person: User, on: date) -> list[Action]:
    """A person's open actions, what is overdue first, without a day last."""
    readable = _within(entries, "group__", Permission.READ, reach="group__area")
    found = Action.objects.open_on(on).filter(readable, owner_user=person)
    soonest = F("due_then").asc(nulls_last=True)
    return list(found.select_related("group__programme").order_by(soonest, "pk")[:SHOWN])


def _minutes(managed: Q) -> list[Meeting]:
    """Meetings held whose minutes are written and not approved, the oldest first."""
    waiting = Meeting.objects.filter(
        managed, status=Meeting.Status.HELD, minutes_state=Meeting.MinutesState.DRAFT
    )
    oldest = F("held_on").asc(nulls_last=True)
    return list(waiting.select_related("group__programme").order_by(oldest, "pk")[:SHOWN])


def _drafts(entries: Iterable[Entry], person: User) -> list[MinutesDraft]:
    """Minutes that a person began and did not save, where they still may, the latest first."""
    found = MinutesDraft.objects.filter(_managed(entries, "meeting__"), user=person)
    found = found.exclude(meeting__minutes_state=Meeting.MinutesState.APPROVED)
    return list(found.select_related("meeting__group__programme").order_by("-kept_at")[:SHOWN])


def _invitations(entries: Iterable[Entry], person: User) -> list[Invitation]:
    """What a person sent, still may send, and nobody answered; what ends first before the rest."""
    found = Invitation.objects.filter(
        _within(entries, "", Permission.MANAGE) | _managed(entries),
        invited_by=person,
        accepted_at=None,
        withdrawn_at=None,
    )
    where = ("programme", "area", "group", "body")
    return list(found.select_related(*where).order_by("expires_at")[:SHOWN])


def _left(managed: Q, on: date) -> list[Action]:
    """Open actions whose owners left, in the groups that a person manages."""
    found = Action.objects.open_on(on).filter(managed, ~owner_is_here(on), owner_user__isnull=False)
    soonest = F("due_then").asc(nulls_last=True)
    return list(found.select_related("group__programme").order_by(soonest, "pk")[:SHOWN])


def _next_meetings(entries: Iterable[Entry], person: User, on: date) -> list[Meeting]:
    """The next meeting of each group in which a person holds a role or a seat, soonest first."""
    groups = _groups_of(entries, person, on)
    planned = Meeting.objects.filter(
        _within(entries, "group__", Permission.READ, reach="group__area"),
        group__in=groups,
        status=Meeting.Status.PLANNED,
    )
    ahead = [each for each in planned.select_related("group__programme") if _is_ahead(each, on)]
    ahead.sort(key=lambda each: (each.planned.first or date.max, each.number))
    return list({each.group_id: each for each in reversed(ahead)}.values())[::-1]


def _is_ahead(meeting: Meeting, on: date) -> bool:
    return meeting.planned.last is not None and meeting.planned.last >= on


def _groups_of(entries: Iterable[Entry], person: User, on: date) -> set[int]:
    seats = Membership.objects.filter(user=person).values_list("group", "until")
    seated = {group for group, until in seats if not (until.last and until.last < on)}
    return seated | {held.group for entry in entries for held in entry.held if held.group}


def _managed(entries: Iterable[Entry], at: str = "") -> Q:
    """The condition that a record's group is one that the person manages."""
    found = NOTHING
    for entry in entries:
        for held in entry.places(Permission.MANAGE_GROUPS):
            found |= {
                Scope.PROGRAMME: Q(**{f"{at}group__programme": entry.programme.pk}),
                Scope.AREA: Q(**{f"{at}group__area": held.area}),
                Scope.GROUP: Q(**{f"{at}group": held.group}),
            }[held.role.scope]
    return found


def _within(entries: Iterable[Entry], at: str, permission: Permission, reach: str = "") -> Q:
    """The condition that a record is of a programme in which the person may do that."""
    found = NOTHING
    for entry in entries:
        if permission in entry.permissions:
            here = Q(**{f"{at}programme": entry.programme.pk})
            found |= here & entry.reach.q(reach) if reach else here
    return found
