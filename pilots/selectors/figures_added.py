"""What events counted, added up by the database: event by event, and period by period.

The same as the rules of `counting` make of their rows one by one, as they had been said by a
day: a test holds the two together.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
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

from pilots.counting import CountType, Qualifier, Tally
from pilots.models import Event
from pilots.selectors.figures_then import activities_then, figures_then

PARTICIPATION = CountType.PARTICIPATION.value
KNOWN = Q(then__isnull=False)
ABOUT = KNOWN & Q(sure=Qualifier.ABOUT.value)
AT_LEAST = KNOWN & Q(sure=Qualifier.AT_LEAST.value)
FIGURES = ("told", "counted", "about", "at_least")
Rows = QuerySet[Any, Any]


def figures(is_partial: Q) -> dict[str, Any]:
    """What is added up of rows with a figure `then`, how `sure` it is and their `event`.

    `is_partial` holds for a row by which its event counted at least what its others say.
    """
    return {
        "told": Sum("then"),
        "counted": Count("event", distinct=True, filter=KNOWN),
        "about": _any(ABOUT),
        "at_least": _any(AT_LEAST | is_partial),
    }


def _any(condition: Q) -> Max:
    """1 where the condition holds for any row."""
    return Max(Case(When(condition, then=Value(1)), default=Value(0)))


def stated(events: QuerySet[Event], past: date | None) -> tuple[Rows, Q]:
    """The events' own figures, and which of them leave their event's incomplete.

    `past` is a day before today that is looked back to; None: as they stand.
    """
    all_said: Any = figures_then(past).filter(may_overlap=False)
    others = all_said.filter(event=OuterRef("event"), type=OuterRef("type"), then__isnull=False)
    rows = all_said.filter(event__in=events.order_by().values("pk")).order_by()
    return rows, ~KNOWN & Q(Exists(others))


def of_activities(events: QuerySet[Event], past: date | None) -> tuple[Rows, Q]:
    """Participations in activities, where the event states none of its own; see `stated`."""
    own: Any = figures_then(past).filter(event=OuterRef("event"), type=PARTICIPATION)
    others = activities_then(past).filter(event=OuterRef("event"))
    rows = activities_then(past).filter(
        ~Exists(own.filter(then__isnull=False)), event__in=events.order_by().values("pk")
    )
    beside = Q(Exists(others.filter(then__isnull=True))) | Q(Exists(own.filter(may_overlap=False)))
    return rows.annotate(type=Value(PARTICIPATION, output_field=CharField())).order_by(), (
        KNOWN & beside
    )


def tallies_by_event(
    events: QuerySet[Event], *, past: date | None
) -> dict[int, dict[CountType, Tally]]:
    """What each event counted; a type of which it has no figure at all is left out; one query."""
    parts = [
        rows.values_list("event", "type").annotate(**figures(is_partial))
        for rows, is_partial in (stated(events, past), of_activities(events, past))
    ]
    found: dict[int, dict[CountType, Tally]] = {}
    for event, type, *told in parts[0].union(parts[1], all=True):
        there = found.setdefault(event, {})
        kind = CountType(type)
        tally = tally_of(kind, 1, [told])
        # Where participations are stated without a number, those in activities are told.
        if kind not in there or tally.value is not None:
            there[kind] = tally
    return found


def tally_of(type: CountType, held: int, sums: Iterable[Iterable[Any]]) -> Tally:
    """The total of `held` events from sums of `FIGURES`; an event is in one of them at most."""
    total, counted = Tally(type), 0
    for told, of_events, about, at_least in sums:
        if of_events:
            total += Tally(type, told, bool(about), bool(at_least))
            counted += of_events
    return Tally(type, total.value, total.is_about, total.is_at_least, held - counted)


def begins(first: date, path: str = "") -> ExpressionWrapper:
    """Whether an event, found by a path, belongs to a day or after it."""
    condition = Q(**{f"{path}belongs_on__gte": first})
    return ExpressionWrapper(condition, output_field=BooleanField())
