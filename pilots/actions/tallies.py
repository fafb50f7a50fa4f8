"""Month tallies, kept so that they always equal the recount of their events.

A recount locks the tally's row before it counts: whoever changes another event of the same
month meanwhile waits, and then counts what was changed first too (READ COMMITTED). Answers
to a public form are added to the row by an UPDATE, which waits for the same lock.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
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
from pilots.month_sums import MonthSums
from pilots.selectors.month_facts import sums_by_place

AT_A_TIME = 1_000
COUNTED_AT_ONCE = 2_000  # events; more are counted by night, not while somebody waits
POINTS = {
    5: "very_satisfied",
    4: "satisfied",
    3: "neither",
    2: "dissatisfied",
    1: "very_dissatisfied",
}
NONE = MonthSums()


def recount(programme: int, area: int | None, kind: int, month: date) -> None:
    """Count one month of one kind of event in one area (None: of none) anew."""
    recount_places([Counted(programme, area, kind, month)])


@transaction.atomic
def recount_places(places: Collection[Counted]) -> None:
    """Count several anew; about fifteen queries, and seven more for each further month."""
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
    sums = sums_by_place(events, as_at=timezone.localdate())
    _write([(rows[place], sums.get(place, NONE)) for place in places])


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
    for row, sums in counted:
        row.events, row.undated = sums.events, sums.undated
        for point, name in POINTS.items():
            setattr(row, name, sums.points.get(point, 0))
    rows = [row for row, _ in counted]
    MonthTally.objects.bulk_update(
        rows, ["events", "undated", *POINTS.values()], batch_size=AT_A_TIME
    )
    for model in (MonthCount, MonthSector, MonthPartner):
        model._default_manager.filter(month__in=rows).delete()
    for model, parts in _parts_of(counted).items():
        model.objects.bulk_create(parts, batch_size=AT_A_TIME)


def _parts_of(counted: Iterable[tuple[MonthTally, MonthSums]]) -> Mapping[Any, list[Any]]:
    found: dict[Any, list[Any]] = {MonthCount: [], MonthSector: [], MonthPartner: []}
    for row, sums in counted:
        for (type, part), told in sums.counts.items():
            found[MonthCount].append(MonthCount(month=row, type=type, part=part, **vars(told)))
        for sector, told in sums.sectors.items():
            found[MonthSector].append(MonthSector(month=row, sector=sector, **vars(told)))
        for organisation, times in sums.partners.items():
            found[MonthPartner].append(
                MonthPartner(month=row, organisation_id=organisation, events=times)
            )
    return found
