"""The list of milestones, and one milestone."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from milestones.collect import plan_part
from milestones.detail import plan_detail
from milestones.forms.milestones import MilestoneFilter
from milestones.models import Milestone
from milestones.parts import PlanPart
from milestones.presenters.milestones import lines, target_lines
from milestones.selectors.stories import story
from partnership.people.history import history_of
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


class MilestoneView(ProgrammePage):
    """One milestone: what it must leave behind, where it stands, what was said."""

    template_name = "milestones/milestone.html"
    section = "milestones"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reference, reach = self.kwargs["reference"], self.reach
        try:
            told = story(self.programme, reference, as_at=self.as_at, reach=reach)
        except Milestone.DoesNotExist as error:
            raise Http404(f"The plan has no milestone {reference} as at this day.") from error
        plan = plan_part(self.programme, as_at=self.as_at, reach=reach)
        detail = plan_detail(self.programme, plan, reach=reach)[reference]
        slug = self.programme.slug
        return super().get_context_data(
            story=told,
            history=history_of(told.milestone),
            detail=detail,
            targets=target_lines(detail.targets, where=self.reach_words),
            deliveries=[r for r in plan.deliveries if r.milestone.reference == reference],
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
            ],
            **kwargs,
        )
