"""Events that wait for their figures on a person's page, and those planned in their calendar."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from partnership.people.models import User
from partnership.programmes.access import Entry
from pilots.calendars import CalendarMeeting, meeting_invitation
from pilots.models import Event
from pilots.presenters.work import Item, Section
from pilots.selectors.event_figures import in_calendars, uncounted_of, with_change


def events_to_count(person: User, entries: Sequence[Entry], on: date) -> Iterator[Section]:
    """Held 4 days ago, not yet counted: each leads to where its figures are added."""
    found = uncounted_of(person.pk, entries, on)
    yield Section("Events to count", tuple(_item(event, on) for event, _ in found))


def _item(event: Event, on: date) -> Item:
    last = event.ends_on or event.happened.last
    days = (on - last).days if last else 0
    ago = f"{days} day{'' if days == 1 else 's'} ago"
    is_held = event.status == Event.Status.HELD
    name = "event-detail" if is_held else "event-hold"
    said = f"Held {ago}, not yet counted" if is_held else f"Planned for {ago}: was it held?"
    args = [event.programme.slug, event.slug, *(["counts"] if is_held else [])]
    where = event.area.name if event.area else "whole programme"
    return Item("Add", "orange", event.name, reverse(name, args=args), f"{said} · {where}")


def days_of_events(person: User, entries: Sequence[Entry], on: date) -> Iterator[CalendarMeeting]:
    """Events of a person's programmes, within their reach: those ahead, and those of late.

    A cancelled one stays, and says so: it is taken off nobody's calendar without a word.
    """
    for event in in_calendars(entries, on):
        yield calendar_event(event)


def calendar_event(event: Any) -> CalendarMeeting:
    """An event as calendars take it; it needs `changed`, the moment of its last change."""
    return CalendarMeeting(
        kind="event",
        id=event.pk,
        title=f"Event: {event.name}",
        path=reverse("event", args=[event.programme.slug, event.slug]),
        day=event.happened,
        changed=event.changed,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        ends_on=event.ends_on,
        place=event.venue.name if event.venue else event.place,
        status="CANCELLED" if event.status == Event.Status.CANCELLED else "CONFIRMED",
        version=event.version - 1,
        is_busy=False,
    )


def event_as_file(event: Event) -> bytes:
    """One event as a file for a calendar; raises NoDayError where its day is not known."""
    return meeting_invitation(calendar_event(with_change(event)), site_url=settings.SITE_URL)
