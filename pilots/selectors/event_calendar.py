"""The events of one month of the calendar, a few of each day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from partnership.dates import SEASON_FIRST_MONTH, add_months, last_day
from pilots.models import Event

A_DAY = 4  # events shown; the list of the day has the others
NO_DAY = 30
BEGAN_BEFORE = timedelta(days=14)  # events of several days that go on into the month


@dataclass(frozen=True)
class MonthOfEvents:
    """`events` by day and time, each with `on_day`, how many there are on its day in all.

    `partial` may be in the month: their dates are known less exactly than to the day.
    """

    month: date
    events: tuple[Event, ...]
    partial: tuple[Event, ...]


def month_of_events(events: QuerySet[Event], month: date) -> MonthOfEvents:
    """What of the events is in a month, by its first day; two queries."""
    events = events.select_related(None).select_related("area")
    return MonthOfEvents(
        month,
        tuple(_dated(events, month)),
        tuple(
            events.filter(day__isnull=True, happened__in=codes_of(month)).order_by("name", "pk")[
                : NO_DAY + 1
            ]
        ),
    )


def _dated(events: QuerySet[Event], month: date) -> QuerySet[Any]:
    days = (month - BEGAN_BEFORE, last_day(month))
    found = events.filter(day__isnull=False, belongs_on__range=days)
    found = found.filter(Q(belongs_on__gte=month) | Q(ends_on__gte=month))
    by_time: list[Any] = [F("starts_at").asc(nulls_first=True), F("name"), F("pk")]
    ranked = found.order_by().annotate(
        rank=Window(RowNumber(), partition_by="day", order_by=by_time),
        on_day=Window(Count("pk"), partition_by="day"),
    )
    return ranked.filter(rank__lte=A_DAY).order_by("day", "rank")


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
