"""What stands behind each outcome of a programme; some queries, whatever the size."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from evaluation.models import (
    Coding,
    Indicator,
    IndicatorValue,
    Measure,
    Outcome,
    Story,
    Tally,
    Wave,
)
from evaluation.rules.coverage import Cover
from evaluation.rules.tallying import ALL, Step
from evaluation.selectors.computed import computed
from evaluation.selectors.part import stood
from evaluation.selectors.shown import shown_base
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach

Counted = dict[int, dict[str, int]]
Named = tuple[int, str, int]  # outcome, what, how many
MEANS: dict[str, str] = {
    Measure.Kind.QUESTIONNAIRE: "questionnaires",
    Measure.Kind.INTERVIEWS: "talks",
    Measure.Kind.FOCUS_GROUPS: "talks",
}
STAGES: dict[str, str] = {
    Wave.Stage.BEFORE: "before",
    Wave.Stage.AFTER: "after",
    Wave.Stage.SINGLE: "once",
}
PARTS = ("questions", "scales")  # of a survey, which may be about outcomes


def coverage(programme: Programme, *, as_at: date, reach: Reach) -> dict[int, Cover]:
    """What stood behind each outcome at `as_at`, by the outcome's key; within `reach`."""
    counted: Counted = defaultdict(dict)
    for name, rows in _counts(programme, as_at, reach).items():
        for outcome, number in rows:
            if outcome is not None:
                counted[outcome][name] = counted[outcome].get(name, 0) + number
    named = (
        _measures(programme, as_at),
        _values(programme, as_at, reach),
        _stances(programme, as_at, reach),
        _responses(programme, as_at, reach),
    )
    for outcome, name, number in chain(*named):
        counted[outcome][name] = counted[outcome].get(name, 0) + number
    for outcome, number in _computed(programme, as_at, reach).items():
        for name in ("values", "filled"):
            counted[outcome][name] = counted[outcome].get(name, 0) + number
    return {outcome: _cover(numbers) for outcome, numbers in counted.items()}


def _cover(numbers: dict[str, int]) -> Cover:
    """Of the indicators those count as empty that are not among the filled ones."""
    empty = numbers.get("indicators", 0) - numbers.pop("filled", 0)
    return Cover(**numbers, empty=max(empty, 0))


def _counts(programme: Programme, as_at: date, reach: Reach) -> dict[str, Iterable[Any]]:
    """Rows (outcome, how many) of what can be counted plainly."""
    said = Q(programme=programme, reported_on__lte=as_at) & stood(as_at)
    stories = Story.objects.published_to(reach, by=as_at).filter(programme=programme)
    return {
        "indicators": _per_outcome(Indicator.objects.filter(said), "outcomes"),
        "stories": _per_outcome(stories, "outcomes"),
        "questions": _asking(programme, as_at),
    }


def _measures(programme: Programme, as_at: date) -> Iterable[Named]:
    """How many measures each outcome has, and how many ask by questionnaire or in talks."""
    standing = Measure.objects.filter(
        stood(as_at), programme=programme, reported_on__lte=as_at, outcomes__isnull=False
    )
    rows = standing.order_by().values_list("outcomes", "kind").annotate(n=Count("pk"))
    for outcome, kind, number in rows:
        yield outcome, "measures", number
        if kind in MEANS:
            yield outcome, MEANS[kind], number


def _values(programme: Programme, as_at: date, reach: Reach) -> Iterable[Named]:
    """How many values the indicators of each outcome have, and how many indicators have any."""
    values = IndicatorValue.objects.visible_to(reach).filter(
        Q(superseded_on__isnull=True) | Q(superseded_on__gt=as_at),
        stood(as_at, of="indicator"),
        indicator__programme=programme,
        indicator__outcomes__isnull=False,
        reported_on__lte=as_at,
    )
    rows = values.order_by().values_list("indicator__outcomes", "indicator").annotate(n=Count("pk"))
    for outcome, _, number in rows:
        yield outcome, "values", number
        yield outcome, "filled", 1


def _asking(programme: Programme, as_at: date) -> Any:
    """Rows (outcome, how many questions of published versions are about it, or scales)."""
    of_questions, of_scales = (
        Outcome.objects.filter(
            **{
                "framework__programme": programme,
                f"{part}__version__published_at__date__lte": as_at,
            }
        )
        .order_by()
        .values_list("pk")
        .annotate(n=Count(part))
        for part in PARTS
    )
    return of_questions.union(of_scales, all=True)


def _per_outcome(rows: Any, path: str) -> Any:
    return rows.order_by().values_list(path).annotate(n=Count("pk", distinct=True))


def _computed(programme: Programme, as_at: date, reach: Reach) -> Mapping[int, int]:
    """How many indicators of each outcome are computed and have something to count."""
    found = programme.indicators.filter(stood(as_at), reported_on__lte=as_at)
    indicators = list(found.exclude(computed_from="").prefetch_related("outcomes"))
    figures = computed(programme, indicators, as_at=as_at, reach=reach)
    return Counter(
        outcome.pk
        for each in indicators
        if any(figure.is_data for figure in figures.get(each.pk, {}).values())
        for outcome in each.outcomes.all()
    )


def _stances(programme: Programme, as_at: date, reach: Reach) -> Any:
    """Rows (outcome, stance, how many excerpts) of what was said in sessions within reach."""
    codings = Coding.objects.filter(
        reach.q("excerpt__conversation__area"),
        outcome__framework__programme=programme,
        coded_on__lte=as_at,
    )
    return codings.order_by().values_list("outcome", "stance").annotate(n=Count("pk"))


def _responses(programme: Programme, as_at: date, reach: Reach) -> Iterable[Named]:
    """How many responses of waves before, after and once each outcome has.

    From the tallies, which stay when raw answers are deleted; of waves that were still
    asking on a day looked back at, what had been shown by then: the answers themselves would tell
    when each came. One query.
    """
    waves = Wave.objects.filter(reach.q("area"), programme=programme, opens_on__lte=as_at)
    of_questions, of_scales = (
        waves.annotate(number=_number(as_at))
        .filter(**{f"version_asked__{part}__outcomes__isnull": False})
        .order_by()
        .values_list(f"version_asked__{part}__outcomes", "pk", "stage", "number")
        for part in PARTS
    )
    for key, _, stage, number in of_questions.union(of_scales):
        yield key, STAGES[stage], number


def _number(as_at: date) -> Any:
    """How many responses a wave had."""
    tally = Tally.objects.filter(wave=OuterRef("pk"), key=Step(ALL).key).values("answers")
    tallied = Coalesce(Subquery(tally), 0)
    if as_at >= timezone.localdate():
        return tallied
    shown = Coalesce(shown_base(OuterRef("pk"), as_at), 0)
    return Case(When(closes_on__lte=as_at, then=tallied), default=shown)
