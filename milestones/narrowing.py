"""The plan narrowed to what a person asks for. Pure: no Django, no clock, no database."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from milestones.parts import DeliveryRow, PlanPart


@dataclass(frozen=True)
class Asked:
    """What deliveries must be; what is empty or None asks for nothing.

    `area` is a slug and brings the whole programme's along; `status` is a status by
    rule; `words` stand in the milestone's reference or title or in its owner, all of
    them; `only` are deliveries' keys.
    """

    area: str = ""
    phase: str = ""
    status: str = ""
    words: str = ""
    owner: str = ""
    due_from: date | None = None
    due_to: date | None = None
    late: bool = False
    only: Collection[int] | None = None

    @property
    def is_anything(self) -> bool:
        return self != Asked()

    def fits(self, row: DeliveryRow) -> bool:
        """Whether a delivery is what is asked for."""
        return (
            (not self.area or row.area_slug in ("", self.area))
            and self.phase in ("", row.milestone.phase)
            and self.status in ("", row.status.rag.value)
            and self.owner in ("", row.owner)
            and (self.only is None or row.key in self.only)
            and self._is_due(row.standing.agreed_on)
            and (not self.late or is_late(row))
            and self._says(row)
        )

    def _is_due(self, day: date) -> bool:
        return (self.due_from is None or self.due_from <= day) and (
            self.due_to is None or day <= self.due_to
        )

    def _says(self, row: DeliveryRow) -> bool:
        said = f"{row.milestone.reference} {row.milestone.title} {row.owner}".casefold()
        return all(word in said for word in self.words.casefold().split())


def is_late(row: DeliveryRow) -> bool:
    """Whether it is open and past its due date, or expected after its baseline."""
    return row.standing.is_open and (row.overdue_days > 0 or row.standing.slip_days > 0)


def narrowed(plan: PlanPart, asked: Asked) -> PlanPart:
    """The plan with the deliveries that fit, and the milestones that have any.

    With nothing asked for, milestones that no area has yet stay as well.
    """
    if not asked.is_anything:
        return plan
    rows = tuple(row for row in plan.deliveries if asked.fits(row))
    there = {row.milestone.key for row in rows}
    kept = tuple(row for row in plan.milestones if row.key in there)
    return replace(plan, milestones=kept, deliveries=rows)
