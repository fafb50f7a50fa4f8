"""All that a report or page says of outcomes, gathered in one query, whatever the size."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import (
    F,
    Q,
    QuerySet,
    Value,
)

from evaluation.models import (
    Activity,
    ActivityInput,
    ActivityOutcome,
    Framework,
    IndicatorAim,
    IndicatorValue,
    Input,
    Measure,
    Outcome,
    OutcomeLink,
    OutcomeMapping,
    Story,
)
from evaluation.models import Indicator as IndicatorModel
from evaluation.selectors.asking import asking, choose, codings
from evaluation.selectors.brief import Gathered, as_text, in_brief, together
from evaluation.selectors.part import SAME_AS, said, stood
from evaluation.selectors.surveyed import asked_in_brief
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area


def gathered(programme: Programme, *, as_at: date, reach: Reach | None = None) -> Gathered:
    """Rows by their kind, as they stood at `as_at`; one query.

    With a reach also what was found out within it.
    """
    queries = [*_model(programme, as_at), *(_findings(programme, as_at, reach) if reach else ())]
    return together(queries)


def _model(programme: Programme, as_at: date) -> Iterator[QuerySet[Any, Any]]:
    """Frameworks, inputs, activities, measures, and what links them."""
    then = stood(as_at) & Q(reported_on__lte=as_at, programme=programme)
    words: list[Any] = ["slug", "name", "source__title", as_text("reported_on")]
    yield in_brief("framework", Framework.objects.filter(then), ["pk", "position"], words)
    outcomes = Outcome.objects.filter(stood(as_at), said(as_at), framework__programme=programme)
    keys, words = ["pk", "framework_id", "position"], ["reference", "level", "statement"]
    yield in_brief("outcome", outcomes, keys, words)
    inputs = Input.objects.filter(then)
    yield in_brief("input", inputs, ["pk", "position"], ["reference", "name", "detail"])
    milestone = choose(Q(milestones__reported_on__lte=as_at), F("milestones__reference"), Value(""))
    keys, words = ["pk", "position", "milestones__position"], ["reference", "name", milestone]
    yield in_brief("activity", Activity.objects.filter(then), keys, words)
    measures = Measure.objects.filter(then, outcomes__isnull=False)
    yield in_brief("measure", measures, ["outcomes", "pk"], ["kind", "name", "who", "timing"])
    yield from _links(programme, as_at)


def _links(programme: Programme, as_at: date) -> Iterator[QuerySet[Any, Any]]:
    """(from, to, whether inferred; kind, kind) of arrows, and outcomes that say the same."""
    then = stood(as_at) & said(as_at)
    inferred = choose(Q(is_inferred=True), Value(1), Value(0))
    links: tuple[tuple[Any, str, str, str, str], ...] = (
        (ActivityInput, "activity__programme", "input_id", "activity_id", "input activity"),
        (ActivityOutcome, "activity__programme", "activity_id", "outcome_id", "activity outcome"),
        (
            OutcomeLink,
            "outcome__framework__programme",
            "outcome_id",
            "leads_to_id",
            "outcome outcome",
        ),
    )
    for model, path, start, end, kinds in links:
        words = [Value(kind) for kind in kinds.split()]
        rows = model.objects.filter(then, **{path: programme})
        yield in_brief("link", rows, [start, end, inferred], words)
    alike = OutcomeMapping.objects.filter(outcome__framework__programme=programme)
    yield in_brief("link", alike, ["outcome_id", "same_as_id"], [Value("outcome"), Value(SAME_AS)])


def _findings(programme: Programme, as_at: date, reach: Reach) -> Iterator[QuerySet[Any, Any]]:
    """Of indicators their outcomes, aims and values; waves; what was said; stories."""
    areas = Area.objects.filter(programme=programme)
    yield in_brief("area", areas, ["pk"], ["slug", "name"])
    told = IndicatorModel.objects.filter(stood(as_at), programme=programme, reported_on__lte=as_at)
    yield in_brief("indicator", told.filter(outcomes__isnull=False), ["outcomes", "pk"], [])
    counting = told.filter(event_kinds__isnull=False)
    yield in_brief("event kind", counting, ["pk", "event_kinds"], [])
    yield _aims(programme, as_at, reach)
    yield _values(programme, as_at)
    yield from asked_in_brief(programme, as_at, reach)
    yield from asking(programme, as_at, reach)
    yield codings(programme, as_at, reach)
    stories = Story.objects.published_to(reach, by=as_at).as_published(by=as_at)
    stories = stories.filter(programme=programme, outcomes__isnull=False)
    yield in_brief("story", stories, ["outcomes", "pk"], ["published_title"])


def _aims(programme: Programme, as_at: date, reach: Reach) -> QuerySet[Any, Any]:
    aims = IndicatorAim.objects.visible_to(reach).filter(
        indicator__programme=programme, reported_on__lte=as_at
    )
    ends = [
        [as_text(end), f"{end}_as_stated", as_text(f"{end}_when")] for end in ("baseline", "target")
    ]
    return in_brief("aim", aims, ["indicator_id", "area_id"], [*ends[0], *ends[1]])


def _values(programme: Programme, as_at: date) -> QuerySet[Any, Any]:
    """Of every area: a figure of the whole programme is no less in one area's report."""
    values = IndicatorValue.objects.filter(
        Q(superseded_on__isnull=True) | Q(superseded_on__gt=as_at),
        indicator__programme=programme,
        reported_on__lte=as_at,
    )
    words = [
        as_text("day"),
        as_text("when"),
        as_text("value"),
        "qualifier",
        "as_stated",
        "direction",
    ]
    return in_brief("value", values, ["indicator_id", "area_id", "base"], words)
