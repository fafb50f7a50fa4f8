"""What was held in a time, added up: from the tallies today, from the events for a day before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    FilteredRelation,
    Max,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import Reach
from partnership.web.prepared import Prepared
from pilots import month_sums as sums
from pilots.actions.tallies import POINTS
from pilots.counting import CountType, Tally
from pilots.engaged import Cell, CountRow, Engaged, Held, HeldRow, engaged
from pilots.models import Area, Event, MonthCount, MonthPartner, MonthSector, MonthTally
from pilots.models.event import EventQuerySet
from pilots.selectors.events import is_past
from pilots.selectors.month_facts import sums_by_place
from pilots.tallies import tally

ADDED_UP_AT_MOST = 20_000  # events one by one, which takes some seconds


class TooManyError(Exception):
    """A look back would add up more events than anybody waits for."""


@dataclass(frozen=True)
class Wanted:
    """Which held events: of a programme, in months, at areas within reach, of a kind.

    `area` and `kind` are slugs, empty for any; `national` keeps the events of no area.
    `period` None is any time.
    """

    programme: Programme
    period: Period | None
    reach: Reach
    as_at: date
    area: str = ""
    kind: str = ""
    national: bool = False

    def q(self, path: str = "") -> Q:
        """The condition on an event, or (by a path) on the tally of a month."""
        wanted = {"area__slug": self.area, "kind__slug": self.kind, "area__isnull": self.national}
        asked = {f"{path}{name}": value for name, value in wanted.items() if value}
        programme = Q(**{f"{path}programme": self.programme})
        return programme & Q(**asked) & self.reach.q(f"{path}area")

    def in_months(self, path: str = "") -> Q:
        """The condition on a tally of being within the time."""
        if self.period is None:
            return self.q(path)
        return self.q(path) & Q(**{f"{path}month__range": (self.period.first, self.period.last)})


def held_engaged(wanted: Wanted) -> Engaged:
    """Everything about the events wanted, as it was known at the end of `as_at`.

    Five queries today. A look back, and a programme whose months were never counted, counts
    the events themselves; it raises TooManyError for more than anybody waits for.
    """
    if is_past(wanted.as_at) or not _is_counted(wanted.programme):
        return from_events(wanted)
    return from_tallies(wanted)


def _is_counted(programme: Programme) -> bool:
    return MonthTally.objects.filter(programme=programme).exists()


def events_held(wanted: Wanted) -> EventQuerySet:
    """The events wanted, themselves."""
    found: EventQuerySet = Event.objects.filter(wanted.q()).as_at(wanted.as_at)
    found = found.held(as_at=wanted.as_at)
    return found.belonging_to(wanted.period) if wanted.period else found


def from_events(wanted: Wanted) -> Engaged:
    """Count the events themselves; TooManyError where they are too many."""
    held = events_held(wanted)
    if held.order_by()[: ADDED_UP_AT_MOST + 1].count() > ADDED_UP_AT_MOST:
        raise TooManyError
    counted = sums_by_place(held, as_at=wanted.as_at)
    organisations = {key for told in counted.values() for key in told.partners}
    known = Organisation.objects.filter(pk__in=organisations)
    slugs = dict(Area.objects.filter(programme=wanted.programme).values_list("pk", "slug"))
    kinds = dict(wanted.programme.event_kinds.values_list("pk", "slug"))
    cells = [
        Cell(slugs[at.area] if at.area else "", kinds[at.kind], at.month, told)
        for at, told in counted.items()
    ]
    return engaged(cells, dict(known.values_list("pk", "sector")))


def from_tallies(wanted: Wanted) -> Engaged:
    """Add up the tallies; five queries."""
    held, points = _held(wanted)
    return Engaged(
        held=held,
        counts=_counts(wanted),
        points=points,
        kinds=_kinds(wanted),
        sectors=_sectors(wanted),
        partners=_partners(wanted),
    )


def _held(wanted: Wanted) -> tuple[tuple[HeldRow, ...], dict[int, int]]:
    names = list(POINTS.values())
    rows = MonthTally.objects.filter(wanted.in_months(), events__gt=0).order_by()
    found = rows.values_list("month", "area__slug").annotate(
        Sum("events"), Sum("undated"), *(Sum(name) for name in names)
    )
    held, points = [], dict.fromkeys(POINTS, 0)
    for month, area, events, undated, *given in found:
        held.append(HeldRow(month, area or "", Held(events, undated)))
        for point, number in zip(POINTS, given, strict=True):
            points[point] += number
    return tuple(held), {point: number for point, number in points.items() if number}


def _counts(wanted: Wanted) -> tuple[CountRow, ...]:
    has_undated = Case(
        When(month__undated__gt=0, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    rows = MonthCount.objects.filter(wanted.in_months("month__")).order_by()
    at = ("month__month", "month__area__slug", "type", "part", "has_undated")
    found = rows.annotate(has_undated=has_undated).values_list(*at).annotate(**_figures())
    return tuple(
        CountRow(month, area or "", type, part, undated, _sum(told))
        for month, area, type, part, undated, *told in found
    )


def _kinds(wanted: Wanted) -> dict[str, tuple[int, sums.Sum]]:
    """Each kind's events and attendance, which a tally has once or not at all."""
    attendance = Q(counts__type=CountType.ATTENDANCE.value, counts__part=sums.IN_ALL)
    rows = MonthTally.objects.filter(wanted.in_months(), events__gt=0).order_by()
    with_them = rows.annotate(attended=FilteredRelation("counts", condition=attendance))
    found = with_them.values_list("kind__slug").annotate(
        held=Sum("events"), **_figures("attended__")
    )
    return {kind: (events, _sum(figures)) for kind, events, *figures in found}


def _sectors(wanted: Wanted) -> dict[str, sums.Sum]:
    rows = MonthSector.objects.filter(wanted.in_months("month__")).order_by()
    found = rows.values_list("sector").annotate(**_figures())
    return {sector: _sum(figures) for sector, *figures in found}


def _partners(wanted: Wanted) -> dict[str, tuple[int, int]]:
    rows = MonthPartner.objects.filter(wanted.in_months("month__")).order_by()
    found: dict[str, tuple[int, int]] = {}
    for _, sector, times in rows.values_list("organisation", "organisation__sector").annotate(
        Sum("events")
    ):
        organisations, before = found.get(sector, (0, 0))
        found[sector] = organisations + 1, before + times
    return found


def _figures(path: str = "") -> dict[str, Any]:
    """What is added up of kept sums, in the order in which `_sum` takes it."""
    return {
        "told": Sum(f"{path}value"),
        "of_events": Sum(f"{path}events"),
        "any_about": _any(f"{path}is_about"),
        "any_at_least": _any(f"{path}is_at_least"),
    }


def _any(name: str) -> Max:
    return Max(Case(When(**{name: True}, then=Value(1)), default=Value(0)))


def _sum(figures: Iterable[Any]) -> sums.Sum:
    value, events, about, at_least = figures
    return sums.Sum(value or 0, events or 0, bool(about), bool(at_least))


def attendance_of(wanted: Wanted, *, events: int, is_counted: bool) -> Tally:
    """What the `events` wanted counted of attendance; one query, none where there are none.

    `is_counted` says whether the programme’s months were ever counted.
    """
    attendance = CountType.ATTENDANCE
    if not events:
        return Tally(attendance)
    if is_past(wanted.as_at) or not is_counted or wanted.period is None:
        return tally(events_held(wanted), attendance, held=events, as_at=wanted.as_at)
    named = {"area": wanted.area, "kind": wanted.kind}
    found = ATTENDED.rows(
        wanted.reach,
        wanted.national,
        programme=wanted.programme.pk,
        first=wanted.period.first,
        last=wanted.period.last,
        **{name: slug for name, slug in named.items() if slug},
    )
    return sum((_sum(told) for told in found), start=sums.Sum()).tally(attendance, events)


def _attended(
    reach: Reach, national: bool, *, programme: int, first: date, last: date, **slugs: str
) -> QuerySet[Any, Any]:
    """The attendance kept of the months of a time, as `_sum` takes it."""
    at = {f"month__{name}__slug": slug for name, slug in slugs.items()}
    rows = MonthCount.objects.filter(
        reach.q("month__area"),
        month__programme=programme,
        month__month__range=(first, last),
        type=CountType.ATTENDANCE.value,
        part=sums.IN_ALL,
        **at,
        **({"month__area__isnull": True} if national else {}),
    )
    by_programme = rows.order_by().values("month__programme").annotate(**_figures())
    return by_programme.values_list(*_figures())


ATTENDED = Prepared(_attended)


def newest_day(wanted: Wanted) -> date | None:
    """The day of the last event that is wanted, or of its report; one query."""
    found = events_held(wanted).order_by("-belongs_on").values_list("belongs_on", flat=True)
    return found.first()
