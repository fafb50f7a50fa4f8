"""Events that wait for their figures on a person's page, and those planned in their calendar."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone

from partnership.people.models import User
from partnership.programmes.access import Entry
from pilots.calendars import CalendarDay
from pilots.models import Event
from pilots.presenters.work import Item, Section
from pilots.selectors.event_figures import planned_ahead, uncounted_of


def events_to_count(person: User, entries: Sequence[Entry], on: date) -> Iterator[Section]:
    """Held 4 days ago, not yet counted: each leads to where its figures are added."""
    found = uncounted_of(person.pk, entries, on)
    yield Section("Events to count", tuple(_item(event, on) for event, _ in found))


def _item(event: Event, on: date) -> Item:
    last = event.ends_on or event.day
    days = (on - last).days if last else 0
    ago = f"{days} day{'' if days == 1 else 's'} ago"
    is_held = event.status == Event.Status.HELD
    name = "event-detail" if is_held else "event-hold"
    said = f"Held {ago}, not yet counted" if is_held else f"Planned for {ago}: was it held?"
    args = [event.programme.slug, event.slug, *(["counts"] if is_held else [])]
    where = event.area.name if event.area else "whole programme"
    return Item("Add", "orange", event.name, reverse(name, args=args), f"{said} · {where}")


def days_of_events(person: User, entries: Sequence[Entry], on: date) -> Iterator[CalendarDay]:
    """Planned events of a person's programmes, within their reach, from a day on."""
    for event in planned_ahead(entries, on):
        if event.day is None:
            continue
        yield CalendarDay(
            kind="event",
            id=event.pk,
            title=f"Event: {event.name}",
            path=reverse("event", args=[event.programme.slug, event.slug]),
            day=event.day,
            changed=timezone.localtime(event.recorded_at),
            version=event.version - 1,
        )
