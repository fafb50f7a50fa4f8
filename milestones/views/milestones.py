"""The list of milestones, and the same as a file."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse

from milestones.collect import linked_plan, plan_part
from milestones.forms.milestones import MilestoneFilter
from milestones.narrowing import Asked, narrowed
from milestones.parts import PlanPart
from milestones.presenters.files import DELIVERY_HEADS, delivery_file_row
from milestones.presenters.links import with_query
from milestones.presenters.list_rows import listed
from milestones.selectors.mine import deliveries_of
from partnership.people.permissions import Permission
from partnership.programmes.selectors import views_of
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response


class MilestonesPage(ProgrammePage):
    """A page about the deliveries that the address asks for."""

    section = "milestones"
    permission = Permission.READ

    @cached_property
    def plan(self) -> PlanPart:
        return plan_part(self.programme, as_at=self.as_at, reach=self.reach)

    @cached_property
    def form(self) -> MilestoneFilter:
        return MilestoneFilter(self.request.GET, plan=self.plan, word=self.programme.area_word)

    @cached_property
    def asked(self) -> Asked:
        mine = deliveries_of(self.person, self.programme) if self.form.wants_mine else ()
        return self.form.asked(mine)


class MilestonesView(MilestonesPage):
    """Every milestone with its status by rule and in words."""

    template_name = "milestones/milestones.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.urlencode()
        found = narrowed(self.plan, self.asked)
        return super().get_context_data(
            plan=self.plan,
            form=self.form,
            is_narrowed=self.asked.is_anything,
            listed=listed(
                found,
                slug=self.programme.slug,
                query=with_query("", as_at=self.request.GET.get("as_at", "")),
                areas_word=self.programme.area_word_plural,
            ),
            deliveries=len(found.deliveries),
            views=views_of(self.person, self.programme, page="milestones"),
            file_query=f"?{asked}" if asked else "",
            may_update=Permission.UPDATE_DELIVERIES in self.permissions,
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )


class MilestonesFileView(MilestonesPage):
    """Every delivery that the list shows, as a file for a spreadsheet, with its knock-on."""

    @cached_property
    def plan(self) -> PlanPart:
        return linked_plan(self.programme, as_at=self.as_at, reach=self.reach).part

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        found = narrowed(self.plan, self.asked)
        name = f"milestones-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        return csv_response(name, DELIVERY_HEADS, map(delivery_file_row, found.deliveries))
