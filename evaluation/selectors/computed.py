"""Indicators that are computed: of events, people by sector, boards, tests, answers to surveys.

They are counted anew each time they are looked at, from what had been reported by a day and
is within somebody's reach; nothing is stored that could differ from its records.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, Sum, prefetch_related_objects
from django.db.models.functions import TruncMonth

from evaluation.models import Indicator
from evaluation.rules.figures import Figure, added
from evaluation.selectors.surveyed import Points, is_surveyed, newest_figures, surveyed_points
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.counting import Qualifier
from pilots.models import MonthTally
from pilots.selectors import service_tests
from pilots.selectors.figures_then import people_then
from pilots.selectors.sectors import Asked, bodies_engaged
from pilots.service_testing import State

AreaKey = int | None  # None: of no area
Figures = Mapping[AreaKey, Figure]
Months = Mapping[AreaKey, Mapping[date, Figure]]
Source = Indicator.Computed


@dataclass(frozen=True)
class Row:
    """A figure of some records; `part` is the sector or the test's context."""

    area: AreaKey
    figure: Figure
    kind: int | None = None
    part: str | int = ""
    month: date | None = None


def computed(
    programme: Programme,
    indicators: Iterable[Indicator],
    *,
    as_at: date,
    reach: Reach,
    points: Points | None = None,
) -> dict[int, Figures]:
    """The figures of those that are computed from records, by indicator and area.

    One query for each kind of record that they are computed from, and one more. An area
    without records has no figure. `points` are those of surveys, where they were read already.
    """
    indicators = list(indicators)
    wanted = [each for each in indicators if each.computed_from in READERS]
    prefetch_related_objects(wanted, "event_kinds")
    asked = Asked(programme, as_at, reach)
    rows = {name: list(READERS[name](asked, False)) for name in {w.computed_from for w in wanted}}
    if points is None:
        points = surveyed_points(programme, indicators, as_at=as_at, reach=reach)
    found: dict[int, Figures] = {
        each.pk: newest_figures(points.get(each.pk, ()), each.sign)
        for each in indicators
        if is_surveyed(each)
    }
    for each in wanted:
        by_area = _by_area(each, rows[each.computed_from])
        found[each.pk] = {area: added(figures) for area, figures in by_area.items()}
    return found


def computed_months(
    programme: Programme, indicator: Indicator, *, as_at: date, reach: Reach
) -> Months:
    """Month by month, of an indicator computed from events or the people at them; one query."""
    if indicator.computed_from not in (Source.EVENTS, Source.PARTICIPANTS):
        return {}
    asked = Asked(programme, as_at, reach)
    found: dict[AreaKey, dict[date, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for row in _of(indicator, READERS[indicator.computed_from](asked, True)):
        if row.month:
            found[row.area][row.month].append(row.figure)
    return {
        area: {month: added(figures) for month, figures in months.items()}
        for area, months in found.items()
    }


def _by_area(indicator: Indicator, rows: Iterable[Row]) -> dict[AreaKey, list[Figure]]:
    found: dict[AreaKey, list[Figure]] = defaultdict(list)
    for row in _of(indicator, rows):
        found[row.area].append(row.figure)
    return found


def _of(indicator: Indicator, rows: Iterable[Row]) -> list[Row]:
    """The rows that the indicator counts, by its kinds of event, its sector or its context."""
    kinds = {kind.pk for kind in indicator.event_kinds.all()}
    part = indicator.test_context_id or indicator.sector
    return [
        row
        for row in rows
        if (not kinds or row.kind is None or row.kind in kinds) and (not part or row.part == part)
    ]


def _events(asked: Asked, monthly: bool) -> Iterable[Row]:
    """Events held: of today from what is kept of months, else counted themselves."""
    names = ["area", "kind", *(["month"] if monthly else [])]
    if asked.past is None:
        kept = MonthTally.objects.filter(programme=asked.programme, events__gt=0)
        rows = kept.visible_to(asked.reach).order_by().values(*names).annotate(n=Sum("events"))
    else:
        held = asked.held().order_by()
        if monthly:
            held = held.annotate(month=TruncMonth("belongs_on"))
        rows = held.values(*names).annotate(n=Count("pk"))
    for row in rows:
        figure = Figure(Decimal(row["n"]))
        yield Row(row["area"], figure, row["kind"], month=row.get("month"))


def _participants(asked: Asked, monthly: bool) -> Iterable[Row]:
    """People by sector at events held; an event that names a sector without a figure is missing."""
    people = people_then(asked.past).filter(event__in=asked.held().order_by().values("pk"))
    people = people.order_by().annotate(area=F("event__area"), kind=F("event__kind"))
    names = ["area", "kind", "sector"]
    if monthly:
        people, names = people.annotate(month=TruncMonth("event__belongs_on")), [*names, "month"]
    known = Q(then__isnull=False)
    for row in people.values(*names).annotate(
        n=Sum("then"),
        missing=Count("pk", filter=~known),
        about=Count("pk", filter=known & Q(sure=Qualifier.ABOUT.value)),
        at_least=Count("pk", filter=known & Q(sure=Qualifier.AT_LEAST.value)),
    ):
        number = None if row["n"] is None else Decimal(row["n"])
        figure = Figure(
            number,
            is_about=bool(row["about"]),
            is_at_least=bool(row["at_least"]),
            missing=row["missing"],
        )
        yield Row(row["area"], figure, row["kind"], row["sector"], row.get("month"))


def _bodies(asked: Asked, _monthly: bool) -> Iterable[Row]:
    """Each Integration Joint Board whose people took part."""
    engaged = bodies_engaged(asked.programme, as_at=asked.as_at).filter(asked.reach.q("area"))
    for area in engaged.values_list("area", flat=True):
        yield Row(area, Figure(Decimal(1)))


def _tests(asked: Asked, _monthly: bool) -> Iterable[Row]:
    """Each test of the service model that was finished."""
    for each in service_tests.tested(asked.programme, as_at=asked.as_at, reach=asked.reach):
        if each.state is State.FINISHED:
            yield Row(each.area.pk, Figure(Decimal(1)), part=each.context.pk)


READERS: Mapping[str, Callable[[Asked, bool], Iterable[Row]]] = {
    Source.EVENTS: _events,
    Source.PARTICIPANTS: _participants,
    Source.BODIES: _bodies,
    Source.TESTS: _tests,
}
