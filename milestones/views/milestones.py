"""The list of milestones."""

from typing import Any

from django.urls import reverse

from milestones.collect import plan_part
from milestones.forms.milestones import MilestoneFilter
from milestones.parts import PlanPart
from milestones.presenters.milestones import lines
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage


class MilestonesView(ProgrammePage):
    """Every milestone with its status by rule and in words."""

    template_name = "milestones/milestones.html"
    section = "milestones"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = plan_part(self.programme, as_at=self.as_at, reach=self.reach)
        form = self.filter_form(plan)
        asked = form.cleaned_data if form.is_valid() else {}
        shown = plan.in_area(asked["area"]) if asked.get("area") else plan
        return super().get_context_data(
            plan=plan,
            form=form,
            lines=lines(
                shown,
                areas_word=self.programme.area_word_plural,
                rag=asked.get("status", ""),
                phase=asked.get("phase", ""),
            ),
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )

    def filter_form(self, plan: PlanPart) -> MilestoneFilter:
        phases = list(dict.fromkeys(row.phase for row in plan.milestones))
        return MilestoneFilter(
            self.request.GET,
            areas=list(plan.areas),
            phases=phases,
            word=self.programme.area_word,
        )
