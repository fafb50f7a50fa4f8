"""Month tallies, kept so that they always equal the recount of their events.

A recount locks the tally's row before it counts: whoever changes another event of the same
month meanwhile waits, and then counts what was changed first too (READ COMMITTED). Answers
to a public form are added to the row by an UPDATE, which waits for the same lock.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from partnership.dates import last_day
from partnership.programmes.models import Programme
from pilots.actions.event_changes import Counted
from pilots.models import Event, MonthCount, MonthPartner, MonthSector, MonthTally
from pilots.models.event import EventQuerySet
from pilots.month_sums import MonthSums, Sum
from pilots.selectors.month_totals import totals_by_place

AT_A_TIME = 1_000
COUNTED_AT_ONCE = 2_000  # events; more are counted by night, not while somebody waits
POINTS = {
    5: "very_satisfied",
    4: "satisfied",
    3: "neither",
    2: "dissatisfied",
    1: "very_dissatisfied",
}
FIGURES = ["events", "undated", *POINTS.values()]
NONE = MonthSums()
Row = tuple[Any, ...]
SUM = [each.name for each in fields(Sum)]
PARTS: Mapping[Any, list[str]] = {
    MonthCount: ["type", "part", *SUM],
    MonthSector: ["sector", *SUM],
    MonthPartner: ["organisation_id", "events"],
}


def recount(programme: int, area: int | None, kind: int, month: date) -> None:
    """Count one month of one kind of event in one area (None: of none) anew."""
    recount_places([Counted(programme, area, kind, month)])


@transaction.atomic
def recount_places(places: Collection[Counted]) -> None:
    """Count several anew; at most some twenty queries for each month."""
    by_month: dict[tuple[int, date], list[Counted]] = defaultdict(list)
    for place in sorted(places, key=_order):
        by_month[place.programme, place.month].append(place)
    for (programme, month), found in by_month.items():
        _recount_month(programme, month, found)


def recount_all(programme: Programme) -> None:
    """Count every month of a programme anew, one transaction a month."""
    months: dict[date, set[Counted]] = defaultdict(set)
    for area, kind, month in _places_of(programme):
        months[month].add(Counted(programme.pk, area, kind, month))
    for month in sorted(months):
        recount_places(months[month])


def recount_everything() -> None:
    """Count every programme anew: what a day has made true, and what went past the actions."""
    for programme in Programme.objects.order_by("pk"):
        recount_all(programme)


def count_anew(counted: Collection[Counted], **_: Any) -> None:
    """Hear that events were changed, in the transaction that changed them.

    A programme whose months were never counted is counted whole, or by night if it is large:
    some of its months alone would be taken for all of them.
    """
    kept = _counted_before({place.programme for place in counted})
    recount_places([place for place in counted if place.programme in kept])
    for key in {place.programme for place in counted} - kept:
        if Event.objects.filter(programme=key)[: COUNTED_AT_ONCE + 1].count() <= COUNTED_AT_ONCE:
            recount_all(Programme.objects.get(pk=key))


def held_now() -> EventQuerySet:
    """The events that tallies count: those known today to have been held."""
    today = timezone.localdate()
    found: EventQuerySet = Event.objects.as_at(today).held(as_at=today)
    return found


def _counted_before(programmes: Iterable[int]) -> set[int]:
    return {key for key in programmes if MonthTally.objects.filter(programme=key).exists()}


def _order(place: Counted) -> tuple[int, date, int, int]:
    return place.programme, place.month, place.area or 0, place.kind


def _places_of(programme: Programme) -> set[tuple[int | None, int, date]]:
    """(area, kind, month) of every event held, and of every tally that is kept."""
    held = (
        held_now()
        .filter(programme=programme)
        .order_by()
        .annotate(in_month=TruncMonth("belongs_on"))
    )
    kept = MonthTally.objects.filter(programme=programme).order_by()
    return {
        *held.values_list("area", "kind", "in_month").distinct(),
        *kept.values_list("area", "kind", "month"),
    }


def _recount_month(programme: int, month: date, places: Collection[Counted]) -> None:
    rows = _locked(programme, month, places)
    events = held_now().filter(
        _at(places), programme=programme, belongs_on__range=(month, last_day(month))
    )
    found = totals_by_place(events)
    _write([(rows[place], found.get((place.area, place.kind), NONE)) for place in places])


def _at(places: Iterable[Counted]) -> Q:
    """The condition of being at these areas and of these kinds, and at few others."""
    areas = {place.area for place in places}
    at = Q(area__in=areas - {None})
    if None in areas:
        at |= Q(area__isnull=True)
    return at & Q(kind__in={place.kind for place in places})


def _locked(programme: int, month: date, places: Collection[Counted]) -> dict[Counted, MonthTally]:
    """The rows of one month, made where they are missing, locked in one order."""
    rows = MonthTally.objects.filter(_at(places), programme=programme, month=month)
    rows = rows.select_for_update().order_by("pk")
    found = {_place(row): row for row in rows}
    if missing := [place for place in places if place not in found]:
        MonthTally.objects.bulk_create(
            [
                MonthTally(
                    programme_id=programme, area_id=place.area, kind_id=place.kind, month=month
                )
                for place in missing
            ],
            batch_size=AT_A_TIME,
            ignore_conflicts=True,  # of two that make one, the second waits for the first
        )
        found = {_place(row): row for row in rows.all()}
    return found


def _place(row: MonthTally) -> Counted:
    return Counted(row.programme_id, row.area_id, row.kind_id, row.month)


def _write(counted: Collection[tuple[MonthTally, MonthSums]]) -> None:
    """Store what has changed; by night that is next to nothing."""
    changed = [row for row, sums in counted if _fill(row, sums)]
    MonthTally.objects.bulk_create(
        changed,
        update_conflicts=True,  # an UPDATE of many rows takes Django ten times as long
        unique_fields=["pk"],
        update_fields=FIGURES,
        batch_size=AT_A_TIME,
    )
    parts: dict[Any, dict[int, set[Row]]] = {model: {} for model in PARTS}
    for row, sums in counted:
        for model, rows in _parts_of(sums).items():
            parts[model][row.pk] = rows
    for model, wanted in parts.items():
        _write_parts(model, wanted)


def _fill(row: MonthTally, sums: MonthSums) -> bool:
    """Set the figures of a row; whether any of them was another."""
    points = (sums.points.get(point, 0) for point in POINTS)
    figures = dict(zip(FIGURES, (sums.events, sums.undated, *points), strict=True))
    is_changed = any(getattr(row, name) != value for name, value in figures.items())
    for name, value in figures.items():
        setattr(row, name, value)
    return is_changed


def _parts_of(sums: MonthSums) -> Mapping[Any, set[Row]]:
    return {
        MonthCount: {(*at, *vars(told).values()) for at, told in sums.counts.items()},
        MonthSector: {(at, *vars(told).values()) for at, told in sums.sectors.items()},
        MonthPartner: set(sums.partners.items()),
    }


def _write_parts(model: Any, wanted: Mapping[int, set[Row]]) -> None:
    """Store the parts of months, by their keys, where they are others than those kept."""
    kept: dict[int, set[Row]] = defaultdict(set)
    names = PARTS[model]
    rows = model.objects.filter(month__in=wanted).order_by()
    for month, *row in rows.values_list("month_id", *names):
        kept[month].add(tuple(row))
    changed = [month for month, parts in wanted.items() if parts != kept[month]]
    if not changed:
        return
    model.objects.filter(month__in=[month for month in changed if kept[month]]).delete()
    made = (
        model(month_id=month, **dict(zip(names, row, strict=True)))
        for month in changed
        for row in wanted[month]
    )
    model.objects.bulk_create(made, batch_size=AT_A_TIME)
