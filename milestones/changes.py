"""What changed in the plan between two days: a pure difference of two looks at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from milestones.parts import DeliveryRow, PlanPart
from milestones.schedule import Stage, Standing


class Kind(Enum):
    """What a change is, in the order in which a board asks for it."""

    NEW = "New"
    DONE = "Done"
    SLIPPED = "Slipped"
    PULLED_FORWARD = "Pulled forward"
    AGREED = "Agreed date moved"
    DESCOPED = "No longer needed"
    REOPENED = "Open again"
    DAY_CORRECTED = "Day of completion corrected"
    STARTED = "Started"


@dataclass(frozen=True)
class Change:
    """One delivery that changed, with its dates before and after and why.

    The dates are those on which it was expected or done; where only the agreed date
    moved, they are the agreed ones. `agreed_before_on` and `agreed_now_on` are there where
    the agreed date moved, whatever else did; `decision` is what authorised that, in words.
    `is_late`: it had been so before, and was recorded only afterwards.
    """

    kind: Kind
    reference: str
    title: str
    where: str
    before_on: date | None
    now_on: date
    reason: str
    area_slug: str = ""
    decision: str = ""
    agreed_before_on: date | None = None
    agreed_now_on: date | None = None
    is_late: bool = False

    @property
    def days(self) -> int | None:
        """By how many days it moved; negative is earlier, None where it was not there before."""
        return (self.now_on - self.before_on).days if self.before_on else None


@dataclass(frozen=True)
class Why:
    """The reason of the update that changed a delivery, and the decision behind it, in words."""

    reason: str = ""
    decision: str = ""
    is_late: bool = False


NOTHING_SAID = Why()


def changes(
    before: PlanPart, now: PlanPart, *, why: Mapping[int, Why] | None = None
) -> tuple[Change, ...]:
    """Every delivery that is new or whose date or stage differs, in the order of `Kind`.

    `why` gives, by the delivery's key, what the update that changed it said; else the reason
    is that of the last update.
    """
    earlier = {_place(row): row for row in before.deliveries}
    found = [change for row in now.deliveries if (change := _change(row, earlier, why or {}))]
    order = {kind: place for place, kind in enumerate(Kind)}
    return tuple(sorted(found, key=lambda change: order[change.kind]))


def _place(row: DeliveryRow) -> tuple[int, str]:
    """What ties a delivery to itself on another day, whatever its milestone is called."""
    return row.milestone.key, row.area_slug


def _change(
    row: DeliveryRow, earlier: Mapping[tuple[int, str], DeliveryRow], why: Mapping[int, Why]
) -> Change | None:
    before = earlier.get(_place(row))
    kind = _kind(row, before)
    if kind is None:
        return None
    told = why.get(row.key, NOTHING_SAID)
    was_agreed, is_agreed = _agreed(row, before)
    return Change(
        kind=kind,
        reference=row.milestone.reference,
        title=row.milestone.title,
        where=row.where,
        before_on=_day(before.standing, kind) if before else None,
        now_on=_day(row.standing, kind),
        reason=told.reason or row.reason or row.note,
        area_slug=row.area_slug,
        decision=told.decision,
        agreed_before_on=was_agreed,
        agreed_now_on=is_agreed,
        is_late=told.is_late,
    )


def _agreed(row: DeliveryRow, before: DeliveryRow | None) -> tuple[date | None, date | None]:
    """The agreed date before and now, where it moved."""
    if before is None or before.standing.agreed_on == row.standing.agreed_on:
        return None, None
    return before.standing.agreed_on, row.standing.agreed_on


def _day(standing: Standing, kind: Kind) -> date:
    return standing.agreed_on if kind is Kind.AGREED else standing.expected_on


def _kind(row: DeliveryRow, before: DeliveryRow | None) -> Kind | None:
    """What the change is: the weightiest where several hold."""
    if before is None:
        return Kind.NEW
    was, stands = before.standing, row.standing
    if stands.stage is not was.stage and not stands.is_open:
        return Kind.DONE if stands.stage is Stage.COMPLETE else Kind.DESCOPED
    if stands.is_open and not was.is_open:
        return Kind.REOPENED
    if stands.stage is Stage.COMPLETE and stands.actual_on != was.actual_on:
        return Kind.DAY_CORRECTED
    if stands.is_open and stands.expected_on != was.expected_on:
        later = stands.expected_on > was.expected_on
        return Kind.SLIPPED if later else Kind.PULLED_FORWARD
    if stands.agreed_on != was.agreed_on:
        return Kind.AGREED
    return Kind.STARTED if stands.stage is not was.stage else None
