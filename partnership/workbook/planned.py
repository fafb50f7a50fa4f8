"""The rows of a version of the plan: from its content to cells, and back.

A version holds the keys of milestones' records; a workbook, their references. The
reference that a milestone has now says which one it is, in every version.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from django.db import models

from milestones.plan import Plan, PlannedMilestone, PlannedOutput, PlannedPhase, PlannedTarget
from partnership.workbook.cells import Cells, Value, in_order
from partnership.workbook.sheets.plan import (
    OutputOfRow,
    PartOfRow,
    PhaseOfVersion,
    RowOfVersion,
    TargetOfRow,
)

Model: TypeAlias = type[models.Model]
Tables: TypeAlias = Mapping[Model, Mapping[tuple[str, ...], Cells]]
Grouped: TypeAlias = Mapping[str, list[Cells]]


def cells_of(
    version: str, plan: Plan, references: Mapping[int, str]
) -> Iterator[tuple[Model, Cells]]:
    """Every row that stands for a version's content, with the sheet it belongs to."""
    for phase in plan.phases:
        yield PhaseOfVersion, {"version": version, "number": phase.number, "name": phase.name}
    for position, row in enumerate((*plan.milestones, *plan.dropped), start=1):
        own: Cells = {"version": version, "milestone": references[row.key]}
        more: Cells = {"position": position, "is_dropped": position > len(plan.milestones)}
        yield RowOfVersion, {**own, **_row_cells(row, references), **more}
        for model, cells in _within(row):
            yield model, {**own, **cells}


def _row_cells(row: PlannedMilestone, references: Mapping[int, str]) -> Cells:
    return {
        "reference": row.reference,
        "phase": row.phase,
        "title": row.title,
        "due_month": row.due_month,
        "scope": row.scope,
        "scope_inferred_from": row.scope_inferred_from,
        "kotter_step": row.kotter_step,
        "depends_on": in_order(references[need] for need in row.needs),
        "reported_on": row.reported_on,
        "gone_outputs": in_order(str(number) for number in row.gone_outputs),
    }


def _within(row: PlannedMilestone) -> Iterator[tuple[Model, Cells]]:
    for number, text in enumerate(row.parts, start=1):
        yield PartOfRow, {"number": number, "text": text}
    for output in row.outputs:
        yield (
            OutputOfRow,
            {
                "number": output.number,
                "text": output.text,
                "group_named": output.group_named,
                "priority_group": output.priority_group,
            },
        )
    for target in row.targets:
        yield (
            TargetOfRow,
            {
                "number": target.number,
                "wanted": target.wanted,
                "what": target.what,
                "per": target.per,
                "counts": target.counts,
                "event_kind": target.event_kind,
                "contexts": in_order(target.contexts),
            },
        )


def plan_of(version: str, tables: Tables, key_of: Callable[[str], int]) -> Plan:
    """The content of a version, from all rows of its sheets; `key_of` gives a reference's key."""
    own = {
        model: [cells for key, cells in rows.items() if key[0] == version]
        for model, rows in tables.items()
    }
    parts, outputs, targets = (_grouped(own[m]) for m in (PartOfRow, OutputOfRow, TargetOfRow))
    rows = [
        (cells["is_dropped"], _row(cells, parts, outputs, targets, key_of))
        for cells in sorted(own[RowOfVersion], key=lambda cells: _whole(cells["position"]))
    ]
    phases = sorted(own[PhaseOfVersion], key=lambda cells: _whole(cells["number"]))
    return Plan(
        phases=tuple(PlannedPhase(_whole(each["number"]), str(each["name"])) for each in phases),
        milestones=tuple(row for is_dropped, row in rows if not is_dropped),
        dropped=tuple(row for is_dropped, row in rows if is_dropped),
    )


def _row(
    cells: Cells,
    parts: Grouped,
    outputs: Grouped,
    targets: Grouped,
    key_of: Callable[[str], int],
) -> PlannedMilestone:
    milestone, step, reported_on = cells["milestone"], cells["kotter_step"], cells["reported_on"]
    needs: Any = cells["depends_on"]
    gone: Any = cells["gone_outputs"]
    return PlannedMilestone(
        key=key_of(str(milestone)),
        reference=str(cells["reference"]),
        phase=_whole(cells["phase"]),
        title=str(cells["title"]),
        due_month=_whole(cells["due_month"]),
        scope=str(cells["scope"]),
        scope_inferred_from=str(cells["scope_inferred_from"]),
        kotter_step=step if isinstance(step, int) else None,
        parts=tuple(str(part["text"]) for part in parts[str(milestone)]),
        outputs=tuple(map(_output, outputs[str(milestone)])),
        targets=tuple(map(_target, targets[str(milestone)])),
        needs=tuple(sorted(key_of(need) for need in needs)),
        reported_on=reported_on if isinstance(reported_on, date) else None,
        gone_outputs=tuple(sorted(int(number) for number in gone)),
    )


def _output(cells: Cells) -> PlannedOutput:
    return PlannedOutput(
        number=_whole(cells["number"]),
        text=str(cells["text"]),
        group_named=str(cells["group_named"]),
        priority_group=str(cells["priority_group"]),
    )


def _target(cells: Cells) -> PlannedTarget:
    contexts: Any = cells["contexts"]
    return PlannedTarget(
        number=_whole(cells["number"]),
        wanted=_whole(cells["wanted"]),
        what=str(cells["what"]),
        per=str(cells["per"]),
        counts=str(cells["counts"]),
        event_kind=str(cells["event_kind"]),
        contexts=tuple(sorted(contexts)),
    )


def _grouped(rows: list[Cells]) -> Grouped:
    """Rows by milestone, each milestone's in the order of their numbers."""
    grouped: dict[str, list[Cells]] = defaultdict(list)
    for cells in sorted(rows, key=lambda cells: _whole(cells["number"])):
        grouped[str(cells["milestone"])].append(cells)
    return grouped


def _whole(value: Value) -> int:
    assert isinstance(value, int)
    return value
