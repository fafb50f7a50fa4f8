"""A person's work in words: sections of things to do, each with one link."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.models import Role
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.programmes.presenters import first_page
from pilots.models import Action, Group, Invitation, Meeting, MinutesDraft
from pilots.presenters.actions import heading, tone
from pilots.presenters.roles import held_as
from pilots.selectors.actions import stood
from pilots.selectors.work import SHOWN, Work


@dataclass(frozen=True)
class Item:
    """One thing to do: its word, what it is with a link, and what is to be known of it."""

    word: str
    tone: str
    text: str
    url: str
    note: str
    file: str = ""  # where its day can be had for a calendar


@dataclass(frozen=True)
class Section:
    """Things of one kind; `is_cut` where there may be more than are shown."""

    title: str
    items: tuple[Item, ...]

    @property
    def is_cut(self) -> bool:
        return len(self.items) >= SHOWN


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme, its first page, and where its events are logged, by those who may."""

    name: str
    url: str
    log_url: str


@dataclass(frozen=True)
class Desk:
    """Everything on a person's page: what waits for them, what comes, where else to go."""

    waiting: tuple[Section, ...]
    coming: Section
    programmes: tuple[ProgrammeLine, ...]

    @property
    def logs(self) -> tuple[ProgrammeLine, ...]:
        """The programmes in which the person may log events."""
        return tuple(each for each in self.programmes if each.log_url)

    @property
    def count(self) -> int:
        return sum(len(section.items) for section in self.waiting)


def desk(work: Work, *, on: date, also: Iterable[Section] = ()) -> Desk:
    """A person's page on a day, `also` what other apps find for them.

    A kind of which there is nothing is left out.
    """
    name_programmes = len(work.entries) > 1

    def group(of: Group) -> str:
        return f"{of.name}, {of.programme.name}" if name_programmes else of.name

    sections = (
        _section("Your actions", work.actions, lambda each: _action(each, on, group)),
        _section("Minutes to approve", work.minutes, lambda each: _minutes(each, group)),
        _section("Drafts that you left", work.drafts, lambda each: _draft(each, group)),
        _section("Actions whose owners have left", work.left, lambda each: _left(each, on, group)),
        _section("Invitations that you sent", work.invitations, _invitation(work.entries)),
    )
    return Desk(
        waiting=tuple(section for section in (*sections, *also) if section.items),
        coming=_section("Meetings coming", work.meetings, lambda each: _meeting(each, on, group)),
        programmes=tuple(_programme(entry) for entry in work.entries.values()),
    )


Named = Callable[[Group], str]


def _section(title: str, rows: Iterable[Any], item: Callable[[Any], Item]) -> Section:
    return Section(title, tuple(item(row) for row in rows))


def _at(name: str, group: Group, *more: object) -> str:
    return reverse(name, args=[group.programme.slug, group.slug, *more])


def _action(action: Action, on: date, named: Named) -> Item:
    standing = stood(action, on=on)
    said = standing.sentence if standing.is_overdue else _capital(standing.detail)
    return Item(
        standing.word,
        tone(standing),
        heading(action.text),
        _at("action", action.group, action.slug),
        f"{said} · {named(action.group)}",
    )


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _left(action: Action, on: date, named: Named) -> Item:
    return Item(
        "No owner",
        "orange",
        heading(action.text),
        _at("action-update", action.group, action.slug),
        f"{action.owner} has left: give it to somebody else · {named(action.group)}",
    )


def _minutes(meeting: Meeting, named: Named) -> Item:
    return Item(
        "Minutes",
        "purple",
        f"Meeting {meeting.number}, held {meeting.held.words}",
        _at("minutes-approve", meeting.group, meeting.number),
        f"Written, not approved yet · {named(meeting.group)}",
    )


def _draft(draft: MinutesDraft, named: Named) -> Item:
    meeting = draft.meeting
    return Item(
        "Draft",
        "grey",
        f"Minutes of meeting {meeting.number}",
        _at("minutes-edit", meeting.group, meeting.number),
        f"Kept {_moment(draft.kept_at)}, not saved yet · {named(meeting.group)}",
    )


def _invitation(entries: dict[int, Entry]) -> Callable[[Invitation], Item]:
    def item(invitation: Invitation) -> Item:
        is_over = invitation.expires_at <= timezone.now()
        when = _moment(invitation.expires_at)
        return Item(
            "Expired" if is_over else "Waiting",
            "orange" if is_over else "blue",
            f"{invitation.display_name}, to be {held_as(Role(invitation.role), invitation.place)}",
            _invitation_page(invitation, entries[invitation.programme_id]),
            f"Expired {when}: send it again, or withdraw it" if is_over else f"Until {when}",
        )

    return item


def _invitation_page(invitation: Invitation, entry: Entry) -> str:
    """Its page among the programme's people, or for those who manage the group, the group's."""
    slug = invitation.programme.slug
    if invitation.group and not entry.may(Permission.MANAGE):
        args: list[object] = [slug, invitation.group.slug, invitation.pk]
        return reverse("group-people-invitation", args=args)
    return reverse("people-invitation", args=[slug, invitation.pk])


def _meeting(meeting: Meeting, on: date, named: Named) -> Item:
    day = meeting.planned.day
    starts = f" at {meeting.starts_at:%H:%M}" if meeting.starts_at else ""
    place = f" · {meeting.place}" if meeting.place else ""
    return Item(
        "Today" if day == on else "Meeting",
        "green",
        f"{meeting.planned.words}{starts}",
        _at("meeting", meeting.group, meeting.number),
        f"{named(meeting.group)}, meeting {meeting.number}{place}",
        file=_at("meeting-invitation", meeting.group, meeting.number) if day else "",
    )


def _programme(entry: Entry) -> ProgrammeLine:
    """A programme and its first page: for a board's officer, its reports."""
    slug = [entry.programme.slug]
    may_log = Permission.LOG_EVENTS in entry.permissions
    return ProgrammeLine(
        entry.programme.name,
        reverse(first_page(entry), args=slug),
        reverse("event-log", args=slug) if may_log else "",
    )


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{day_words(local.date())} at {local:%H:%M}"
