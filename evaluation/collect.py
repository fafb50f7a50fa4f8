"""The evaluation's part of a page or report: everything as it was known on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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
from evaluation.selectors import part as selectors
from partnership.programmes.models import Programme

Ends = dict[tuple[str, int], Node]
LinkRow = tuple[str, int, str, int, bool]


def evaluation_part(programme: Programme, *, as_at: date) -> EvaluationPart:
    """What had been reported of outcomes, measures and the logic model by `as_at`.

    Six queries, whatever the size.
    """
    frameworks = list(selectors.frameworks_reported(programme, as_at=as_at))
    outcomes = list(selectors.outcomes_reported(programme, as_at=as_at))
    ends = {
        **_inputs(programme, as_at),
        **_activities(programme, as_at),
        **{("outcome", outcome.pk): _outcome_node(outcome) for outcome in outcomes},
    }
    rows = list(selectors.logic_links(programme, as_at=as_at))
    links = _links(rows, ends)
    nodes = {node.key: node for node in ends.values()}
    around = _Around(_measures(programme, as_at), nodes, links)
    return EvaluationPart(
        as_at=as_at,
        frameworks=tuple(_framework_row(each, outcomes, around) for each in frameworks),
        mappings=_mappings(rows, outcomes),
        logic_model=_logic_model(ends, links, outcomes),
    )


def _inputs(programme: Programme, as_at: date) -> Ends:
    return {
        ("input", each.pk): Node(
            f"{INPUT}:{each.reference}", INPUT, each.reference, each.name, each.detail
        )
        for each in selectors.inputs_reported(programme, as_at=as_at)
    }


def _activities(programme: Programme, as_at: date) -> Ends:
    named: dict[int, tuple[str, str]] = {}
    milestones = defaultdict(list)
    for row in selectors.activities_with_milestones(programme, as_at=as_at):
        pk, reference, name, milestone, reported_on = row
        named[pk] = reference, name
        if milestone and reported_on <= as_at:
            milestones[pk].append(milestone)
    return {
        ("activity", pk): Node(
            f"{ACTIVITY}:{reference}", ACTIVITY, reference, name, milestones=tuple(milestones[pk])
        )
        for pk, (reference, name) in named.items()
    }


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


def _measures(programme: Programme, as_at: date) -> Mapping[int, list[MeasureRow]]:
    found = defaultdict(list)
    for row in selectors.measures_by_outcome(programme, as_at=as_at):
        outcome, kind, name, who, timing = row
        found[outcome].append(MeasureRow(Measure.Kind(kind).label, name, who, timing))
    return found


@dataclass(frozen=True)
class _Around:
    """What stands around outcomes: their measures, and what leads to them by links."""

    measures: Mapping[int, list[MeasureRow]]
    nodes: Mapping[str, Node]
    links: tuple[Link, ...]

    def activities(self, key: str) -> tuple[ActivityRow, ...]:
        return tuple(
            ActivityRow(node.reference, node.name, node.milestones, link.is_inferred)
            for link in self.links
            if link.target == key and (node := self.nodes[link.source]).kind == ACTIVITY
        )

    def outcomes(self, key: str) -> tuple[str, ...]:
        return tuple(
            node.reference
            for link in self.links
            if link.target == key and (node := self.nodes[link.source]).kind != ACTIVITY
        )


def _framework_row(
    framework: Framework, outcomes: Iterable[Outcome], around: _Around
) -> FrameworkRow:
    return FrameworkRow(
        slug=framework.slug,
        name=framework.name,
        source=framework.source.title if framework.source else "",
        reported_on=framework.reported_on,
        outcomes=tuple(
            _outcome_row(outcome, around)
            for outcome in outcomes
            if outcome.framework_id == framework.pk
        ),
    )


def _outcome_row(outcome: Outcome, around: _Around) -> OutcomeRow:
    key = _outcome_node(outcome).key
    measures = tuple(around.measures.get(outcome.pk, ()))
    return OutcomeRow(
        reference=outcome.reference,
        level=outcome.level,
        level_words=outcome.get_level_display(),
        statement=outcome.statement,
        measures=measures,
        led_to_by=around.activities(key),
        after_outcomes=around.outcomes(key),
        gaps=(NO_RESULTS,) if measures else (NO_MEASURE, NO_RESULTS),
    )


def _mappings(rows: Iterable[LinkRow], outcomes: Iterable[Outcome]) -> tuple[MappingRow, ...]:
    by_pk = {outcome.pk: outcome for outcome in outcomes}
    place = {pk: number for number, pk in enumerate(by_pk)}
    pairs = sorted(
        (
            (start, end)
            for _, start, kind, end, _ in rows
            if kind == selectors.SAME_AS and start in place and end in place
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
