"""All that a report or page says of outcomes, gathered in one query, whatever the size."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from evaluation.models import (
    Activity,
    ActivityInput,
    ActivityOutcome,
    Coding,
    Framework,
    IndicatorAim,
    IndicatorValue,
    Input,
    Measure,
    Outcome,
    OutcomeLink,
    OutcomeMapping,
    Response,
    Story,
    Tally,
    Wave,
)
from evaluation.models import Indicator as IndicatorModel
from evaluation.rules.tallying import ALL, Step
from evaluation.selectors.part import SAME_AS, said, stood
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area

NUMBERS, WORDS = 3, 6


@dataclass(frozen=True)
class Row:
    """A record in brief: which keys and words it has is said where its kind is asked for."""

    keys: tuple[int, ...]
    words: tuple[str, ...]


Gathered = Mapping[str, list[Row]]


def gathered(programme: Programme, *, as_at: date, reach: Reach | None = None) -> Gathered:
    """Rows by their kind, as they stood at `as_at`; one query.

    With a reach also what was found out within it.
    """
    queries = [*_model(programme, as_at), *(_findings(programme, as_at, reach) if reach else ())]
    found: dict[str, list[Row]] = defaultdict(list)
    for kind, *columns in queries[0].union(*queries[1:], all=True):
        keys = tuple(int(each or 0) for each in columns[:NUMBERS])
        found[kind].append(Row(keys, tuple(str(each or "") for each in columns[NUMBERS:])))
    return found


def _rows(kind: str, rows: QuerySet[Any], keys: list[Any], words: list[Any]) -> QuerySet[Any, Any]:
    keys = [*keys, *[Value(0)] * (NUMBERS - len(keys))]
    words = [*words, *[Value("")] * (WORDS - len(words))]
    return rows.order_by().values_list(Value(kind), *map(_column, keys), *map(_column, words))


def _column(name: Any) -> Any:
    return F(name) if isinstance(name, str) else name


def _text(name: str) -> Cast:
    return Cast(name, CharField(max_length=40))


def _if(condition: Any, then: Any, otherwise: Value) -> Case:
    is_number = isinstance(otherwise.value, int)
    kind: Any = IntegerField() if is_number else TextField()
    return Case(When(condition, then=then), default=otherwise, output_field=kind)


def _model(programme: Programme, as_at: date) -> Iterator[QuerySet[Any, Any]]:
    """Frameworks, inputs, activities, measures, and what links them."""
    then = stood(as_at) & Q(reported_on__lte=as_at, programme=programme)
    words: list[Any] = ["slug", "name", "source__title", _text("reported_on")]
    yield _rows("framework", Framework.objects.filter(then), ["pk", "position"], words)
    outcomes = Outcome.objects.filter(stood(as_at), said(as_at), framework__programme=programme)
    keys, words = ["pk", "framework_id", "position"], ["reference", "level", "statement"]
    yield _rows("outcome", outcomes, keys, words)
    inputs = Input.objects.filter(then)
    yield _rows("input", inputs, ["pk", "position"], ["reference", "name", "detail"])
    milestone = _if(Q(milestones__reported_on__lte=as_at), F("milestones__reference"), Value(""))
    keys, words = ["pk", "position", "milestones__position"], ["reference", "name", milestone]
    yield _rows("activity", Activity.objects.filter(then), keys, words)
    measures = Measure.objects.filter(then, outcomes__isnull=False)
    yield _rows("measure", measures, ["outcomes", "pk"], ["kind", "name", "who", "timing"])
    yield from _links(programme, as_at)


def _links(programme: Programme, as_at: date) -> Iterator[QuerySet[Any, Any]]:
    """(from, to, whether inferred; kind, kind) of arrows, and outcomes that say the same."""
    then = stood(as_at) & said(as_at)
    inferred = _if(Q(is_inferred=True), Value(1), Value(0))
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
        yield _rows("link", rows, [start, end, inferred], words)
    alike = OutcomeMapping.objects.filter(outcome__framework__programme=programme)
    yield _rows("link", alike, ["outcome_id", "same_as_id"], [Value("outcome"), Value(SAME_AS)])


def _findings(programme: Programme, as_at: date, reach: Reach) -> Iterator[QuerySet[Any, Any]]:
    """Of indicators their outcomes, aims and values; waves; what was said; stories."""
    areas = Area.objects.visible_to(reach).filter(programme=programme)
    yield _rows("area", areas, ["pk"], ["slug", "name"])
    told = IndicatorModel.objects.filter(stood(as_at), reported_on__lte=as_at)
    told = told.filter(programme=programme, outcomes__isnull=False)
    yield _rows("indicator", told, ["outcomes", "pk"], [])
    yield _aims(programme, as_at, reach)
    yield _values(programme, as_at, reach)
    yield from _waves(programme, as_at, reach)
    yield _codings(programme, as_at, reach)
    stories = Story.objects.published_to(reach, by=as_at).as_published(by=as_at)
    stories = stories.filter(programme=programme, outcomes__isnull=False)
    yield _rows("story", stories, ["outcomes", "pk"], ["published_title"])


def _aims(programme: Programme, as_at: date, reach: Reach) -> QuerySet[Any, Any]:
    aims = IndicatorAim.objects.visible_to(reach).filter(
        indicator__programme=programme, reported_on__lte=as_at
    )
    ends = [
        [_text(end), f"{end}_as_stated", _text(f"{end}_when")] for end in ("baseline", "target")
    ]
    return _rows("aim", aims, ["indicator_id", "area_id"], [*ends[0], *ends[1]])


def _values(programme: Programme, as_at: date, reach: Reach) -> QuerySet[Any, Any]:
    values = IndicatorValue.objects.visible_to(reach).filter(
        Q(superseded_on__isnull=True) | Q(superseded_on__gt=as_at),
        indicator__programme=programme,
        reported_on__lte=as_at,
    )
    words = [_text("day"), _text("when"), _text("value"), "qualifier", "as_stated", "direction"]
    return _rows("value", values, ["indicator_id", "area_id", "base"], words)


def _waves(programme: Programme, as_at: date, reach: Reach) -> Iterator[QuerySet[Any, Any]]:
    """What is asked about an outcome: the questions published, and those, and the scales, that
    each wave asks, with its stage, whether anybody answered, and what it comes after.
    """
    published = Outcome.objects.filter(
        framework__programme=programme, questions__version__published_at__date__lte=as_at
    )
    yield _rows("published", published, ["pk"], [])
    waves = Wave.objects.filter(reach.q("area"), programme=programme, opens_on__lte=as_at)
    question, scale = "version_asked__questions", "version_asked__scales"
    more = _if(Q(**{f"{scale}__more_is_better": True}), Value("more"), Value("less"))
    for kind, path, name, better in (
        ("question", question, "text", F(f"{question}__better")),
        ("scale", scale, "name", more),
    ):
        answered = _if(_is_answered(as_at), Value("1"), Value(""))
        words = ["stage", answered, "name", f"{path}__{name}", better, _text("before_id")]
        asking = waves.filter(**{f"{path}__outcomes__isnull": False})
        yield _rows(kind, asking, [f"{path}__outcomes", "pk", path], words)


def _is_answered(as_at: date) -> Any:
    """By the day: what is tallied of a wave that was over then, or what had come in itself."""
    tallied = Tally.objects.filter(wave=OuterRef("pk"), key=Step(ALL).key, answers__gt=0)
    came = Response.objects.filter(wave=OuterRef("pk"), set_aside_why="", received_on__lte=as_at)
    return (Q(closes_on__lte=as_at) & Exists(tallied)) | Exists(came)


def _codings(programme: Programme, as_at: date, reach: Reach) -> QuerySet[Any, Any]:
    """What was said of outcomes; its words where they were released by the day."""
    codings = Coding.objects.filter(
        reach.q("excerpt__conversation__area"),
        outcome__framework__programme=programme,
        coded_on__lte=as_at,
    )
    released = Q(excerpt__released_on__lte=as_at, excerpt__withdrawn_on__isnull=True)
    words = [
        _if(released, F(f"excerpt__{name}"), Value("")) for name in ("released_text", "said_by")
    ]
    return _rows("coding", codings, ["outcome_id", "pk"], ["stance", *words])
