"""The events of one month of the calendar, a few of each day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from partnership.dates import SEASON_FIRST_MONTH, add_months, last_day
from pilots.models import Area, Event

A_DAY = 4  # events shown; the list of the day has the others
NO_DAY = 30
SHOWN = {"id", "area_id", "slug", "name", "status", "happened", "day", "starts_at", "ends_on"}
SHOWN |= {"held_reported_on", "confirmed_on", "cancelled_reported_on"}
FIELDS = [field.attname for field in Event._meta.concrete_fields if field.attname in SHOWN]
COLUMNS = [*FIELDS, "area__name"]
Row = tuple[Any, ...]


@dataclass(frozen=True)
class MonthOfEvents:
    """`events` by day and time, each with `on_day`, how many there are on its day in all.

    `partial` may be in the month: their dates are known less exactly than to the day.
    """

    month: date
    events: tuple[Event, ...]
    partial: tuple[Event, ...]


@dataclass(frozen=True)
class MonthRows:
    """What the database says of a month; equal rows make equal months."""

    month: date
    going_on: tuple[Row, ...]
    begun: tuple[Row, ...]
    partial: tuple[Row, ...]


def month_rows(events: QuerySet[Event], month: date) -> MonthRows:
    """The rows of which a month is made; three queries."""
    events = events.select_related(None)
    partial = events.filter(day__isnull=True, happened__in=codes_of(month))
    partial = partial.order_by("name", "pk")
    return MonthRows(
        month,
        tuple(_going_on(events, month).values_list(*COLUMNS)[:NO_DAY]),
        tuple(_begun(events, month).values_list(*COLUMNS, "on_day")),
        tuple(partial.values_list(*COLUMNS)[: NO_DAY + 1]),
    )


def month_from(rows: MonthRows) -> MonthOfEvents:
    """The month as it is shown. Pure."""
    dated = [*rows.going_on, *rows.begun]
    return MonthOfEvents(
        rows.month,
        tuple(_event(row) for row in dated),
        tuple(_event(row) for row in rows.partial),
    )


def _event(row: Row) -> Event:
    """An event with what a calendar shows of it, and no more."""
    place = len(FIELDS)
    event = Event.from_db(DEFAULT_DB_ALIAS, FIELDS, row[:place])
    event.area = Area(pk=event.area_id, name=row[place]) if event.area_id else None
    event.on_day = row[place + 1] if len(row) > place + 1 else 0  # type: ignore[attr-defined]
    return event


def _going_on(events: QuerySet[Event], month: date) -> QuerySet[Event]:
    """Events of several days that began before the month, and end in it or later."""
    return events.filter(ends_on__gte=month, day__lt=month).order_by("day", "name", "pk")


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
