"""The plan in time."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from milestones.collect import plan_part
from milestones.forms.pictures import TimelineFilter
from milestones.parts import PlanPart
from milestones.presenters.links import MilestoneLinks, with_query
from milestones.timeline import Addresses, View, quarters, timeline
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage


class TimelineView(ProgrammePage):
    """Each delivery from its baseline to when it was done or is expected."""

    template_name = "milestones/timeline/timeline.html"
    section = "milestones"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.filter_form()
        view = form.view()
        slug = self.programme.slug
        return super().get_context_data(
            plan=self.plan,
            form=form,
            view=view,
            timeline=timeline(
                self.plan,
                view,
                to=self.addresses(view),
                areas_word=self.programme.area_word_plural,
                today="today," if self.as_at == timezone.localdate() else "as at",
            ),
            whole_url=with_query(self.request.path, as_at=self.request.GET.get("as_at", "")),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
            ],
            **kwargs,
        )

    @cached_property
    def plan(self) -> PlanPart:
        return plan_part(self.programme, as_at=self.as_at, reach=self.reach)

    def filter_form(self) -> TimelineFilter:
        programme = self.programme
        return TimelineFilter(
            self.request.GET,
            areas=self.plan.areas,
            phases=dict.fromkeys(row.phase for row in self.plan.milestones if row.phase),
            quarters=quarters(
                programme.start_month,
                programme.end_of_month(programme.length_months),
                year_starts=programme.year_starts,
            ),
            word=programme.area_word,
        )

    def addresses(self, view: View) -> Addresses:
        """Where the rows lead; what gathers several leads to them, the other choices kept."""
        as_at = self.request.GET.get("as_at", "")
        kept = {
            "as_at": as_at,
            "by": view.by,
            "phase": view.phase,
            "quarter": view.quarter.last.isoformat() if view.quarter else "",
        }
        links = MilestoneLinks(self.programme.slug, with_query("", as_at=as_at))

        def of_gathered(reference: str, area_slug: str) -> str:
            return with_query(self.request.path, milestone=reference, area=area_slug, **kept)

        return Addresses(links.of_delivery, of_gathered)
