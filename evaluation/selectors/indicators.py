"""Indicators with the values and aims that stood on a day; each is one query or two."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from evaluation.models import (
    Indicator,
    IndicatorAim,
    IndicatorValue,
    Outcome,
    Question,
    Survey,
    SurveyVersion,
)
from evaluation.selectors.part import stood
from partnership.people.permissions import Permission, Place
from partnership.programmes.access import Entry
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area

CHOSEN = (
    Question.Kind.SCALE, Question.Kind.SINGLE, Question.Kind.MULTIPLE, Question.Kind.GRID,
)  # fmt: skip


def values_standing(as_at: date, reach: Reach) -> QuerySet[IndicatorValue]:
    """Values that had been reported by `as_at` and not corrected by then, in their order."""
    return (
        IndicatorValue.objects.visible_to(reach)
        .filter(Q(superseded_on__isnull=True) | Q(superseded_on__gt=as_at))
        .filter(reported_on__lte=as_at)
        .select_related("area", "source")
        .order_by("day", "when", "pk")
    )


def aims_standing(as_at: date, reach: Reach) -> QuerySet[IndicatorAim]:
    """Aims that had been set by `as_at`."""
    return (
        IndicatorAim.objects.visible_to(reach)
        .filter(reported_on__lte=as_at)
        .select_related("area")
        .order_by("area__name")
    )


def indicators(programme: Programme, *, as_at: date, reach: Reach) -> QuerySet[Indicator]:
    """Those that stood at `as_at`, with their values, aims and outcomes; four queries."""
    return (
        programme.indicators.filter(stood(as_at), reported_on__lte=as_at)
        .prefetch_related(
            Prefetch("values", values_standing(as_at, reach)),
            Prefetch("aims", aims_standing(as_at, reach)),
            Prefetch("outcomes", Outcome.objects.select_related("framework")),
        )
        .order_by("position", "name")
    )


def find_indicator(programme: Programme, slug: str, *, as_at: date, reach: Reach) -> Indicator:
    """One of them, dropped or not; raises Indicator.DoesNotExist."""
    return (
        programme.indicators.filter(slug=slug)
        .select_related("measure", "survey", "test_context", "source")
        .prefetch_related(
            Prefetch("values", values_standing(as_at, reach)),
            Prefetch("aims", aims_standing(as_at, reach)),
            "outcomes__framework",
            "event_kinds",
        )
        .get()
    )


def areas_within(programme: Programme, reach: Reach) -> list[Area]:
    """The areas that somebody may read, by name."""
    return list(Area.objects.visible_to(reach).filter(programme=programme).order_by("name"))


@dataclass(frozen=True)
class Offered:
    """What an indicator may be defined with, as the form offers it."""

    outcomes: list[tuple[int, str]]
    measures: Any
    event_kinds: list[tuple[int, str]]
    contexts: Any
    asks: list["Asks"]


def offered(programme: Programme, outcomes: list[tuple[int, str]]) -> Offered:
    """All that stands today."""
    kinds = programme.event_kinds.filter(is_retired=False)
    return Offered(
        outcomes=outcomes,
        measures=programme.measures.filter(dropped_on__isnull=True),
        event_kinds=list(kinds.values_list("pk", "name")),
        contexts=programme.test_contexts.all(),
        asks=survey_asks(programme),
    )


@dataclass(frozen=True)
class Asks:
    """A scale of a survey, or a question or a grid's row with the answers that can be chosen."""

    survey: Survey
    is_scale: bool
    code: str
    words: str
    options: tuple[tuple[int, str], ...] = ()
    several: bool = False


def survey_asks(programme: Programme, survey: Survey | None = None) -> list[Asks]:
    """What indicators can be computed from: all that surveys ask in their newest published
    versions and that is scored or chosen; of one survey if asked. Some four queries.
    """
    later = SurveyVersion.objects.filter(
        survey=OuterRef("survey"), number__gt=OuterRef("number"), published_at__isnull=False
    )
    versions = SurveyVersion.objects.filter(
        ~Exists(later), survey__programme=programme, published_at__isnull=False
    )
    if survey is not None:
        versions = versions.filter(survey=survey)
    rows = versions.select_related("survey").order_by("survey__title", "survey")
    parts = ("scales", "questions__choices", "questions__grid_rows", "questions__section")
    return [each for version in rows.prefetch_related(*parts) for each in _asks(version)]


def _asks(version: SurveyVersion) -> Iterator[Asks]:
    for scale in version.scales.all():
        yield Asks(version.survey, True, scale.code, scale.name)
    places = (Question.Role.AREA, Question.Role.SECTOR)
    for question in version.questions.all():
        if question.kind in CHOSEN and question.role not in places:
            options = tuple((c.value, c.text) for c in question.choices.all() if not c.is_missing)
            several = question.kind == Question.Kind.MULTIPLE
            for code, words in _parts(question):
                yield Asks(version.survey, False, code, words, options, several)


def _parts(question: Question) -> Iterator[tuple[str, str]]:
    """A question's name in the codebook with its words; of a grid, each row's."""
    if question.kind != Question.Kind.GRID:
        yield question.code, question.text
        return
    for row in question.grid_rows.all():
        yield f"{question.code}.{row.code}", f"{question.text} – {row.text}"


def areas_to_record(programme: Programme, entry: Entry) -> QuerySet[Area]:
    """The areas for which somebody may record values."""
    areas = areas_within(programme, entry.reach)
    mine = [each.pk for each in areas if entry.may(Permission.RECORD_EVIDENCE, Place(area=each.pk))]
    return Area.objects.filter(pk__in=mine).order_by("name")
