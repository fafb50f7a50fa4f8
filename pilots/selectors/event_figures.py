"""Events whose day has passed and of which nobody has said how many came."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from pilots.models import Event, EventCount

ASKED_FOR_DAYS = 60  # after that nobody is asked any more
SHOWN = 50


def uncounted(*, on: date) -> QuerySet[Event]:
    """Events of the last 60 days, planned or held, with a known day and without a figure.

    “Not counted” is a figure here: nobody is asked again.
    """
    counted = EventCount.objects.filter(event=OuterRef("pk"))
    past = Q(day__range=(on - timedelta(days=ASKED_FOR_DAYS), on - timedelta(days=1)))
    over = Q(ends_on=None) | Q(ends_on__lt=on)
    open_ones = Event.objects.filter(status__in=(Event.Status.PLANNED, Event.Status.HELD))
    found = open_ones.filter(past, over, ~Exists(counted))
    return found.select_related("programme", "area", "logged_by").order_by("day", "pk")


def uncounted_of(person: int, entries: Sequence[Entry], on: date) -> list[tuple[Event, Entry]]:
    """Those that a person logged, or confirms the counts of, in their programmes; one query."""
    by_programme = {entry.programme.pk: entry for entry in entries}
    found = uncounted(on=on).filter(programme__in=by_programme)[: SHOWN * 4]
    pairs = ((event, by_programme[event.programme_id]) for event in found)
    return [pair for pair in pairs if _is_theirs(person, *pair)][:SHOWN]


def _is_theirs(person: int, event: Event, entry: Entry) -> bool:
    if event.logged_by_id == person:
        return entry.may(Permission.LOG_EVENTS, event.at)
    return entry.may(Permission.CONFIRM_COUNTS, event.at)


def planned_ahead(entries: Sequence[Entry], on: date) -> QuerySet[Event]:
    """Planned events from a day on, within reach of a person's programmes; one query."""
    within = Q(pk__in=[])
    for entry in entries:
        if Permission.READ in entry.permissions:
            within |= Q(programme=entry.programme) & entry.reach.q("area")
    planned = Event.objects.filter(within, status=Event.Status.PLANNED, day__gte=on)
    return planned.select_related("programme").order_by("day", "pk")[:200]
