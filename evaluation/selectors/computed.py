"""Indicators that are computed: of events, people by sector, boards, tests, answers to surveys.

They are counted anew each time they are looked at, from what had been reported by a day and
is within somebody's reach; nothing is stored that could differ from its records.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Count,
    DateField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    Value,
    prefetch_related_objects,
)
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
Kinds = Mapping[int, Collection[int]]  # of events, by indicator
Query = QuerySet[Any, tuple[Any, ...]]
Source = Indicator.Computed


@dataclass(frozen=True)
class Row:
    """A figure of some records; `part` is the sector or the test's context."""

    area: AreaKey
    figure: Figure
    kind: int | None = None
    part: str | int = ""
    month: date | None = None
    source: str = ""


def computed(
    programme: Programme,
    indicators: Iterable[Indicator],
    *,
    as_at: date,
    reach: Reach,
    points: Points | None = None,
    kinds: Kinds | None = None,
) -> dict[int, Figures]:
    """The figures of those that are computed from records, by indicator and area.

    One query for tests and one for all other records that they are computed from, and one more.
    An area without records has no figure. `points` are those of surveys and `kinds` those of
    events, by indicator, where they were read already.
    """
    indicators = list(indicators)
    wanted = [each for each in indicators if each.computed_from in SOURCES]
    if kinds is None:
        prefetch_related_objects(wanted, "event_kinds")
        kinds = {each.pk: {kind.pk for kind in each.event_kinds.all()} for each in wanted}
    rows = _rows(Asked(programme, as_at, reach), {each.computed_from for each in wanted})
    if points is None:
        points = surveyed_points(programme, indicators, as_at=as_at, reach=reach)
    found: dict[int, Figures] = {
        each.pk: newest_figures(points.get(each.pk, ()), each.sign)
        for each in indicators
        if is_surveyed(each)
    }
    for each in wanted:
        by_area = _by_area(each, kinds.get(each.pk, ()), rows[each.computed_from])
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
    kinds = [kind.pk for kind in indicator.event_kinds.all()]
    for row in _of(indicator, kinds, _told(QUERIES[indicator.computed_from](asked, True))):
        if row.month:
            found[row.area][row.month].append(row.figure)
    return {
        area: {month: added(figures) for month, figures in months.items()}
        for area, months in found.items()
    }


def _rows(asked: Asked, sources: Collection[str]) -> Mapping[str, list[Row]]:
    """The rows of each source; one query for all that are only counted."""
    found: dict[str, list[Row]] = defaultdict(list)
    queries = [QUERIES[each](asked, False) for each in sorted(sources) if each in QUERIES]
    for query in _in_one(queries):
        for row in _told(query):
            found[row.source].append(row)
    if Source.TESTS in sources:
        found[Source.TESTS] = list(_tests(asked))
    return found


def _in_one(queries: Sequence[Query]) -> Sequence[Query]:
    return [queries[0].union(*queries[1:], all=True)] if len(queries) > 1 else queries


def _told(rows: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    for source, area, kind, part, number, missing, about, at_least, month in rows:
        figure = Figure(
            None if number is None else Decimal(number),
            is_about=bool(about),
            is_at_least=bool(at_least),
            missing=missing,
        )
        yield Row(area, figure, kind, part, month, source)


def _by_area(
    indicator: Indicator, kinds: Collection[int], rows: Iterable[Row]
) -> dict[AreaKey, list[Figure]]:
    found: dict[AreaKey, list[Figure]] = defaultdict(list)
    for row in _of(indicator, kinds, rows):
        found[row.area].append(row.figure)
    return found


def _of(indicator: Indicator, kinds: Collection[int], rows: Iterable[Row]) -> list[Row]:
    """The rows that the indicator counts, by its kinds of event, its sector or its context."""
    part = indicator.test_context_id or indicator.sector
    return [
        row
        for row in rows
        if (not kinds or row.kind is None or row.kind in kinds) and (not part or row.part == part)
    ]


def _columns(rows: QuerySet[Any], source: str, **given: Any) -> Query:
    """Rows of all sources alike, so that they can be asked for together."""
    columns = {
        "kind": F("kind"),
        "part": Value(""),
        "n": F("n"),
        **{name: Value(0) for name in ("missing", "about", "at_least")},
        "month": Value(None, DateField()),
    }
    return rows.values_list(Value(source), "area", *(columns | given).values())


def _events(asked: Asked, monthly: bool) -> Query:
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
    return _columns(rows, Source.EVENTS, **_month(monthly))


def _month(monthly: bool) -> dict[str, Any]:
    return {"month": F("month")} if monthly else {}


def _participants(asked: Asked, monthly: bool) -> Query:
    """People by sector at events held; an event that names a sector without a figure is missing."""
    people = people_then(asked.past).filter(event__in=asked.held().order_by().values("pk"))
    people = people.order_by().annotate(area=F("event__area"), kind=F("event__kind"))
    names = ["area", "kind", "sector"]
    if monthly:
        people, names = people.annotate(month=TruncMonth("event__belongs_on")), [*names, "month"]
    known = Q(then__isnull=False)
    rows = people.values(*names).annotate(
        n=Sum("then"),
        missing=Count("pk", filter=~known),
        about=Count("pk", filter=known & Q(sure=Qualifier.ABOUT.value)),
        at_least=Count("pk", filter=known & Q(sure=Qualifier.AT_LEAST.value)),
    )
    own = {name: F(name) for name in ("missing", "about", "at_least")}
    return _columns(rows, Source.PARTICIPANTS, part=F("sector"), **own, **_month(monthly))


def _bodies(asked: Asked, _monthly: bool) -> Query:
    """Each Integration Joint Board whose people took part."""
    engaged = bodies_engaged(asked.programme, as_at=asked.as_at).filter(asked.reach.q("area"))
    return _columns(engaged.order_by(), Source.BODIES, kind=Value(None, IntegerField()), n=Value(1))


def _tests(asked: Asked) -> Iterable[Row]:
    """Each test of the service model that was finished."""
    for each in service_tests.tested(asked.programme, as_at=asked.as_at, reach=asked.reach):
        if each.state is State.FINISHED:
            yield Row(each.area.pk, Figure(Decimal(1)), part=each.context.pk)


QUERIES: Mapping[str, Callable[[Asked, bool], Query]] = {
    Source.EVENTS: _events,
    Source.PARTICIPANTS: _participants,
    Source.BODIES: _bodies,
}
SOURCES = (*QUERIES, Source.TESTS)
