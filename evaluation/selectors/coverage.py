"""What stands behind each outcome of a programme; some queries, whatever the size."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from evaluation.models import (
    Coding,
    Indicator,
    IndicatorValue,
    Measure,
    Outcome,
    Response,
    Story,
    Tally,
    Wave,
)
from evaluation.rules.coverage import Cover
from evaluation.rules.tallying import ALL, Step
from evaluation.selectors.computed import computed
from evaluation.selectors.part import stood
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach

Counted = dict[int, dict[str, int]]


def coverage(programme: Programme, *, as_at: date, reach: Reach) -> dict[int, Cover]:
    """What stood behind each outcome at `as_at`, by the outcome's key; within `reach`."""
    counted: Counted = defaultdict(dict)
    for name, rows in _counts(programme, as_at, reach).items():
        for outcome, number in rows:
            if outcome is not None:
                counted[outcome][name] = number
    for outcome, stance, number in _stances(programme, as_at, reach):
        counted[outcome][stance] = number
    for outcome, before, after in _responses(programme, as_at, reach):
        for name, number in (("before", before), ("after", after)):
            counted[outcome][name] = counted[outcome].get(name, 0) + number
    for outcome, number in _computed(programme, as_at, reach).items():
        counted[outcome]["values"] = counted[outcome].get("values", 0) + number
    return {outcome: Cover(**numbers) for outcome, numbers in counted.items()}


def _counts(programme: Programme, as_at: date, reach: Reach) -> dict[str, Iterable[Any]]:
    """Rows (outcome, how many) of what can be counted plainly."""
    said = Q(programme=programme, reported_on__lte=as_at) & stood(as_at)
    values = IndicatorValue.objects.visible_to(reach).filter(
        Q(superseded_on__isnull=True) | Q(superseded_on__gt=as_at),
        indicator__programme=programme,
        reported_on__lte=as_at,
    )
    stories = Story.objects.published_to(reach, by=as_at).filter(programme=programme)
    questions = Outcome.objects.filter(
        framework__programme=programme, questions__version__published_at__date__lte=as_at
    )
    return {
        "measures": _per_outcome(Measure.objects.filter(said), "outcomes"),
        "indicators": _per_outcome(Indicator.objects.filter(said), "outcomes"),
        "values": _per_outcome(values, "indicator__outcomes"),
        "stories": _per_outcome(stories, "outcomes"),
        "questions": questions.values_list("pk").annotate(n=Count("questions")),
    }


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


def _responses(programme: Programme, as_at: date, reach: Reach) -> Any:
    """Rows (outcome, responses of before and single waves, of after waves).

    From the tallies, which stay when raw answers are deleted; for a look back, the answers
    themselves of waves that were still asking on that day.
    """
    is_past = as_at < timezone.localdate()
    over = Q(wave__closes_on__lte=as_at) if is_past else Q(wave__opens_on__lte=as_at)
    yield from _tallied(programme, reach, over)
    if is_past:
        yield from _asked_then(programme, as_at, reach)


def _tallied(programme: Programme, reach: Reach, over: Q) -> Any:
    rows = Tally.objects.filter(
        reach.q("wave__area"),
        over,
        wave__programme=programme,
        key=Step(ALL).key,
        wave__version_asked__questions__outcomes__isnull=False,
    )
    outcome = "wave__version_asked__questions__outcomes"
    for key, _, stage, number in (
        rows.order_by().values_list(outcome, "wave", "wave__stage", "answers").distinct()
    ):
        yield (key, 0, number) if stage == Wave.Stage.AFTER else (key, number, 0)


def _asked_then(programme: Programme, as_at: date, reach: Reach) -> Any:
    asked = Response.objects.filter(
        reach.q("wave__area"),
        wave__programme=programme,
        wave__closes_on__gt=as_at,
        wave__version_asked__questions__outcomes__isnull=False,
        received_on__lte=as_at,
        set_aside_why="",
    )
    after = Q(wave__stage="after")
    return (
        asked.order_by()
        .annotate(outcome=F("wave__version_asked__questions__outcomes"))
        .values_list("outcome")
        .annotate(
            before=Count("pk", filter=~after, distinct=True),
            after=Count("pk", filter=after, distinct=True),
        )
    )
