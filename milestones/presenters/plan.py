"""The plan's versions and drafts in words for a page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from milestones.plan import Plan, PlannedMilestone, PlannedPhase
from milestones.plan_changes import (
    ChangeKind,
    FieldChange,
    RowChange,
    difference,
    due_words,
    output_words,
    row_words,
    target_words,
)
from milestones.plan_faults import PlanFault
from milestones.presenters.kotter import STEPS
from partnership.dates import day_words
from partnership.programmes.models import Programme

TONES = {
    ChangeKind.NEW: "green",
    ChangeKind.MOVED: "orange",
    ChangeKind.CHANGED: "blue",
    ChangeKind.DROPPED: "red",
}
DRAFT_WAS_GONE = (
    "That draft was gone already: somebody published it or threw it away meanwhile. Nothing else"
    " is changed."
)


@dataclass(frozen=True)
class ChangeLine:
    """A row that differs; of a new one `details` say what it asks for, and nothing before."""

    change: RowChange
    tone: str
    details: tuple[FieldChange, ...]

    @property
    def is_new(self) -> bool:
        return self.change.kind is ChangeKind.NEW


def change_lines(before: Plan, after: Plan) -> list[ChangeLine]:
    """Every row that differs between two plans."""
    return [change_line(change, after) for change in difference(before, after)]


def change_line(change: RowChange, plan: Plan) -> ChangeLine:
    """One row that differs; `plan` names what a new row depends on."""
    details = change.details
    if change.kind is ChangeKind.NEW:
        details = tuple(FieldChange(what, "", words) for what, words in row_words(change.row, plan))
    return ChangeLine(change, TONES[change.kind], details)


def change_counts(lines: Sequence[ChangeLine]) -> str:
    """2 new, 1 moved; nothing changed where there is no line."""
    counts = [
        (sum(line.change.kind is kind for line in lines), kind.value.lower()) for kind in ChangeKind
    ]
    return ", ".join(f"{count} {word}" for count, word in counts if count) or "nothing changed"


def is_only_arranged(before: Plan, after: Plan) -> bool:
    """Whether a plan differs in the order of its rows, or in numbers, alone."""
    return before != after and not difference(before, after)


@dataclass(frozen=True)
class RowLine:
    """A row of a version, with the day on which it is due from the programme's start."""

    row: PlannedMilestone
    due: str
    due_on: date
    scope: str
    outputs: tuple[str, ...]
    targets: tuple[str, ...]
    needs: tuple[str, ...]
    kotter: str


@dataclass(frozen=True)
class PhaseLines:
    """The rows of one phase; those in none that the plan has stand last, without a phase."""

    phase: PlannedPhase | None
    lines: tuple[RowLine, ...]


def phase_lines(plan: Plan, programme: Programme) -> list[PhaseLines]:
    """A version's rows by phase, in the plan's order."""
    by_phase: dict[int, list[RowLine]] = defaultdict(list)
    numbers = {phase.number for phase in plan.phases}
    for row in plan.milestones:
        by_phase[row.phase if row.phase in numbers else -1].append(row_line(row, plan, programme))
    phases: list[PlannedPhase | None] = [*plan.phases, None]
    found = (PhaseLines(each, tuple(by_phase[each.number if each else -1])) for each in phases)
    return [lines for lines in found if lines.lines]


def row_line(row: PlannedMilestone, plan: Plan, programme: Programme) -> RowLine:
    due = due_words(row.due_month)
    return RowLine(
        row=row,
        due=due[0].upper() + due[1:],
        due_on=programme.end_of_month(row.due_month),
        scope=f"In each {programme.area_word}" if row.is_each_area else "Whole programme",
        outputs=tuple(map(output_words, row.outputs)),
        targets=tuple(map(target_words, row.targets)),
        needs=plan.references(row.needs),
        kotter=kotter_words(row.kotter_step),
    )


def kotter_words(step: int | None) -> str:
    """2 Build a guiding coalition; nothing where there is no step."""
    return next((f"{number} {name}" for number, name in STEPS if number == step), "")


@dataclass(frozen=True)
class DraftLine:
    """A row of a draft: its place, what is wrong with it, how it differs from the version."""

    line: RowLine
    place: int
    is_first: bool
    is_last: bool
    faults: tuple[str, ...]
    change: ChangeLine | None

    @property
    def up(self) -> int:
        return self.place - 1

    @property
    def down(self) -> int:
        return self.place + 1


def draft_lines(
    plan: Plan,
    programme: Programme,
    *,
    faults: Iterable[PlanFault],
    changes: Iterable[ChangeLine],
) -> list[DraftLine]:
    """The rows of a draft in their order."""
    wrong: Mapping[int | None, list[str]] = defaultdict(list)
    for fault in faults:
        wrong[fault.key].append(fault.words)
    changed = {line.change.key: line for line in changes}
    last = len(plan.milestones) - 1
    return [
        DraftLine(
            line=row_line(row, plan, programme),
            place=place,
            is_first=place == 0,
            is_last=place == last,
            faults=tuple(wrong[row.key]),
            change=changed.get(row.key),
        )
        for place, row in enumerate(plan.milestones)
    ]


def area_begun(name: str, count: int) -> str:
    """What starting an area did, and what comes next."""
    milestones = "1 milestone" if count == 1 else f"{count} milestones"
    return f"{name} is started, with {milestones}. Give its manager the role on the People page."


def ends_late(last: date, programme: Programme) -> str:
    """That an area's dates go on after the programme's end."""
    return (
        f"Its last milestone is due on {day_words(last)}, after the programme’s end on"
        f" {day_words(programme.ends_on)}. Check that its month 1 is right."
    )


def published(number: int, programme: Programme) -> str:
    """That a version is published, and what comes next."""
    if number == 1:
        return "Version 1 of the plan is published, and rolled out."
    return (
        f"Version {number} of the plan is published. Each {programme.area_word} is asked about"
        " the rows that changed for it."
    )
