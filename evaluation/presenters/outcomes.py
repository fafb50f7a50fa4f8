"""Outcomes and the logic model in words for a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from evaluation.models import Outcome
from evaluation.parts import (
    ACTIVITY,
    LONG_TERM,
    OUTCOME,
    EvaluationPart,
    FrameworkRow,
    LogicModel,
    Node,
    OutcomeRow,
)
from evaluation.rules.coverage import Cover
from evaluation.wording import (
    KIND_WORDS,
    NOTHING_BESIDE,
    Beside,
    bundles,
    short_name,
    single_links,
)


@dataclass(frozen=True)
class End:
    """What a box leads to, and whether that was inferred."""

    words: str
    is_inferred: bool


@dataclass(frozen=True)
class PartRow:
    """A box of the logic model as a row: everything that the drawing says of it."""

    name: str
    kind: str
    detail: str
    milestones: tuple[str, ...]
    ends: tuple[End, ...]
    is_last: bool
    outputs: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


def beside(part: EvaluationPart, outputs: Mapping[str, Iterable[str]]) -> Beside:
    """What is said beside the boxes; `outputs` are those of milestones, by their references."""
    slugs = {framework.name: framework.slug for framework in part.frameworks}
    same: dict[str, tuple[str, ...]] = {}
    for row in part.mappings:
        one = f"{OUTCOME}:{slugs[row.framework]}:{row.reference}"
        other = f"{OUTCOME}:{slugs[row.same_as_framework]}:{row.same_as_reference}"
        same[one] = (*same.get(one, ()), row.same_as_reference)
        same[other] = (*same.get(other, ()), row.reference)
    left_behind = {
        node.key: tuple(chain.from_iterable(outputs.get(each, ()) for each in node.milestones))
        for node in part.logic_model.column(ACTIVITY)
    }
    return Beside({key: told for key, told in left_behind.items() if told}, same)


def part_rows(model: LogicModel, beside: Beside = NOTHING_BESIDE) -> list[PartRow]:
    """Every box with what it leads to, as the drawing bundles it."""
    nodes = {node.key: node for node in model.nodes}
    return [
        PartRow(
            name=_name(node),
            kind=KIND_WORDS[node.kind][0].capitalize(),
            detail=node.detail,
            milestones=node.milestones,
            ends=(*_whole_columns(node, model), *_single_ends(node, model, nodes)),
            is_last=node.kind == LONG_TERM,
            outputs=beside.outputs.get(node.key, ()),
            same=beside.same.get(node.key, ()),
        )
        for node in model.nodes
    ]


def _whole_columns(node: Node, model: LogicModel) -> list[End]:
    return [
        End(f"every {KIND_WORDS[other][0]}", model.links_between(kind, other)[0].is_inferred)
        for kind, other in bundles(model)
        if kind == node.kind
    ]


def _single_ends(node: Node, model: LogicModel, nodes: dict[str, Node]) -> list[End]:
    return [
        End(_name(nodes[link.target]), link.is_inferred)
        for link in single_links(model)
        if link.source == node.key
    ]


def _name(node: Node) -> str:
    return node.name if short_name(node) == node.name else f"{node.reference} {node.name}"


@dataclass(frozen=True)
class OutcomeLine:
    """An outcome as the list shows it, with how much stands behind it."""

    row: OutcomeRow
    cover: Cover

    @property
    def results(self) -> list[str]:
        """What was found out, each kind counted; empty: nothing yet."""
        cover = self.cover
        told = [
            (cover.values, f"{_counted(cover.values, 'value')} of indicators"),
            (cover.before, f"{_counted(cover.before, 'answer')} before"),
            (cover.after, f"{_counted(cover.after, 'answer')} after"),
            (cover.once, f"{_counted(cover.once, 'answer')} asked once"),
            (cover.excerpts, _counted(cover.excerpts, "excerpt")),
            (cover.stories, "1 story" if cover.stories == 1 else f"{cover.stories} stories"),
        ]
        return [words for number, words in told if number]

    @property
    def means(self) -> list[str]:
        """How it is measured where the model names no measure: by an indicator, by a survey."""
        told = [_counted(self.cover.indicators, "indicator")] if self.cover.indicators else []
        return [*told, "questions of a survey"] if self.cover.questions else told


@dataclass(frozen=True)
class FrameworkLines:
    """A framework and its outcomes, each with what stands behind it."""

    framework: FrameworkRow
    lines: list[OutcomeLine]


def framework_lines(
    part: EvaluationPart, outcomes: Iterable[Outcome], covers: Mapping[int, Cover]
) -> list[FrameworkLines]:
    """The outcomes of each framework; one of which nothing is known has an empty cover."""
    keys = {(each.framework.slug, each.reference): each.pk for each in outcomes}
    return [
        FrameworkLines(
            framework,
            [
                OutcomeLine(row, covers.get(keys.get((framework.slug, row.reference), 0), Cover()))
                for row in framework.outcomes
            ],
        )
        for framework in part.frameworks
    ]


def outcomes_sentence(frameworks: Sequence[FrameworkLines]) -> str:
    """How many outcomes there are, how many have no measure, and how many have results."""
    lines = [line for framework in frameworks for line in framework.lines]
    unmeasured = sum(not line.cover.is_measured for line in lines)
    known = sum(line.cover.has_data for line in lines)
    count = _counted(len(lines), "outcome")
    where = _counted(len(frameworks), "framework")
    measured = f"{unmeasured} without a measure" if unmeasured else "each with a measure"
    results = f"{known} with results" if known else "none with results yet"
    return f"{count} in {where}: {measured}, {results}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


@dataclass(frozen=True)
class CoverageLine:
    """An outcome and how much stands behind it."""

    outcome: Outcome
    cover: Cover


def coverage_lines(outcomes: Iterable[Outcome], covers: Mapping[int, Cover]) -> list[CoverageLine]:
    """Each outcome with its cover; one of which nothing is known has an empty one."""
    return [CoverageLine(each, covers.get(each.pk, Cover())) for each in outcomes]


def coverage_sentence(lines: Sequence[CoverageLine]) -> str:
    """How many outcomes have a gap: “Of 17 outcomes: 6 without a measure, …”"""
    if not lines:
        return ""
    known = [line.cover for line in lines if line.cover.is_measured and line.cover.has_data]
    partly = sum(bool(cover.gaps) for cover in known)
    other = f", {partly} with data, but not yet of everything" if partly else ""
    unmeasured = sum(not line.cover.is_measured for line in lines)
    empty = sum(line.cover.is_measured and not line.cover.has_data for line in lines)
    if not unmeasured and not empty:
        return f"Each of {_counted(len(lines), 'outcome')} is measured, and has data{other}."
    return (
        f"Of {_counted(len(lines), 'outcome')}: {unmeasured} without a measure,"
        f" {empty} measured but without data yet{other}."
    )
