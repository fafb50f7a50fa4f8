"""What reports tell of events besides their figures: questions, coverage, people by sector."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, QuerySet, Value

from partnership.people.models import Sector
from pilots.counting import Count, CountType, Qualifier, Tally
from pilots.figure_words import figure
from pilots.models import ConsultationQuestion, EventCoverage, ReportingBody
from pilots.selectors.events import is_past
from pilots.selectors.figures_then import people_then


@dataclass
class Details:
    """By the keys of events; `themes` are the words of what was answered, by question."""

    questions: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    themes: dict[int, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    coverage: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    sectors: dict[int, list[tuple[str, Tally]]] = field(default_factory=lambda: defaultdict(list))
    boards: list[str] = field(default_factory=list)

    def themes_of(self, event: int) -> tuple[tuple[str, str], ...]:
        """Each question that was answered, with: Company (about 41), Tea."""
        return tuple((text, ", ".join(told)) for text, told in self.themes[event].items())


def details_of(events: Iterable[int], boards: QuerySet[ReportingBody], *, as_at: date) -> Details:
    """The details of events as said by a day, and the names of the boards; two queries."""
    keys, details = list(events), Details()
    _ask_questions(keys, details)
    for what, event, value, word, more in sorted(_small_parts(keys, boards, as_at), key=_order):
        match what:
            case "board":
                details.boards.append(word)
            case "coverage":
                details.coverage[event].append(f"{word}: {more}")
            case _:
                count = Count(event, CountType.ATTENDANCE, value, Qualifier(more or "exact"))
                details.sectors[event].append((str(Sector(word).label), Tally.of(count)))
    return details


def _small_parts(
    keys: list[int], boards: QuerySet[ReportingBody], as_at: date
) -> QuerySet[Any, Any]:
    """(what, event, number, word, word) rows; one query."""

    def named(what: str) -> Value:
        return Value(what, output_field=CharField())

    coverage = EventCoverage.objects.filter(event__in=keys).order_by()
    sectors = people_then(as_at if is_past(as_at) else None).filter(event__in=keys).order_by()
    nothing = Value("", output_field=CharField())
    rows: Any = coverage.values_list(named("coverage"), "event", Value(0), "medium", "what")
    return rows.union(
        sectors.values_list(named("sector"), "event", "then", "sector", "sure"),
        boards.order_by().values_list(named("board"), Value(0), Value(0), "name", nothing),
        all=True,
    )


def _order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return row[0], row[1], row[3]


def _ask_questions(keys: list[int], details: Details) -> None:
    """The questions with the themes of their answers; one query."""
    rows = ConsultationQuestion.objects.filter(event__in=keys).values_list(
        "event", "pk", "text", "themes__theme", "themes__answers", "themes__qualifier"
    )
    seen = set()
    for event, key, text, theme, answers, sure in rows.order_by(
        "event", "number", "themes__position"
    ):
        if key not in seen:
            details.questions[event].append(text)
            seen.add(key)
        if theme:
            told = theme if answers is None else f"{theme} ({figure(answers, sure)})"
            details.themes[event].setdefault(text, []).append(told)
