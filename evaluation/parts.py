"""The evaluation as a page or a report shows it: plain, frozen, ready for JSON.

Pure: no Django, no clock, no database. `evaluation.collect` makes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnership.dates import NOT_RECORDED

INPUT, ACTIVITY, OUTCOME, LONG_TERM = "input", "activity", "outcome", "long-term"
KINDS = (INPUT, ACTIVITY, OUTCOME, LONG_TERM)
NO_MEASURE = "no measure"
NO_RESULTS = "no results recorded"


@dataclass(frozen=True)
class MeasureRow:
    """How an outcome is measured; an empty `who` or `timing` is not recorded."""

    kind: str
    name: str
    who: str
    timing: str


@dataclass(frozen=True)
class ActivityRow:
    """An activity that leads to an outcome, with the milestones that carry it."""

    reference: str
    name: str
    milestones: tuple[str, ...]
    is_inferred: bool


@dataclass(frozen=True)
class PlaceRow:
    """An indicator's newest figure in one place, in words; an empty place: the whole programme.

    `note` is how it was worked out, with its interval, where it was from answers.
    """

    place: str
    figure: str
    when: str
    baseline: str
    target: str
    standing: str
    note: str = ""

    @property
    def has_aim(self) -> bool:
        """Whether it is said where it started or where it is to get to."""
        return {self.baseline, self.target} != {NOT_RECORDED}


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with the references of its outcomes, if any, and its figure of each place.

    `together` is one figure for all places, and `how` it was made of theirs; empty where there
    is none, or where it would tell one area of another.
    """

    name: str
    outcomes: tuple[str, ...] = ()
    together: str = ""
    how: str = ""
    places: tuple[PlaceRow, ...] = ()
    slug: str = ""

    @property
    def is_recorded(self) -> bool:
        """Whether any place has a figure."""
        return any(each.figure != NOT_RECORDED for each in self.places)


@dataclass(frozen=True)
class WaveRow:
    """One collection of a questionnaire: how many were asked, answered, and could be matched.

    `place` is the area whose wave it is, empty for the whole programme's. None is not recorded
    where it is how many were asked, else not shown: not yet, or too few people. `here` is how
    many of the report's own area answered a wave of the whole programme. `rate` is in words.
    """

    name: str
    stage: str
    place: str
    when: str
    asked: int | None
    answered: int | None
    rate: str
    here: int | None = None
    matched: int | None = None
    is_paired: bool = False


@dataclass(frozen=True)
class ChangeRow:
    """How matched people's answers to one thing changed, and what can be said of it.

    `place` is of whom, empty for everybody who was asked. `better` and `worse` are higher and
    lower where neither is meant to be better. None: not shown, or too few people.
    """

    wave: str
    place: str
    asked: str
    outcomes: tuple[str, ...]
    said: str
    pairs: int | None = None
    better: int | None = None
    same: int | None = None
    worse: int | None = None
    is_neutral: bool = False


@dataclass(frozen=True)
class AnswerRow:
    """What was answered to one thing that was asked once; `place` as with changes."""

    wave: str
    place: str
    asked: str
    outcomes: tuple[str, ...]
    answers: int | None
    said: str


@dataclass(frozen=True)
class QuotationRow:
    """Words that were released, who said them, and on which side they are, in words."""

    text: str
    said_by: str
    stance: str = ""


@dataclass(frozen=True)
class FoundRow:
    """What was said of an outcome: how many excerpts on each side, some of them, and stories."""

    supports: int = 0
    contradicts: int = 0
    mixed: int = 0
    quotations: tuple[QuotationRow, ...] = ()
    stories: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome; `gaps` says in words what is missing beneath it.

    `after_outcomes` are the references of the outcomes that lead to it. `found` is None where
    it was not asked for, as in reports of before there was any.
    """

    reference: str
    level: str
    level_words: str
    statement: str
    measures: tuple[MeasureRow, ...]
    led_to_by: tuple[ActivityRow, ...]
    after_outcomes: tuple[str, ...]
    gaps: tuple[str, ...]
    found: FoundRow | None = None


@dataclass(frozen=True)
class FrameworkRow:
    """One set of outcomes, as one paper words them; `source` is that paper's title."""

    slug: str
    name: str
    source: str
    reported_on: date
    outcomes: tuple[OutcomeRow, ...]


@dataclass(frozen=True)
class MappingRow:
    """An outcome of one framework says what one of another framework says."""

    framework: str
    reference: str
    statement: str
    same_as_framework: str
    same_as_reference: str
    same_as_statement: str


@dataclass(frozen=True)
class Node:
    """A box of the logic model; `key` is unique in it, `kind` is one of KINDS."""

    key: str
    kind: str
    reference: str
    name: str
    detail: str = ""
    milestones: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """An arrow from one node's key to another's; inferred where no source draws it."""

    source: str
    target: str
    is_inferred: bool


@dataclass(frozen=True)
class LogicModel:
    """Inputs, activities, outcomes and long-term outcomes, with the arrows between."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()

    def column(self, kind: str) -> tuple[Node, ...]:
        """The nodes of one kind, in their order."""
        return tuple(node for node in self.nodes if node.kind == kind)

    def links_between(self, kind: str, other: str) -> tuple[Link, ...]:
        """The links from nodes of one kind to nodes of the other."""
        sources, targets = _keys(self.column(kind)), _keys(self.column(other))
        return tuple(
            link for link in self.links if link.source in sources and link.target in targets
        )

    def is_bundle(self, kind: str, other: str) -> bool:
        """Whether every node of one kind leads to every node of the other, equally surely.

        Such links are said once ("every input, every activity") and drawn as one.
        """
        wanted = len(self.column(kind)) * len(self.column(other))
        links = self.links_between(kind, other)
        several = min(len(self.column(kind)), len(self.column(other))) > 1
        return several and len(links) == wanted and len({link.is_inferred for link in links}) == 1


def _keys(nodes: Iterable[Node]) -> set[str]:
    return {node.key for node in nodes}


@dataclass(frozen=True)
class EvaluationPart:
    """Outcomes, measures, the logic model and what was found out, as reported by `as_at`."""

    as_at: date
    frameworks: tuple[FrameworkRow, ...]
    mappings: tuple[MappingRow, ...]
    logic_model: LogicModel
    indicators: tuple[IndicatorRow, ...] = ()
    waves: tuple[WaveRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    answers: tuple[AnswerRow, ...] = ()

    @property
    def tells_findings(self) -> bool:
        """Whether it was gathered what was found out; reports of before have none of it."""
        outcomes = (each for framework in self.frameworks for each in framework.outcomes)
        return any(each.found is not None for each in outcomes)
