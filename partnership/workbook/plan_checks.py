"""Versions of the plan in a workbook: each is whole, sound, and never changes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from milestones.models import Judgement, Milestone, PlanVersion, Target
from milestones.plan import Plan
from milestones.plan_faults import faults
from partnership.workbook.cells import Cells
from partnership.workbook.constraints import WORDS
from partnership.workbook.draft import Draft, Row
from partnership.workbook.faults import quoted
from partnership.workbook.plan_authority import check_authority, tells_no_rows
from partnership.workbook.planned import plan_of
from partnership.workbook.sheets.milestones import OF_THE_PLAN
from partnership.workbook.sheets.plan import (
    OF_VERSIONS,
    PartOfRow,
    RowOfVersion,
    TargetOfRow,
)
from partnership.workbook.stored import Key
from pilots.models import Decision

EVENTS, CONTEXTS = Target.Counts.EVENTS.value, Target.Counts.CONTEXTS.value
COUNTED = {RowOfVersion: "position", PartOfRow: "number", Judgement: "number"}


def check_versions(draft: Draft) -> None:
    """Note whatever keeps a version of the plan from being what was published."""
    _fill_days(draft)
    _fill_counts(draft)
    _check_targets(draft)
    _check_gone(draft)
    _check_frozen(draft)
    _check_newest(draft)
    _check_order(draft)
    _check_counted(draft)
    for row in draft.rows[PlanVersion]:
        if row.key and draft.is_new(row):
            if not tells_no_rows(draft, row):
                _check_plan(draft, row)
            check_decision(draft, row, row.cells["in_force_on"])
    check_authority(draft)


def _fill_days(draft: Draft) -> None:
    """A row without a day is part of the plan since its milestone is."""
    milestones = draft.together(Milestone)
    for row in draft.rows[RowOfVersion]:
        if row.key and row.is_sound("reported_on") and not row.cells["reported_on"]:
            stored = draft.stored.cells[RowOfVersion].get(row.key)
            now = stored or milestones[row.key[1],]
            row.cells["reported_on"] = now["reported_on"]


def _check_frozen(draft: Draft) -> None:
    """A version that is there may be told again, in the same words; only why may be mended."""
    stored = draft.stored.cells[PlanVersion]
    for row in draft.rows[PlanVersion]:
        was = stored.get(row.key, row.cells)
        for name in ("in_force_on", "decision"):
            if row.is_sound(name) and row.cells[name] != was[name]:
                _refuse(draft, row, name, row.key[0])
    for sheet in OF_VERSIONS:
        for row in draft.rows[sheet.model]:
            if row.key[:1] in stored and (draft.is_new(row) or draft.is_changed(row)):
                _refuse(draft, row, sheet.key[-1].name, row.key[0])


def _refuse(draft: Draft, row: Row, column: str, number: str) -> None:
    wrong = f"Version {number} was published, and never changes."
    draft.fault(row, column, wrong, "Tell it as it was; what is to change makes a new version.")


def _check_newest(draft: Draft) -> None:
    """A file that tells fewer versions than there are takes nothing of the newer ones back."""
    newest = max((int(key[0]) for key in draft.stored.cells[PlanVersion]), default=0)
    told = max((int(row.key[0]) for row in draft.rows[PlanVersion] if row.key), default=newest)
    for row in (row for sheet in OF_THE_PLAN for row in draft.rows[sheet.model]):
        if told < newest and row.key and (draft.is_new(row) or draft.is_changed(row)):
            wrong = f"Version {newest} of the plan was published since this file was written."
            right = "Dump the programme again, and change that file."
            draft.fault(row, row.sheet.key[-1].name, wrong, right)


def _check_order(draft: Draft) -> None:
    """Versions are counted 1, 2, 3, and each is in force after the one before it."""
    versions = sorted(
        (int(key[0]), cells["in_force_on"]) for key, cells in draft.together(PlanVersion).items()
    )
    before, last_day = 0, date.min
    rows = {row.key: row for row in draft.rows[PlanVersion] if row.key}
    for number, day in versions:
        row = rows.get((str(number),))
        if row and number != before + 1:
            wrong = f"Version {before + 1} is missing before it."
            draft.fault(row, "number", wrong, "Count the versions 1, 2, 3 and so on.")
        if row and isinstance(day, date) and day < last_day:
            wrong = f"It would be in force before version {before} is."
            draft.fault(row, "in_force_on", wrong, f"Write {last_day} or a later day.")
        before, last_day = number, day if isinstance(day, date) else last_day


def _fill_counts(draft: Draft) -> None:
    """A target that names a kind of event, or contexts, counts them also where it says no more."""
    for row in (*draft.rows[Target], *draft.rows[TargetOfRow]):
        if not row.is_sound("counts", "event_kind", "contexts") or row.cells["counts"]:
            continue
        if row.cells["event_kind"]:
            row.cells["counts"] = EVENTS
        elif row.cells["contexts"]:
            row.cells["counts"] = CONTEXTS


def _check_targets(draft: Draft) -> None:
    for row in (*draft.rows[Target], *draft.rows[TargetOfRow]):
        if row.is_sound("counts", "contexts") and row.cells["contexts"]:
            _check_contexts(draft, row)
    for row in draft.rows[TargetOfRow]:
        if not row.is_sound("counts", "event_kind", "wanted"):
            continue
        if bool(row.cells["event_kind"]) != (row.cells["counts"] == EVENTS):
            draft.fault(row, *WORDS["target_counts_events_of_a_kind"])
        if row.cells["wanted"] == 0:
            draft.fault(row, *WORDS["target_wants_something"])


def _check_contexts(draft: Draft, row: Row) -> None:
    """Contexts are named where they are counted, and there are as many as are wanted."""
    named: Any = row.cells["contexts"]
    if row.cells["counts"] != CONTEXTS:
        wrong = "Contexts count towards it, but it counts something else."
        draft.fault(row, "contexts", wrong, f"Write {CONTEXTS} in counts, or empty this cell.")
    elif row.is_sound("wanted") and int(str(row.cells["wanted"])) > len(named):
        wrong = f"It wants {row.cells['wanted']}, but names only {len(named)}."
        draft.fault(row, "contexts", wrong, "Name more contexts, or want fewer.")


def _check_gone(draft: Draft) -> None:
    for row in draft.rows[RowOfVersion]:
        for number in row.cells["gone_outputs"] or ():  # type: ignore[union-attr]
            if not str(number).isdecimal():
                wrong = f"{quoted(number)} is not the number of an output."
                draft.fault(row, "gone_outputs", wrong, "Write numbers, such as 2; 3.")


def _check_counted(draft: Draft) -> None:
    """Where a number is a place among others, it is 1, 2, 3 and so on."""
    for model, column in COUNTED.items():
        numbers: dict[Key, dict[object, Row | None]] = defaultdict(dict)
        rows = {row.key: row for row in draft.rows[model] if row.key}
        for key, cells in draft.together(model).items():
            parent = key[:1] if model is RowOfVersion else key[:-1]
            place, row = cells[column], rows.get(key)
            if row and place in numbers[parent]:
                draft.fault(row, column, f"{place} stands twice.", "Count 1, 2, 3 and so on.")
            numbers[parent].setdefault(place, row)
        for places in numbers.values():
            _check_gaps(draft, column, places)


def _check_gaps(draft: Draft, column: str, places: dict[object, Row | None]) -> None:
    for place, row in places.items():
        if row and row.is_sound(column) and isinstance(place, int) and place > 1:
            if place - 1 not in places:
                draft.fault(row, column, f"{place - 1} is missing.", "Count 1, 2, 3 and so on.")
        elif row and place == 0:
            draft.fault(row, column, "It counts from 1.", "Count 1, 2, 3 and so on.")


def _check_plan(draft: Draft, version: Row) -> None:
    """What the plan's own rules say of a version that is new."""
    number, length = version.key[0], draft.programme_cell("length_months")
    rows = [row for sheet in OF_VERSIONS for row in draft.rows[sheet.model]]
    own = [row for row in rows if row.is_sound("version") and row.text("version") == number]
    if any(row.faulty or not row.key for row in own) or not isinstance(length, int):
        return
    plan, references = drafted(draft, number)
    by_milestone = {row.key[1]: row for row in own if row.sheet.model is RowOfVersion}
    for fault in faults(plan, length_months=length):
        if fault.key is None:
            draft.fault(version, "number", fault.words)
        else:
            draft.fault(by_milestone[references[fault.key - 1]], "milestone", fault.words)
    _check_drop(draft, plan, own)


def _check_drop(draft: Draft, plan: Plan, own: Sequence[Row]) -> None:
    """Dropped rows stand after all others."""
    for row in own:
        is_row = row.sheet.model is RowOfVersion and not row.cells["is_dropped"]
        if is_row and int(row.text("position")) > len(plan.milestones):
            wrong = "It stands after a row that was dropped."
            draft.fault(row, "position", wrong, "Count dropped rows last.")


def drafted(draft: Draft, number: str) -> tuple[Plan, list[str]]:
    """A version's plan before its milestones have keys: a key is a place in the list."""
    references = [key[0] for key in draft.together(Milestone)]
    keys = {reference: place for place, reference in enumerate(references, start=1)}
    tables = {sheet.model: draft.together(sheet.model) for sheet in OF_VERSIONS}
    return plan_of(number, tables, keys.__getitem__), references


def check_decision(draft: Draft, row: Row, day: object) -> None:
    """A decision that a change of the plan names authorises one, and was known by then."""
    if not row.is_sound("decision") or not row.text("decision"):
        return
    decision: Cells = draft.together(Decision)[row.text("decision"),]
    for wrong, right in _against(decision, day):
        draft.fault(row, "decision", wrong, right)


def _against(decision: Cells, day: object) -> Iterator[tuple[str, str]]:
    if not decision["authorises_plan_change"]:
        wrong = "That decision does not authorise a change of the plan."
        yield wrong, "Name one that does, or write yes in its authorises_plan_change."
    said = decision["reported_on"]
    if isinstance(said, date) and isinstance(day, date) and said > day:
        yield f"That decision was reported on {said}, later than this.", "Mend one of the days."
