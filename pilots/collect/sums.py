"""What a period's events came to, beside the period before: summed by the database."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, CharField, Count, Exists, OuterRef, Q, QuerySet, Value

from partnership.people.models import Sector
from pilots.counting import CountType, Tally
from pilots.models import Event, EventPartner
from pilots.parts import Engagement
from pilots.selectors.feedback import is_answered, points_rows
from pilots.selectors.figures_added import begins, figures, of_activities, stated, tally_of
from pilots.selectors.figures_then import people_then
from pilots.selectors.sectors import people_sums, people_tally

NUMBERS = ("events", "confirmed", "sectors_told", "sectors_asked", "answered_at")
PEOPLE = ("people", "events", "missing", "about", "at_least")
Rows = QuerySet[Any, Any]


@dataclass
class Sums:
    """What the events of one period came to, row by row as the database tells it."""

    numbers: dict[str, Any] = field(default_factory=lambda: dict.fromkeys(NUMBERS, 0))
    kinds: list[tuple[str, int]] = field(default_factory=list)
    counted: dict[str, list[list[int]]] = field(default_factory=lambda: defaultdict(list))
    sectors: dict[str, Tally] = field(default_factory=dict)
    points: dict[int, int] = field(default_factory=dict)
    partners: int = 0
    planned: int = 0

    def add(self, what: str, word: str, numbers: list[int]) -> None:
        """Take in one row."""
        match what:
            case "held":
                self.kinds.append((word, numbers[0]))
                for name, number in zip(NUMBERS, numbers, strict=True):
                    self.numbers[name] += number
            case "counted":
                self.counted[word].append(numbers[:4])
            case "sector":
                people = people_tally(dict(zip(PEOPLE, numbers, strict=True)))
                self.sectors[str(Sector(word).label)] = people
            case "partners":
                self.partners = numbers[0]
            case "planned":
                self.planned = numbers[0]
            case "point":
                self.points[numbers[0]] = numbers[1]

    def tally(self, type: CountType) -> Tally:
        """What all the events counted of a type."""
        return tally_of(type, self.numbers["events"], self.counted[type.value])

    @property
    def engagement(self) -> Engagement:
        """The totals, but for what people answered."""
        return Engagement(
            by_kind=tuple(sorted(self.kinds, key=lambda item: (-item[1], item[0]))),
            footfall=self.tally(CountType.FOOTFALL),
            attendance=self.tally(CountType.ATTENDANCE),
            participation=self.tally(CountType.PARTICIPATION),
            partners=self.partners,
            sectors=tuple(sorted(self.sectors.items())),
            **self.numbers,
        )


@dataclass(frozen=True)
class Summed:
    """The events of a period and of the one before it, for the database to add up.

    `first` is the period's first day; `past` is `as_at` where that is looked back to, None
    where things are taken as they stand.
    """

    held: QuerySet[Event]
    before: QuerySet[Event]
    planned: QuerySet[Event]
    first: date
    as_at: date
    past: date | None

    def sums(self) -> tuple[Sums, Sums]:
        """Those of the period, and of the one before it; one query."""
        found = {True: Sums(), False: Sums()}
        first, *others = self._parts()
        for what, now, word, *numbers in first.union(*others, all=True):
            found[now].add(what, word, numbers)
        return found[True], found[False]

    def _parts(self) -> Iterator[Rows]:
        """(what, whether of the period itself, a word, five numbers) rows."""
        events = self.held | self.before
        there = {"event__in": events.order_by().values("pk")}
        yield self._kinds(events)
        for rows, is_partial in (stated(events, self.past), of_activities(events, self.past)):
            at = rows.values_list(_named("counted"), begins(self.first, "event__"), "type")
            yield at.annotate(**figures(is_partial), e=Value(0))
        people = people_then(self.past).filter(**there).order_by()
        at = people.values_list(_named("sector"), begins(self.first, "event__"), "sector")
        yield at.annotate(**people_sums())
        partners = EventPartner.objects.filter(**there).order_by()
        at = partners.values_list(_named("partners"), begins(self.first, "event__"), _named(""))
        number = Count("organisation", distinct=True)
        yield at.annotate(a=number, **{name: Value(0) for name in "bcde"})
        at = self.planned.order_by().values_list(_named("planned"), _now(), _named(""))
        yield at.annotate(a=Count("pk"), **{name: Value(0) for name in "bcde"})
        points, answers = points_rows(self.held, as_at=self.as_at)
        at = points.values_list(_named("point"), _now(), _named(""), "satisfaction")
        yield at.annotate(b=answers, **{name: Value(0) for name in "cde"})

    def _kinds(self, events: QuerySet[Event]) -> Rows:
        told = Exists(people_then(self.past).filter(event=OuterRef("pk")))
        confirmed = Q(confirmed_on=None) | Q(confirmed_on__lte=self.as_at)
        rows = events.order_by().alias(is_told=told, is_answered=is_answered(self.as_at))
        at = rows.values_list(_named("held"), begins(self.first), "kind__name")
        return at.annotate(
            events=Count("pk"),
            confirmed=Count("pk", filter=confirmed & Q(status=Event.Status.CONFIRMED)),
            sectors_told=Count("pk", filter=Q(is_told=True)),
            sectors_asked=Count("pk", filter=Q(is_told=True) | Q(kind__asks_sectors=True)),
            answered_at=Count("pk", filter=Q(is_answered=True)),
        )


def _named(word: str) -> Value:
    return Value(word, output_field=CharField())


def _now() -> Value:
    return Value(True, output_field=BooleanField())
