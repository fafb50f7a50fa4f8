"""What changed in the plan between two days: a pure difference of two looks at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from milestones.parts import DeliveryRow, PlanPart
from milestones.schedule import Stage


class Kind(Enum):
    """What a change is, in the order in which a board asks for it."""

    NEW = "New"
    DONE = "Done"
    SLIPPED = "Slipped"
    PULLED_FORWARD = "Pulled forward"
    DESCOPED = "No longer needed"
    STARTED = "Started"


@dataclass(frozen=True)
class Change:
    """One delivery that changed, with its dates before and after and why."""

    kind: Kind
    reference: str
    title: str
    where: str
    before_on: date | None
    now_on: date
    reason: str


def changes(before: PlanPart, now: PlanPart) -> tuple[Change, ...]:
    """Every delivery that is new or whose date or stage differs, in the order of `Kind`."""
    earlier = {_place(row): row for row in before.deliveries}
    found = [change for row in now.deliveries if (change := _change(row, earlier))]
    order = {kind: place for place, kind in enumerate(Kind)}
    return tuple(sorted(found, key=lambda change: order[change.kind]))


def _place(row: DeliveryRow) -> tuple[str, str]:
    return row.milestone.reference, row.area_slug


def _change(row: DeliveryRow, earlier: Mapping[tuple[str, str], DeliveryRow]) -> Change | None:
    before = earlier.get(_place(row))
    kind = _kind(row, before)
    if kind is None:
        return None
    return Change(
        kind=kind,
        reference=row.milestone.reference,
        title=row.milestone.title,
        where=row.where,
        before_on=before.standing.expected_on if before else None,
        now_on=row.standing.expected_on,
        reason=row.reason or row.note,
    )


def _kind(row: DeliveryRow, before: DeliveryRow | None) -> Kind | None:
    """What the change is: the weightiest where several hold."""
    if before is None:
        return Kind.NEW
    was, stands = before.standing, row.standing
    if stands.stage is not was.stage and stands.stage is Stage.COMPLETE:
        return Kind.DONE
    if stands.stage is not was.stage and stands.stage is Stage.NOT_NEEDED:
        return Kind.DESCOPED
    if stands.expected_on != was.expected_on:
        later = stands.expected_on > was.expected_on
        return Kind.SLIPPED if later else Kind.PULLED_FORWARD
    return Kind.STARTED if stands.stage is not was.stage else None
