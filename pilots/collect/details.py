"""What reports tell of events besides their figures, of as many as are told of in full."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from partnership.people.models import Sector
from pilots.counting import Count, CountType, Qualifier, Tally
from pilots.figure_words import figure
from pilots.models import (
    ConsultationQuestion,
    Event,
    EventCoverage,
    EventPartner,
    ReportingBody,
)
from pilots.selectors.events import is_past
from pilots.selectors.feedback import points_rows
from pilots.selectors.figures_then import people_then

Row = tuple[Any, ...]


@dataclass
class Details:
    """By the keys of events; `themes` are the words of what was answered, by question.

    `asked` are the numbers of the questions that were taken in.
    """

    questions: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    themes: dict[int, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    coverage: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    sectors: dict[int, list[tuple[str, Tally]]] = field(default_factory=lambda: defaultdict(list))
    partners: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    points: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    boards: list[str] = field(default_factory=list)
    asked: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def themes_of(self, event: int) -> tuple[tuple[str, str], ...]:
        """Each question that was answered, with: Company (about 41), Tea."""
        return tuple((text, ", ".join(told)) for text, told in self.themes[event].items())

    def add(self, row: Row) -> None:
        """Take in one row."""
        what, event, value, word, more, *_ = row
        match what:
            case "question":
                self.ask(row)
            case "board":
                self.boards.append(word)
            case "coverage":
                self.coverage[event].append(f"{word}: {more}")
            case "partner":
                self.partners[event].append((word, more))
            case "point":
                self.points[event][int(word)] = value or 0
            case _:
                count = Count(event, CountType.ATTENDANCE, value, Qualifier(more or "exact"))
                self.sectors[event].append((str(Sector(word).label), Tally.of(count)))

    def ask(self, row: Row) -> None:
        """Take in a question with one theme of its answers, or with none."""
        _, event, answers, text, theme, number, _, sure = row
        if number not in self.asked[event]:
            self.questions[event].append(text)
            self.asked[event].add(number)
        if theme:
            told = theme if answers is None else f"{theme} ({figure(answers, sure)})"
            self.themes[event].setdefault(text, []).append(told)


def details_of(events: Iterable[int], boards: QuerySet[ReportingBody], *, as_at: date) -> Details:
    """The details of events as said by a day, and the names of the boards; one query."""
    details = Details()
    for row in sorted(_small_parts(list(events), boards, as_at), key=_order):
        details.add(row)
    return details


def _small_parts(
    keys: list[int], boards: QuerySet[ReportingBody], as_at: date
) -> QuerySet[Any, Any]:
    """(what, event, number, word, word, its place, place within that, how sure) rows; one query."""
    past = as_at if is_past(as_at) else None
    unplaced = (Value(0), Value(0), _named(""))
    coverage = EventCoverage.objects.filter(event__in=keys).order_by()
    partners = EventPartner.objects.filter(event__in=keys).order_by()
    sectors = people_then(past).filter(event__in=keys).order_by()
    questions = ConsultationQuestion.objects.filter(event__in=keys).order_by()
    points, answers = points_rows(Event.objects.filter(pk__in=keys), as_at=as_at)
    given = points.values("event", "satisfaction").annotate(answers=answers)
    of_points: Any = given.annotate(word=Cast("satisfaction", CharField()))
    of_coverage: Any = coverage.values_list(
        _named("coverage"), "event", Value(0), "medium", "what", *unplaced
    )
    offered = ("event", Value(0), "organisation__name", "offered")
    themes = ("themes__theme", "number", "themes__position", "themes__qualifier")
    return of_coverage.union(
        partners.values_list(_named("partner"), *offered, *unplaced),
        sectors.values_list(_named("sector"), "event", "then", "sector", "sure", *unplaced),
        of_points.values_list(_named("point"), "event", "answers", "word", _named(""), *unplaced),
        questions.values_list(_named("question"), "event", "themes__answers", "text", *themes),
        boards.order_by().values_list(
            _named("board"), Value(0), Value(0), "name", _named(""), *unplaced
        ),
        all=True,
    )


def _named(word: str) -> Value:
    return Value(word, output_field=CharField())


def _order(row: Row) -> Row:
    what, event, _, word, _, place, within, _ = row
    return what, event, place, within or 0, word
