"""The evaluation's part of a page or report: everything as it was known on a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evaluation.findings import Findings
from evaluation.models import Framework, Measure, Outcome
from evaluation.parts import (
    ACTIVITY,
    INPUT,
    KINDS,
    LONG_TERM,
    NO_MEASURE,
    NO_RESULTS,
    OUTCOME,
    ActivityRow,
    EvaluationPart,
    FrameworkRow,
    Link,
    LogicModel,
    MappingRow,
    MeasureRow,
    Node,
    OutcomeRow,
)
from evaluation.selectors.brief import Row
from evaluation.selectors.gathered import gathered
from evaluation.selectors.part import SAME_AS
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach

Ends = dict[tuple[str, int], Node]
LinkRow = tuple[str, int, str, int, bool]


def evaluation_part(
    programme: Programme, *, as_at: date, reach: Reach | None = None
) -> EvaluationPart:
    """What had been reported of outcomes, measures and the logic model by `as_at`.

    One query, whatever the size. With a reach also what was found out within it, at a few more.
    """
    found = gathered(programme, as_at=as_at, reach=reach)
    outcomes = _outcomes(found["framework"], found["outcome"])
    ends = {
        **_inputs(found["input"]),
        **_activities(found["activity"]),
        **{("outcome", outcome.pk): _outcome_node(outcome) for outcome in outcomes},
    }
    rows = [_link_row(row) for row in found["link"]]
    links = _links(rows, ends)
    nodes = {node.key: node for node in ends.values()}
    told = Findings.read(programme, found, as_at=as_at, reach=reach) if reach else None
    mappings = _mappings(rows, outcomes)
    around = _Around(_measures(found["measure"]), nodes, links, mappings, told)
    part = EvaluationPart(
        as_at=as_at,
        frameworks=tuple(_framework_rows(found["framework"], outcomes, around)),
        mappings=mappings,
        logic_model=_logic_model(ends, links, outcomes),
    )
    return _with_findings(part, told) if told else part


def _with_findings(part: EvaluationPart, told: Findings) -> EvaluationPart:
    return replace(
        part,
        indicators=tuple(told.indicators.rows(told.of_indicators)),
        waves=tuple(told.waves.wave_rows()),
        changes=tuple(told.waves.change_rows()),
        answers=tuple(told.waves.answer_rows()),
    )


def _outcomes(frameworks: Sequence[Row], rows: Iterable[Row]) -> list[Outcome]:
    """Those of frameworks that stood, each with its framework, in their order."""
    places = {row.keys[0]: (row.keys[1], row.words[0]) for row in frameworks}
    by_pk = {
        row.keys[0]: Framework(pk=row.keys[0], slug=row.words[0], name=row.words[1])
        for row in frameworks
    }
    told = [row for row in rows if row.keys[1] in by_pk]
    told.sort(key=lambda row: (places[row.keys[1]], row.keys[2], row.words[0]))
    return [
        Outcome(
            pk=row.keys[0],
            framework=by_pk[row.keys[1]],
            position=row.keys[2],
            reference=row.words[0],
            level=row.words[1],
            statement=row.words[2],
        )
        for row in told
    ]


def _inputs(rows: Iterable[Row]) -> Ends:
    told = sorted(rows, key=lambda row: (row.keys[1], row.words[0]))
    return {
        ("input", row.keys[0]): Node(
            f"{INPUT}:{row.words[0]}", INPUT, row.words[0], row.words[1], row.words[2]
        )
        for row in told
    }


def _activities(rows: Iterable[Row]) -> Ends:
    named: dict[int, tuple[str, str]] = {}
    milestones = defaultdict(list)
    told = sorted(rows, key=lambda row: (row.keys[1], row.words[0], row.keys[2]))
    for row in told:
        reference, name, milestone = row.words[:3]
        named[row.keys[0]] = reference, name
        if milestone:
            milestones[row.keys[0]].append(milestone)
    return {
        ("activity", pk): Node(
            f"{ACTIVITY}:{reference}", ACTIVITY, reference, name, milestones=tuple(milestones[pk])
        )
        for pk, (reference, name) in named.items()
    }


def _link_row(row: Row) -> LinkRow:
    start, end, is_inferred = row.keys
    return row.words[0], start, row.words[1], end, bool(is_inferred)


def _outcome_node(outcome: Outcome) -> Node:
    kind = LONG_TERM if outcome.level == Outcome.Level.LONG_TERM else OUTCOME
    key = f"{OUTCOME}:{outcome.framework.slug}:{outcome.reference}"
    return Node(key, kind, outcome.reference, outcome.statement)


def _links(rows: Iterable[LinkRow], ends: Ends) -> tuple[Link, ...]:
    """The links that stood with both their ends, in the order of their ends."""
    place = {node.key: number for number, node in enumerate(ends.values())}
    links = [
        Link(ends[source, start].key, ends[target, end].key, bool(is_inferred))
        for source, start, target, end, is_inferred in rows
        if (source, start) in ends and (target, end) in ends
    ]
    return tuple(sorted(links, key=lambda link: (place[link.source], place[link.target])))


def _measures(rows: Iterable[Row]) -> Mapping[int, list[MeasureRow]]:
    found = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.keys[1]):
        kind, name, who, timing = row.words[:4]
        found[row.keys[0]].append(MeasureRow(Measure.Kind(kind).label, name, who, timing))
    return found


@dataclass(frozen=True)
class _Around:
    """What stands around outcomes: their measures, and what leads to them by links."""

    measures: Mapping[int, list[MeasureRow]]
    nodes: Mapping[str, Node]
    links: tuple[Link, ...]
    mappings: tuple[MappingRow, ...] = ()
    findings: Findings | None = None

    def activities(self, key: str) -> tuple[ActivityRow, ...]:
        return tuple(
            ActivityRow(node.reference, node.name, node.milestones, link.is_inferred)
            for link in self.links
            if link.target == key and (node := self.nodes[link.source]).kind == ACTIVITY
        )

    def same_as(self, outcome: Outcome) -> tuple[str, ...]:
        """The references of the outcomes that say the same in another framework."""
        mine = outcome.framework.name, outcome.reference
        return tuple(
            row.same_as_reference for row in self.mappings if (row.framework, row.reference) == mine
        )

    def outcomes(self, key: str) -> tuple[str, ...]:
        return tuple(
            node.reference
            for link in self.links
            if link.target == key and (node := self.nodes[link.source]).kind != ACTIVITY
        )


def _framework_rows(
    rows: Iterable[Row], outcomes: Iterable[Outcome], around: _Around
) -> Iterator[FrameworkRow]:
    for row in sorted(rows, key=lambda row: (row.keys[1], row.words[0])):
        slug, name, source, reported_on = row.words[:4]
        yield FrameworkRow(
            slug=slug,
            name=name,
            source=source,
            reported_on=date.fromisoformat(reported_on),
            outcomes=tuple(
                _outcome_row(outcome, around)
                for outcome in outcomes
                if outcome.framework_id == row.keys[0]
            ),
        )


def _outcome_row(outcome: Outcome, around: _Around) -> OutcomeRow:
    key = _outcome_node(outcome).key
    measures = tuple(around.measures.get(outcome.pk, ()))
    gaps: tuple[str, ...] = (NO_RESULTS,) if measures else (NO_MEASURE, NO_RESULTS)
    found = around.findings.of(outcome.pk) if around.findings else None
    if found:
        gaps = found.gaps(measures, around.same_as(outcome))
    return OutcomeRow(
        reference=outcome.reference,
        level=outcome.level,
        level_words=outcome.get_level_display(),
        statement=outcome.statement,
        measures=measures,
        led_to_by=around.activities(key),
        after_outcomes=around.outcomes(key),
        gaps=gaps,
        found=found.found if found else None,
    )


def _mappings(rows: Iterable[LinkRow], outcomes: Iterable[Outcome]) -> tuple[MappingRow, ...]:
    by_pk = {outcome.pk: outcome for outcome in outcomes}
    place = {pk: number for number, pk in enumerate(by_pk)}
    pairs = sorted(
        (
            (start, end)
            for _, start, kind, end, _ in rows
            if kind == SAME_AS and start in place and end in place
        ),
        key=lambda pair: (place[pair[0]], place[pair[1]]),
    )
    return tuple(
        MappingRow(*_named(by_pk[outcome]), *_named(by_pk[same_as])) for outcome, same_as in pairs
    )


def _named(outcome: Outcome) -> tuple[str, str, str]:
    return outcome.framework.name, outcome.reference, outcome.statement


def _logic_model(ends: Ends, links: tuple[Link, ...], outcomes: Iterable[Outcome]) -> LogicModel:
    """The model as it is drawn: of the outcomes, those of a framework that has arrows.

    A product without an arrow is left to the tables of outcomes. Where there
    is no arrow at all, every other outcome is drawn.
    """
    linked = {key for link in links for key in (link.source, link.target)}
    keys = {outcome: ends["outcome", outcome.pk].key for outcome in outcomes}
    frameworks = {outcome.framework_id for outcome, key in keys.items() if key in linked}
    drawn = {
        key
        for outcome, key in keys.items()
        if key in linked
        or (outcome.level != Outcome.Level.PRODUCT and _has(frameworks, outcome.framework_id))
    }
    nodes = [n for n in ends.values() if n.kind in (INPUT, ACTIVITY) or n.key in drawn]
    return LogicModel(tuple(sorted(nodes, key=lambda node: KINDS.index(node.kind))), links)


def _has(frameworks: set[int], framework: int) -> bool:
    """Whether a framework is among those with arrows; all are while none has any."""
    return framework in frameworks or not frameworks
