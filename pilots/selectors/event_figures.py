"""Events whose day has passed and of which nobody has said how many came."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from partnership.dates import SEASON_FIRST_MONTH, PartialDate
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from pilots.models import Event, EventCount

ASKED_FOR_DAYS = 60  # after that nobody is asked any more
SHOWN = 50
IN_A_CALENDAR, OF_LATE = 500, 31  # events; days


def uncounted(*, on: date) -> QuerySet[Event]:
    """Events of the last 60 days, planned or held, of which nobody has said how many came.

    One of a month, a quarter, … is over with its last day. “Not counted” is a figure here:
    nobody is asked again. What asks for no count is asked only whether it was held.
    """
    first, last = on - timedelta(days=ASKED_FOR_DAYS), on - timedelta(days=1)
    past = Q(day__range=(first, last)) | Q(day=None, happened__in=codes_ended(first, last))
    over = Q(ends_on=None) | Q(ends_on__lt=on)
    counted = EventCount.objects.filter(event=OuterRef("pk"))
    asked = Q(kind__asks_attendance=True) | Q(kind__asks_footfall=True)
    silent = Q(status=Event.Status.PLANNED) | (Q(status=Event.Status.HELD) & asked)
    found = Event.objects.filter(silent, past, over, ~Exists(counted))
    return found.select_related("programme", "area", "logged_by").order_by("belongs_on", "pk")


def codes_ended(first: date, last: date) -> list[str]:
    """The dates without a day that ended between two days: 2019-10, 2019-Q3, 2019-autumn, 2019."""
    parts = [f"{month:02}" for month in range(1, 13)]
    parts += [*(f"Q{quarter}" for quarter in range(1, 5)), *SEASON_FIRST_MONTH]
    years = range(first.year - 1, last.year + 1)
    codes = [f"{year:04}" for year in years]
    codes += [f"{year:04}-{part}" for year in years for part in parts]
    ends = {code: PartialDate.parse(code).last for code in codes}
    return [code for code, end in ends.items() if end and first <= end <= last]


def uncounted_of(person: int, entries: Sequence[Entry], on: date) -> list[tuple[Event, Entry]]:
    """Those that a person logged, or confirms the counts of, in their programmes; one query."""
    by_programme = {entry.programme.pk: entry for entry in entries}
    theirs = Q(logged_by=person)
    for entry in entries:
        if Permission.CONFIRM_COUNTS in entry.permissions:
            theirs |= Q(programme=entry.programme) & entry.reach.q("area")
    found = uncounted(on=on).filter(theirs, programme__in=by_programme)[: SHOWN * 4]
    pairs = ((event, by_programme[event.programme_id]) for event in found)
    return [pair for pair in pairs if is_asked(person, *pair)][:SHOWN]


def is_asked(person: int, event: Event, entry: Entry) -> bool:
    """Whether a person is asked for an event's figures: who logged it, or confirms them."""
    if event.logged_by_id == person:
        return entry.may(Permission.LOG_EVENTS, event.at)
    return entry.may(Permission.CONFIRM_COUNTS, event.at)


def in_calendars(entries: Sequence[Entry], on: date) -> list[Event]:
    """Events within reach of a person's programmes: those ahead, then those of late; one query.

    At most 500, the next of them first; of the past the last 31 days.
    """
    within = Q(pk__in=[])
    for entry in entries:
        if Permission.READ in entry.permissions:
            within |= Q(programme=entry.programme) & entry.reach.q("area")
    found = _changed(Event.objects.filter(within)).select_related("programme", "venue")
    ahead = Q(day__gte=on) | Q(day__lt=on, ends_on__gte=on)
    of_late = Q(day__range=(on - timedelta(days=OF_LATE), on))
    is_over = Case(When(ahead, then=Value(0)), default=Value(1))
    return list(found.filter(ahead | of_late).order_by(is_over, "day", "pk")[:IN_A_CALENDAR])


def with_change(event: Event) -> Event:
    """The event with the moment of its last change; one query."""
    found = _changed(Event.objects.filter(pk=event.pk)).select_related("programme", "venue")
    return found.get()


def _changed(events: QuerySet[Event]) -> QuerySet[Any]:
    history: Any = Event.history.filter(id=OuterRef("pk")).order_by().values("id")
    last = Subquery(history.annotate(last=Max("history_date")).values("last"))
    return events.annotate(changed=Coalesce(last, "recorded_at"))
