"""Somebody who edits and publishes a plan in lines, each row named by its reference."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from milestones.actions import drafts
from milestones.actions.publishing import publish
from milestones.models import PlanVersion
from milestones.plan import EACH_AREA, Plan, PlannedMilestone
from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING
from tests.support.builders import a_decision, a_group, a_person


class Drafting:
    """A programme's manager, its draft (begun where there is none), and a decision to cite."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.manager = a_person(Role.PROGRAMME_MANAGER, programme)
        group = a_group(programme, name="Joint national group")
        self.decision = a_decision(group, "Move the dates", authorises_plan_change=True)

    @property
    def draft(self) -> PlanVersion:
        return drafts.start_draft(programme=self.programme, by=self.manager)

    @property
    def plan(self) -> Plan:
        return self.draft.plan

    def row(self, reference: str) -> PlannedMilestone:
        plan = self.plan
        (found,) = [r for r in (*plan.milestones, *plan.dropped) if r.reference == reference]
        return found

    def key(self, reference: str) -> int:
        return self.programme.milestones.get(reference=reference).pk

    def change(self, reference: str, /, **said: Any) -> None:
        row = self.row(reference)
        drafts.change_row(
            programme=self.programme,
            row=replace(row, **said),
            seen=row.fingerprint,
            by=self.manager,
        )

    def add(self, reference: str, **said: Any) -> int:
        given: dict[str, Any] = {
            "phase": 1,
            "title": f"Title of {reference}",
            "due_month": 3,
            "scope": EACH_AREA,
        }
        row = PlannedMilestone(key=0, reference=reference, **(given | said))
        assert self.draft
        return drafts.add_row(programme=self.programme, row=row, by=self.manager)

    def drop(self, reference: str) -> None:
        key = self.row(reference).key
        drafts.drop_row(programme=self.programme, key=key, by=self.manager)

    def restore(self, reference: str) -> None:
        key = self.row(reference).key
        drafts.restore_row(programme=self.programme, key=key, by=self.manager)

    def publish(self, **said: Any) -> PlanVersion:
        given: dict[str, Any] = {
            "seen": self.draft.version,
            "why": "As decided",
            "decision": self.decision,
            "reach": EVERYTHING,
            "in_force_on": timezone.localdate(),
            "by": self.manager,
        }
        return publish(programme=self.programme, **(given | said))
