"""What a workbook may not do to a plan that was published: move it without a decision.

A milestone's month, its scope and whether it is still in the plan are what areas
have agreed to. A workbook changes them in a version that names the decision which
authorises it; wording may be mended without one (domain words §3, “Four dates”).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from milestones.models import Milestone, PlanVersion
from partnership.workbook.cells import Cells, Value
from partnership.workbook.draft import Draft, Row
from partnership.workbook.sheets.plan import RowOfVersion

MONTHS = range(241)  # others are refused with words of their own


@dataclass(frozen=True)
class _Agreed:
    """What areas agreed to of a milestone."""

    due_month: Value
    scope: Value
    is_dropped: bool = False

    @classmethod
    def of(cls, cells: Cells) -> "_Agreed":
        return cls(cells["due_month"], cells["scope"], bool(cells.get("is_dropped")))


Version = Mapping[str, _Agreed]


def check_authority(draft: Draft) -> None:
    """Note each change of what was agreed that no decision authorises."""
    versions = _versions(draft)
    for row in draft.rows[PlanVersion]:
        if row.key and draft.is_new(row) and row.is_sound("number", "decision"):
            _check_version(draft, row, versions)
    newest = max((int(key[0]) for key in draft.together(PlanVersion)), default=0)
    for row in draft.rows[Milestone]:
        then = versions.get(newest, {}).get(row.key[0]) if row.key else None
        if then and not then.is_dropped and (draft.is_new(row) or draft.is_changed(row)):
            _check_row(draft, row, then, newest)


def tells_no_rows(draft: Draft, version: Row) -> bool:
    """Whether a version is told by its number alone: the plan's own sheets are its rows."""
    numbers = [int(key[0]) for key in draft.together(PlanVersion)]
    is_newest = int(version.key[0]) == max(numbers)
    return is_newest and not any(key[:1] == version.key for key in draft.together(RowOfVersion))


def _versions(draft: Draft) -> dict[int, Version]:
    """What each version holds of every milestone, by the reference that it has now."""
    found: dict[int, dict[str, _Agreed]] = defaultdict(dict)
    for (number, reference), cells in draft.together(RowOfVersion).items():
        found[int(number)][reference] = _Agreed.of(cells)
    now = {key[0]: _Agreed.of(cells) for key, cells in draft.together(Milestone).items()}
    for row in draft.rows[PlanVersion]:
        if row.key and tells_no_rows(draft, row):
            kept = found.get(int(row.key[0]) - 1, {})
            dropped = {name: each for name, each in kept.items() if each.is_dropped}
            found[int(row.key[0])] = {**now, **dropped}
    return dict(found)


def _check_version(draft: Draft, row: Row, versions: Mapping[int, Version]) -> None:
    number = int(row.key[0])
    changed = list(_changed(versions.get(number - 1, {}), versions.get(number, {})))
    if changed and not row.text("decision"):
        named = ", ".join(changed[:5]) + (" and more" if len(changed) > 5 else "")
        wrong = f"It moves or drops {named}, and names no decision."
        draft.fault(row, "decision", wrong, "Name the decision that authorises the change.")


def _changed(before: Version, after: Version) -> Iterator[str]:
    for reference, now in after.items():
        if reference in before and before[reference] != now:
            yield reference


def _check_row(draft: Draft, row: Row, then: _Agreed, newest: int) -> None:
    right = f"Tell it as version {newest + 1} in plan_versions, with the decision by which it is."
    month = row.cells["due_month"] if row.is_sound("due_month") else None
    if month in MONTHS and month != then.due_month:
        wrong = f"Version {newest} of the plan has it due in month {then.due_month}."
        draft.fault(row, "due_month", wrong, right)
    if row.is_sound("scope") and row.cells["scope"] != then.scope:
        wrong = f"Version {newest} of the plan has the scope {then.scope}."
        draft.fault(row, "scope", wrong, right)
