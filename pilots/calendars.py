"""Meetings, events and due days for people's own calendars (RFC 5545). Pure: no Django, no clock.

An entry gives its title and its link, where a person signs in to read more. It names nobody: so
there is no ORGANIZER, which RFC 5546 wants with METHOD:PUBLISH and calendar programs don't.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from partnership.dates import PartialDate

LONDON = ZoneInfo("Europe/London")
PRODUCT = "-//Partnership programme manager//Calendar//EN"
READ_AGAIN_AFTER = timedelta(hours=6)
Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


@dataclass(frozen=True)
class CalendarMeeting:
    """A meeting, or an event. `title` says which; `path` leads to its page.

    `version` counts its changes from 0, the last of them `changed` (aware). Without `starts_at`
    it takes the whole day, or all days until `ends_on`. Who reads of it is not busy for it
    unless it `is_busy`.
    """

    id: int
    title: str
    path: str
    day: PartialDate
    changed: datetime
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    status: Status = "CONFIRMED"
    version: int = 0
    kind: str = "meeting"
    ends_on: date | None = None
    is_busy: bool = True


@dataclass(frozen=True)
class CalendarDay:
    """A day on which something is due: `kind` and `id` name it for good, such as action 7."""

    kind: str
    id: int
    title: str
    path: str
    day: date
    changed: datetime
    version: int = 0


class NoDayError(ValueError):
    """A meeting without a day can't be put into a calendar."""


def meeting_invitation(meeting: CalendarMeeting, *, site_url: str) -> bytes:
    """One meeting or event with its place, as a file to open in a calendar.

    Opened again after a change it replaces what it left there. Raises NoDayError.
    """
    if meeting.day.day is None:
        raise NoDayError("Its day is not known yet, so no calendar can hold it.")
    calendar = _calendar()
    event = _meeting(meeting, meeting.day.day, site_url)
    if meeting.place:
        event.add("location", _line(meeting.place))
    calendar.add_component(event)
    return calendar.to_ical()


def feed(
    meetings: Iterable[CalendarMeeting],
    days: Iterable[CalendarDay | CalendarMeeting] = (),
    *,
    name: str,
    site_url: str,
) -> bytes:
    """A person's calendar, which their own calendar program reads again and again.

    What has no day is left out, and so are places: only titles and links are in it.
    """
    calendar = _calendar()
    calendar.add("name", _line(name))
    calendar.add("x-wr-calname", _line(name))
    calendar.add("refresh-interval", READ_AGAIN_AFTER, {"VALUE": "DURATION"})
    for each in (*meetings, *days):
        if isinstance(each, CalendarDay):
            calendar.add_component(_due(each, site_url))
        elif each.day.day is not None:
            calendar.add_component(_meeting(each, each.day.day, site_url))
    return calendar.to_ical()


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_london())
    return calendar


def _meeting(meeting: CalendarMeeting, day: date, site_url: str) -> Event:
    cancelled = meeting.status == "CANCELLED"
    title = f"Cancelled: {meeting.title}" if cancelled else meeting.title
    event = _event(f"{meeting.kind}-{meeting.id}", title, meeting.path, site_url)
    _add_change(event, meeting.version, meeting.changed)
    event.add("status", meeting.status)
    event.add("transp", "OPAQUE" if meeting.is_busy and not cancelled else "TRANSPARENT")
    _add_times(event, day, meeting)
    return event


def _add_times(event: Event, day: date, meeting: CalendarMeeting) -> None:
    """An end that isn't after the start is left out: it would make the whole file unreadable."""
    starts, ends, last = meeting.starts_at, meeting.ends_at, meeting.ends_on or day
    if starts is None:
        event.add("dtstart", day)
        if last > day:
            event.add("dtend", last + timedelta(days=1))  # the day after the last, as RFC 5545 has
        return
    start = datetime.combine(day, starts, LONDON)
    event.add("dtstart", start)
    end = datetime.combine(last, ends or starts, LONDON)
    if ends is None and last > day:
        end = datetime.combine(last + timedelta(days=1), time(), LONDON)
    if end.astimezone(UTC) > start.astimezone(UTC):  # as instants: a clock may change in between
        event.add("dtend", end)


def _due(each: CalendarDay, site_url: str) -> Event:
    event = _event(f"{each.kind}-{each.id}", each.title, each.path, site_url)
    _add_change(event, each.version, each.changed)
    event.add("transp", "TRANSPARENT")  # the person is free on that day
    event.add("dtstart", each.day)
    return event


def _event(identity: str, title: str, path: str, site_url: str) -> Event:
    event = Event()
    event.add("uid", f"{identity}@{urlsplit(site_url).hostname}")
    event.add("summary", _line(title))
    link = urljoin(site_url, path)
    event.add("url", link)
    event.add("description", link)  # some calendar programs show no URL
    return event


def _add_change(event: Event, version: int, changed: datetime) -> None:
    event.add("sequence", version)
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("last-modified", changed.astimezone(UTC))


def _line(words: str) -> str:
    """The words in one line, without control characters: a line end would begin a property."""
    line = " ".join(words.split())
    return "".join(each for each in line if unicodedata.category(each) not in ("Cc", "Cs"))


def _london() -> Timezone:
    """The clock of the United Kingdom by the rule in force since 1996, as calendars read it."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    zone.add_component(_clock(TimezoneDaylight(), "BST", date(1996, 3, 31), 0, 1))
    zone.add_component(_clock(TimezoneStandard(), "GMT", date(1996, 10, 27), 1, 0))
    return zone


def _clock(
    clock: TimezoneDaylight | TimezoneStandard, name: str, first: date, before: int, after: int
) -> TimezoneDaylight | TimezoneStandard:
    """One half of the year: from the last Sunday of a month it is `after` hours ahead of UTC."""
    clock.add("tzname", name)
    clock.add("dtstart", datetime.combine(first, time(1 + before)))  # 01:00 UTC
    clock.add("tzoffsetfrom", timedelta(hours=before))
    clock.add("tzoffsetto", timedelta(hours=after))
    clock.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1su"})
    return clock
