"""Tests of the service model in words: the matrix, the list, the file, one test."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from partnership.dates import NOT_RECORDED, PartialDate, day_words
from partnership.programmes.models import Source
from pilots.models import Attachment, PdsaCycle, ServiceTest
from pilots.selectors.service_tests import Choices, Tested, facts_of
from pilots.service_testing import State

TONES = {
    State.UNDATED: "grey",
    State.PLANNED: "grey",
    State.UNDER_WAY: "blue",
    State.FINISHED: "green",
    State.STOPPED: "orange",
}
DECISIONS = {"adopt": "green", "adapt": "blue", "abandon": "orange"}
NOT_TESTED, NONE_FITS = "Not tested yet", "None that fits"


@dataclass(frozen=True)
class Line:
    """A test as the matrix and the list show it."""

    row: Tested
    state: str
    tone: str
    cycles: str
    when: str


def line(row: Tested, as_at: date) -> Line:
    """A test with its words on a day."""
    return Line(
        row,
        row.state.value,
        TONES[row.state],
        cycles_words(row.test.cycles_by_then),  # type: ignore[attr-defined]
        when_words(row.test, as_at),
    )


def cycles_words(count: int) -> str:
    """1 cycle; 3 cycles; no cycle recorded."""
    return f"{count} cycle{'' if count == 1 else 's'}" if count else "no cycle recorded"


@dataclass(frozen=True)
class Cell:
    """The tests of one context in one area; `gap` says why there is none to show.

    `asked` is what a form asks for to fill a gap; empty where that is not the person's to do.
    """

    context: str
    lines: tuple[Line, ...]
    gap: str
    asked: str = ""


@dataclass(frozen=True)
class AreaRow:
    """An area in the matrix; `total` counts all its contexts, whatever the list is narrowed to."""

    slug: str
    name: str
    cells: tuple[Cell, ...]
    total: str


@dataclass(frozen=True)
class Matrix:
    """Areas down, contexts across."""

    contexts: tuple[str, ...]
    rows: tuple[AreaRow, ...]


@dataclass(frozen=True)
class Asked:
    """What a matrix is drawn for: filters by name, the day, and where gaps can be filled.

    `areas_to_add` are the keys of areas; None: every one.
    """

    filters: Mapping[str, str]
    as_at: date
    areas_to_add: set[int] | None

    def is_shown(self, name: str, slug: str) -> bool:
        return self.filters.get(name) in (None, slug)


def matrix(tests: Sequence[Tested], choices: Choices, asked: Asked) -> Matrix:
    """The matrix of the areas and contexts asked for; a gap is said, and is no 0."""
    contexts = [each for each in choices.contexts if asked.is_shown("context", each[0])]
    found: dict[tuple[str, str], list[Tested]] = {}
    for each in tests:
        found.setdefault((each.area.slug, each.context.slug), []).append(each)
    rows = []
    for area, name in choices.areas:
        if asked.is_shown("area", area):
            may_add = asked.areas_to_add is None or choices.area_keys[area] in asked.areas_to_add
            cells = tuple(
                _cell(word, found.get((area, slug), []), asked, f"area={area}&context={slug}")
                for slug, word in contexts
            )
            cells = cells if may_add else tuple(replace(each, asked="") for each in cells)
            rows.append(AreaRow(area, name, cells, total_words(tests, area, len(choices.contexts))))
    return Matrix(tuple(word for _, word in contexts), tuple(rows))


def _cell(context: str, tests: list[Tested], asked: Asked, to_fill: str) -> Cell:
    lines = tuple(line(each, asked.as_at) for each in tests if fits(each, asked.filters))
    if lines:
        return Cell(context, lines, "")
    return Cell(context, (), NONE_FITS) if tests else Cell(context, (), NOT_TESTED, to_fill)


def fits(row: Tested, asked: Mapping[str, str]) -> bool:
    """Whether a test is what was asked for."""
    group = row.test.priority_group.slug if row.test.priority_group else ""
    has = {
        "area": row.area.slug,
        "context": row.context.slug,
        "group": group,
        "state": row.state.key,
    }
    return all(asked.get(name, mine) == mine for name, mine in has.items())


def total_words(tests: Iterable[Tested], area: str, contexts: int) -> str:
    """2 of 3 contexts finished."""
    counted = sum(each.counts for each in tests if each.area.slug == area)
    return f"{counted} of {contexts} context{'' if contexts == 1 else 's'} finished"


FILE_HEADS = (
    "Area", "Context", "Test", "State", "Counts for its context", "Why not", "Setting", "Venue",
    "Tried with", "Owner", "Began", "Ended", "Cycles", "Findings", "Evaluation report", "Link",
    "File",
)  # fmt: skip


def file_row(row: Tested, as_at: date) -> list[object]:
    """A test as a row of a file."""
    told, test, learned = line(row, as_at), row.test, learned_by(row.test, as_at)
    dates = facts_of(test).as_said_by(as_at)
    return [
        row.area.name, row.context.name, test.title, told.state, "yes" if row.counts else "no",
        row.why_not, test.setting, test.venue.name if test.venue else NOT_RECORDED,
        str(test.priority_group or NOT_RECORDED), test.owner or NOT_RECORDED, dates.began.words,
        dates.ended.words, told.cycles, learned.findings, learned.report_title,
        learned.report_link, learned.file.name if learned.file else "",
    ]  # fmt: skip


@dataclass(frozen=True)
class Learned:
    """What was known on a day of what came of a test; nothing before its end was said."""

    findings: str = ""
    report_title: str = ""
    report_link: str = ""
    file: Attachment | None = None


def learned_by(test: ServiceTest, as_at: date) -> Learned:
    """What came of a test, as far as its end, if there is one, was said by a day."""
    if facts_of(test).end_said_on > as_at:
        return Learned()
    return Learned(test.findings, test.report_title, test.report_link, test.report_file)


Facts = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class TestTold:
    """A test for its page."""

    __test__ = False  # not a test case, whatever pytest makes of the name

    state: str
    tone: str
    when: str
    counts: str
    facts: Facts
    source: str
    learned: Learned
    cycles: tuple["CycleTold", ...]


def told(row: Tested, *, as_at: date) -> TestTold:
    """A test as it was known on a day, with its cycles in order."""
    test: Any = row.test
    return TestTold(
        state=row.state.value,
        tone=TONES[row.state],
        when=when_words(test, as_at),
        counts=_counts_words(row),
        facts=_facts(test),
        source=source_words(test),
        learned=learned_by(test, as_at),
        cycles=cycles_told(test.cycles_by_then),
    )


def when_words(test: ServiceTest, as_at: date) -> str:
    """June 2019 to September 2019; begin not recorded, ended 2019; …, end not recorded."""
    facts = facts_of(test).as_said_by(as_at)
    return span_words(facts.began, facts.ended)


def span_words(began: PartialDate, ended: PartialDate) -> str:
    """From when to when, as far as it is known."""
    if began and ended:
        return f"{began.words} to {ended.words}"
    first = f"from {began.words}" if began else f"begin {NOT_RECORDED}"
    last = f"ended {ended.words}" if ended else f"end {NOT_RECORDED}"
    return f"{first}, {last}"


def _counts_words(row: Tested) -> str:
    where = f"“{row.context.name}” in {row.area.name}"
    if row.counts:
        return f"{where} counts as tested by it."
    return f"{where} does not count as tested by it. {row.why_not}."


def _facts(test: ServiceTest) -> Facts:
    return (
        ("Context", test.context.name),
        ("Setting", test.setting),
        ("Venue", test.venue),
        ("Tried with", test.priority_group),
        ("Owner", test.owner),
    )


def source_words(record: Any) -> str:
    """The paper that it comes from, and the day on which it was reported."""
    paper: Source | None = record.source
    said = f"{paper.title}, {day_words(paper.dated_on)}. " if paper else ""
    return f"{said}Reported on {day_words(record.reported_on)}."


@dataclass(frozen=True)
class CycleTold:
    """A cycle for its test's page; `starts_from` is what the one before it left to build on."""

    cycle: PdsaCycle
    when: str
    decision: str
    tone: str
    source: str
    parts: Facts
    starts_from: str = ""

    @property
    def leaves(self) -> Facts:
        """What it leaves to the next cycle, as far as it is recorded."""
        wanted = ("Study", "Act", "Refinement")
        return tuple((name, text) for name, text in self.parts if name in wanted and text)


def cycles_told(cycles: Sequence[PdsaCycle]) -> tuple[CycleTold, ...]:
    """The cycles in their order, each with what it starts from."""
    before = ["", *(each.refinement or each.act for each in cycles)]
    return tuple(
        replace(cycle_told(each), starts_from=left)
        for each, left in zip(cycles, before[:-1], strict=True)
    )


def cycle_told(cycle: PdsaCycle) -> CycleTold:
    """A cycle with its parts in their order."""
    names = ("plan", "do", "study", "act", "refinement")
    return CycleTold(
        cycle,
        span_words(cycle.began, cycle.ended),
        cycle.get_decision_display() if cycle.decision else "",
        DECISIONS.get(cycle.decision, "grey"),
        source_words(cycle),
        tuple((name.capitalize(), getattr(cycle, name)) for name in names),
    )
