"""What the held events of a month come to, as they stand today, added up by the database.

The same as `month_sums` makes of their facts, one by one: a test holds the two together.
A programme of 250,000 events is so counted within a minute.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from pilots import month_sums as sums
from pilots.counting import CountType
from pilots.models import Event, EventActivity, EventCount
from pilots.models.event_detail import Qualifier

At = tuple[int | None, int]  # area (None: of none) and kind
PLACE = ("area", "kind")
PARTICIPATION = CountType.PARTICIPATION.value
HAS_DAY = ExpressionWrapper(Q(day__isnull=False), output_field=BooleanField())
NEVER = Q(pk__in=[])


@dataclass
class _Month:
    """The sums of one area and kind while they are gathered."""

    events: int = 0
    undated: int = 0
    points: dict[int, int] = field(default_factory=dict)
    counts: dict[tuple[str, str], sums.Sum] = field(default_factory=dict)
    sectors: dict[str, sums.Sum] = field(default_factory=dict)
    partners: dict[int, int] = field(default_factory=dict)

    def add(self, type: str, part: str, told: sums.Sum) -> None:
        """Add what was counted of a type; what is not recorded leaves no trace."""
        if told.events:
            key = type, part
            self.counts[key] = self.counts[key] + told if key in self.counts else told

    def done(self) -> sums.MonthSums:
        """As it is kept."""
        return sums.MonthSums(
            self.events,
            self.undated,
            self.points,
            {key: told.kept() for key, told in self.counts.items()},
            {key: told.kept() for key, told in self.sectors.items()},
            self.partners,
        )


def totals_by_place(events: QuerySet[Event]) -> dict[At, sums.MonthSums]:
    """What events of one programme and month come to, by area and kind; eight queries.

    Give those that were held.
    """
    events = events.order_by()
    found: dict[At, _Month] = defaultdict(_Month)
    held = {"number": Count("pk"), "undated": Count("pk", filter=Q(day__isnull=True))}
    for area, kind, number, undated in events.values_list(*PLACE).annotate(**held):
        found[area, kind] = _Month(number, undated)
    _add_counts(events, found)
    _add_lists(events, found)
    return {at: month.done() for at, month in found.items()}


def _add_counts(events: QuerySet[Event], found: dict[At, _Month]) -> None:
    for rows in (_stated(events), _of_activities(events)):
        for area, kind, has_day, type, *told in rows:
            month, told_sum = found[area, kind], _sum(told)
            month.add(type, sums.IN_ALL, told_sum)
            if has_day and month.undated:
                month.add(type, sums.DATED, told_sum)
    for area, kind, group, *told in _parts(events):
        found[area, kind].add(CountType.ATTENDANCE.value, sums.part_of(group), _sum(told))
    for area, kind, *told in _sessions(events):
        found[area, kind].add(sums.SESSIONS, sums.IN_ALL, _sum(told))


def _add_lists(events: QuerySet[Event], found: dict[At, _Month]) -> None:
    for area, kind, sector, *told in _sectors(events):
        found[area, kind].sectors[sector] = _sum(told)
    for area, kind, organisation, number in (
        events.filter(partners__isnull=False)
        .values_list(*PLACE, "partners__organisation")
        .annotate(Count("pk", distinct=True))
    ):
        found[area, kind].partners[organisation] = number
    given = events.filter(feedback_tallies__answers__gt=0)
    for area, kind, point, number in given.values_list(
        *PLACE, "feedback_tallies__satisfaction"
    ).annotate(Sum("feedback_tallies__answers")):
        found[area, kind].points[point] = number


def _stated(events: QuerySet[Event]) -> Iterable[Any]:
    """Each type's counts; an event of which one part is not recorded is at least the others."""
    others = EventCount.objects.filter(
        event=OuterRef("pk"), type=OuterRef("counts__type"), may_overlap=False, value__isnull=False
    )
    is_partial = Q(counts__value__isnull=True) & Q(Exists(others))
    rows = events.filter(counts__may_overlap=False)
    at = rows.annotate(has_day=HAS_DAY).values_list(*PLACE, "has_day", "counts__type")
    return at.annotate(**_figures("counts__value", "counts__qualifier", is_partial))


def _of_activities(events: QuerySet[Event]) -> Iterable[Any]:
    """Participations of the activities of events that state none of their own."""
    stated = EventCount.objects.filter(event=OuterRef("pk"), type=PARTICIPATION)
    unknown = EventActivity.objects.filter(event=OuterRef("pk"), participations__isnull=True)
    is_partial = Q(Exists(unknown)) | Q(Exists(stated.filter(may_overlap=False)))
    rows = events.filter(
        ~Exists(stated.filter(value__isnull=False)), activities__participations__isnull=False
    )
    at = rows.annotate(has_day=HAS_DAY, type=Value(PARTICIPATION))
    figures = _figures(
        "activities__participations", "activities__participations_qualifier", is_partial
    )
    return at.values_list(*PLACE, "has_day", "type").annotate(**figures)


def _parts(events: QuerySet[Event]) -> Iterable[Any]:
    """Of whom how many attended, those too who may be among others."""
    rows = events.filter(counts__type=CountType.ATTENDANCE.value, counts__value__isnull=False)
    at = rows.values_list(*PLACE, "counts__group")
    return at.annotate(**_figures("counts__value", "counts__qualifier", NEVER))


def _sessions(events: QuerySet[Event]) -> Iterable[Any]:
    unknown = EventActivity.objects.filter(event=OuterRef("pk"), sessions__isnull=True)
    rows = events.filter(activities__sessions__isnull=False)
    figures = _figures("activities__sessions", "", Q(Exists(unknown)))
    return rows.values_list(*PLACE).annotate(**figures)


def _sectors(events: QuerySet[Event]) -> Iterable[Any]:
    rows = events.filter(participants__value__isnull=False)
    at = rows.values_list(*PLACE, "participants__sector")
    return at.annotate(**_figures("participants__value", "participants__qualifier", NEVER))


def _figures(value: str, qualifier: str, is_partial: Q) -> dict[str, Any]:
    """What is added up, in the order in which `_sum` takes it."""
    is_known = Q(**{f"{value}__isnull": False})
    about, at_least = NEVER, is_partial
    if qualifier:
        about = is_known & Q(**{qualifier: Qualifier.ABOUT.value})
        at_least |= is_known & Q(**{qualifier: Qualifier.AT_LEAST.value})
    return {
        "told": Sum(value),
        "of_events": Count("pk", distinct=True, filter=is_known),
        "any_about": _any(about),
        "any_at_least": _any(at_least),
    }


def _any(condition: Q) -> Max:
    return Max(Case(When(condition, then=Value(1)), default=Value(0)))


def _sum(figures: Iterable[Any]) -> sums.Sum:
    value, events, about, at_least = figures
    return sums.Sum(value or 0, events, bool(about), bool(at_least))
