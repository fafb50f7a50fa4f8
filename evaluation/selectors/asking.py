"""What waves ask about outcomes, and what was said in sessions: rows in brief for one query.

No answer is read here: what was answered is told by the tables that were shown.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, TextField, Value, When

from evaluation.models import Choice, Coding, GridRow, Outcome, Wave
from evaluation.rules.questionnaire import GRID, MULTIPLE, SCALE, SINGLE
from evaluation.selectors.brief import as_text, in_brief
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach

Rows = QuerySet[Any, Any]
CHOSEN = (SCALE, GRID, SINGLE, MULTIPLE)


def choose(condition: Any, then: Any, otherwise: Value) -> Case:
    """One column of a row in brief, or another."""
    is_number = isinstance(otherwise.value, int)
    kind: Any = IntegerField() if is_number else TextField()
    return Case(When(condition, then=then), default=otherwise, output_field=kind)


def asking(programme: Programme, as_at: date, reach: Reach) -> Iterator[Rows]:
    """The questions and scales published about outcomes; waves, and what each asks about outcomes.

    A scale's words are its own name and which way it is better; a question's have its kind, too.
    """
    of_programme = Q(framework__programme=programme)
    for part in ("questions", "scales"):
        by_then = Q(**{f"{part}__version__published_at__date__lte": as_at})
        published = Outcome.objects.filter(of_programme, by_then)
        yield in_brief("published", published, ["pk"], [])
    waves = Wave.objects.filter(
        reach.q("area"), programme=programme, opens_on__lte=as_at, reported_on__lte=as_at
    )
    yield _waves(waves, as_at)
    yield from _asked(waves)
    yield from _parts(programme)


def _waves(waves: QuerySet[Wave], as_at: date) -> Rows:
    last = choose(Q(closed_at__date__lte=as_at), as_text("closed_at__date"), Value(""))
    words = ["stage", "name", as_text("opens_on"), as_text("closes_on"), as_text("before_id"), last]
    return in_brief("wave", waves, ["pk", "area_id", "audience"], words)


def _asked(waves: QuerySet[Wave]) -> Iterator[Rows]:
    """(outcome, wave, question or scale; kind, words, which way is better)."""
    question, scale = "version_asked__questions", "version_asked__scales"
    more = choose(Q(**{f"{scale}__more_is_better": True}), Value("more"), Value("less"))
    asked: tuple[tuple[str, str, list[Any]], ...] = (
        ("question", question, [f"{question}__{each}" for each in ("kind", "text", "better")]),
        ("scale", scale, [f"{scale}__method", f"{scale}__name", more]),
    )
    for kind, path, words in asked:
        asking = waves.filter(**{f"{path}__outcomes__isnull": False})
        yield in_brief(kind, asking, [f"{path}__outcomes", "pk", path], words)


def _parts(programme: Programme) -> Iterator[Rows]:
    """The rows of grids and the points of scales, of questions about outcomes."""
    about = {"question__outcomes__framework__programme": programme}
    rows = GridRow.objects.filter(**about).distinct()
    yield in_brief("row", rows, ["question_id", "pk", "position"], ["text"])
    points = Choice.objects.filter(**about, question__kind__in=CHOSEN).distinct()
    missing = choose(Q(is_missing=True), Value("1"), Value(""))
    yield in_brief("point", points, ["question_id", "value", "position"], ["text", missing])


def codings(programme: Programme, as_at: date, reach: Reach) -> Rows:
    """What was said of outcomes; its words where they were released by the day."""
    found = Coding.objects.filter(
        reach.q("excerpt__conversation__area"),
        outcome__framework__programme=programme,
        coded_on__lte=as_at,
    )
    released = Q(excerpt__released_on__lte=as_at, excerpt__withdrawn_on__isnull=True)
    words = [
        choose(released, F(f"excerpt__{name}"), Value("")) for name in ("released_text", "said_by")
    ]
    return in_brief("coding", found, ["outcome_id", "pk"], ["stance", *words])
