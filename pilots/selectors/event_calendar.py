"""The events of one month of the calendar, a few of each day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from partnership.dates import SEASON_FIRST_MONTH, add_months, last_day
from pilots.models import Event

A_DAY = 4  # events shown; the list of the day has the others
NO_DAY = 30


@dataclass(frozen=True)
class MonthOfEvents:
    """`events` by day and time, each with `on_day`, how many there are on its day in all.

    `partial` may be in the month: their dates are known less exactly than to the day.
    """

    month: date
    events: tuple[Event, ...]
    partial: tuple[Event, ...]


def month_of_events(events: QuerySet[Event], month: date) -> MonthOfEvents:
    """What of the events is in a month, by its first day; three queries."""
    events = events.select_related(None).select_related("area")
    partial = events.filter(day__isnull=True, happened__in=codes_of(month))
    return MonthOfEvents(
        month,
        (*_going_on(events, month), *_begun(events, month)),
        tuple(partial.order_by("name", "pk")[: NO_DAY + 1]),
    )


def _going_on(events: QuerySet[Event], month: date) -> QuerySet[Event]:
    """Events of several days that began before the month, and end in it or later."""
    found = events.filter(ends_on__gte=month, day__lt=month)
    return found.order_by("day", "name", "pk")[:NO_DAY]


def _begun(events: QuerySet[Event], month: date) -> QuerySet[Any]:
    """A few events of each day, and each that goes on for several days."""
    found = events.filter(day__isnull=False, belongs_on__range=(month, last_day(month)))
    by_time: list[Any] = [F("starts_at").asc(nulls_first=True), F("name"), F("pk")]
    ranked = found.order_by().annotate(
        rank=Window(RowNumber(), partition_by="day", order_by=by_time),
        on_day=Window(Count("pk"), partition_by="day"),
    )
    shown = ranked.filter(Q(rank__lte=A_DAY) | Q(ends_on__isnull=False))
    return shown.order_by("day", "rank")


def month_before(events: QuerySet[Event], month: date, first: date, last: date) -> date | None:
    """The month to go back to: the one before, between `first` and `last`; else one with events.

    None where there is nothing before. No query inside these months, one outside them.
    """
    before = add_months(month, -1)
    if first <= before <= last:
        return before
    newest = events.filter(day__lt=month).order_by("-belongs_on").values_list("day", flat=True)
    found = [day.replace(day=1) for day in newest[:1] if day]
    return max([*found, *([last] if month > last else [])], default=None)


def month_after(events: QuerySet[Event], month: date, first: date, last: date) -> date | None:
    """The month to go on to, likewise."""
    after = add_months(month, 1)
    if first <= after <= last:
        return after
    oldest = events.filter(day__gte=after).order_by("belongs_on").values_list("day", flat=True)
    found = [day.replace(day=1) for day in oldest[:1] if day]
    return min([*found, *([first] if month < first else [])], default=None)


def codes_of(month: date) -> list[str]:
    """The dates without a day that take a month in: 2019-10, 2019-Q4, 2019-autumn, 2019."""
    quarter = (month.month + 2) // 3
    season, starts = next(
        (name, add_months(month, -into))
        for into in range(3)
        for name, first in SEASON_FIRST_MONTH.items()
        if first == add_months(month, -into).month
    )
    codes = [f"{month:%m}", f"Q{quarter}"]
    return [
        *(f"{month.year:04}-{code}" for code in codes),
        f"{starts.year:04}-{season}",
        f"{month.year:04}",
    ]
