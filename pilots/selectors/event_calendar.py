"""The events of one month of the calendar, a few of each day."""

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Case, Count, F, QuerySet, TimeField, When, Window
from django.db.models.functions import RowNumber

from partnership.dates import SEASON_FIRST_MONTH, add_months, last_day
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from partnership.web.prepared import Prepared
from pilots.models import Area, Event
from pilots.selectors.events import events_of

A_DAY = 4  # events shown; the list of the day has the others
NO_DAY = 30
SHOWN = {"id", "area_id", "slug", "name", "status", "happened", "day", "starts_at", "ends_on"}
SHOWN |= {"held_reported_on", "confirmed_on", "cancelled_reported_on"}
FIELDS = [field.attname for field in Event._meta.concrete_fields if field.attname in SHOWN]
COLUMNS = [*FIELDS, "area__name"]
KEY, DAY = COLUMNS.index("id"), COLUMNS.index("day")  # places in a row
BY_TIME: list[Any] = [F("starts_at").asc(nulls_first=True), F("name"), F("pk")]
Row = tuple[Any, ...]
Rows = QuerySet[Any, Any]


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
    """What the database says of a month; equal rows make equal months.

    `several` are of several days, `begun` the first of each day, `on_days` how many there are
    of each day in all.
    """

    month: date
    several: tuple[Row, ...]
    begun: tuple[Row, ...]
    on_days: tuple[tuple[date, int], ...]
    partial: tuple[Row, ...]


def month_rows(
    programme: Programme, month: date, *, as_at: date, reach: Reach, **place: Any
) -> MonthRows:
    """The rows of which a month is made; four queries. `place` is as `events_of` takes it."""
    slugs = {name: place[name] for name in ("area", "venue", "kind") if place.get(name)}
    shape = reach, bool(place.get("national"))
    given = {"programme": programme.pk, "as_at": as_at, **slugs}
    days = given | {"first": month, "last": last_day(month)}
    return MonthRows(
        month,
        tuple(SEVERAL.rows(*shape, **days)),
        tuple(BEGUN.rows(*shape, **days)),
        tuple(ON_DAYS.rows(*shape, **days)),
        tuple(PARTIAL.rows(*shape, month, **given)),
    )


def _several(reach: Reach, national: bool, *, first: date, last: date, **given: Any) -> Rows:
    """Events of several days, some of them in the month; those that began before it by name."""
    time = Case(When(day__gte=first, then="starts_at"), default=None, output_field=TimeField())
    found = _events(reach, national, given).filter(ends_on__gte=first, day__lte=last)
    order = ("day", time.asc(nulls_first=True), "name", "pk")
    return found.order_by(*order).values_list(*COLUMNS)


def _begun(reach: Reach, national: bool, **given: Any) -> Rows:
    """The first few events of each day.

    Each day begins with those without a time, by name, as the index has them when its days
    are read from the last: so they need no sorting, and the few are looked up by their keys.
    """
    first_of_day = Window(
        RowNumber(), partition_by="belongs_on", order_by=["-belongs_on", *BY_TIME]
    )
    ranked = _of_days(reach, national, **given).annotate(rank=first_of_day)
    shown = Event.objects.filter(pk__in=ranked.filter(rank__lte=A_DAY).values("pk"))
    return shown.order_by("day", *BY_TIME).values_list(*COLUMNS)


def _on_days(reach: Reach, national: bool, **given: Any) -> Rows:
    """(day, how many begin on it)."""
    found = _of_days(reach, national, **given)
    return found.values_list("belongs_on").annotate(Count("pk"))


def _of_days(
    reach: Reach, national: bool, *, first: date, last: date, **given: Any
) -> QuerySet[Event]:
    """Those that begin on a known day of the month; in no order."""
    found = _events(reach, national, given)
    return found.filter(day__isnull=False, belongs_on__range=(first, last)).order_by()


def _partial(reach: Reach, national: bool, month: date, **given: Any) -> Rows:
    """Some of those whose day is not known, and one more."""
    found = _events(reach, national, given)
    found = found.filter(day__isnull=True, happened__in=codes_of(month))
    return found.order_by("name", "pk").values_list(*COLUMNS)[: NO_DAY + 1]


def _events(reach: Reach, national: bool, given: dict[str, Any]) -> QuerySet[Event]:
    return events_of(reach=reach, national=national, **given).select_related(None)


SEVERAL, BEGUN = Prepared(_several), Prepared(_begun)
ON_DAYS, PARTIAL = Prepared(_on_days), Prepared(_partial)


def month_from(rows: MonthRows) -> MonthOfEvents:
    """The month as it is shown. Pure."""
    on_days = dict(rows.on_days)
    before = [row for row in rows.several if row[DAY] < rows.month][:NO_DAY]
    kept = {row[KEY] for row in rows.begun}
    more = [row for row in rows.several if row[DAY] >= rows.month and row[KEY] not in kept]
    dated = [*before, *sorted([*rows.begun, *more], key=itemgetter(DAY))]  # each day in its order
    return MonthOfEvents(
        rows.month,
        tuple(_event(row, on_days.get(row[DAY], 0)) for row in dated),
        tuple(_event(row) for row in rows.partial),
    )


def _event(row: Row, on_day: int = 0) -> Event:
    """An event with what a calendar shows of it, and no more."""
    *values, area = row
    event = Event.from_db(DEFAULT_DB_ALIAS, FIELDS, values)
    event.area = Area(pk=event.area_id, name=area) if event.area_id else None
    event.on_day = on_day  # type: ignore[attr-defined]
    return event


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
