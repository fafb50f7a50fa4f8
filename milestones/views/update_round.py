"""Updating one delivery after the other: a list of those that somebody may update."""

from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from milestones.collect import LinkedPlan, linked_plan
from milestones.narrowing import narrowed
from milestones.parts import DeliveryRow, PlanPart
from milestones.views.milestones import MilestonesPage
from partnership.people.permissions import Permission, Place

ROWS_A_PAGE = 20


class UpdateRoundView(MilestonesPage):
    """What is open and theirs to update, due first: one press each, or the form."""

    template_name = "milestones/updates/round.html"
    permission = Permission.UPDATE_DELIVERIES

    @cached_property
    def as_at(self) -> date:
        """Today: what has passed can't be updated there."""
        return timezone.localdate()

    @cached_property
    def linked(self) -> LinkedPlan:
        return linked_plan(self.programme, as_at=self.as_at, reach=self.reach)

    @cached_property
    def plan(self) -> PlanPart:
        return self.linked.part

    def to_update(self) -> list[DeliveryRow]:
        """Those that fit what is asked for, the one due first at the top."""
        keys = self.linked.area_keys
        found = narrowed(self.plan, self.asked).deliveries
        theirs = [
            row
            for row in found
            if row.standing.is_open
            and self.entry.may(Permission.UPDATE_DELIVERIES, Place(area=keys.get(row.area_slug)))
        ]
        return sorted(theirs, key=lambda row: row.standing.agreed_on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        paginator = Paginator(self.to_update(), ROWS_A_PAGE)
        page = paginator.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            form=self.form,
            page=page,
            rows=[(row, self.linked.versions[row.key]) for row in page.object_list],
            found=paginator.count,
            today=self.as_at,
            here=self.request.get_full_path(),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
            ],
            **kwargs,
        )
