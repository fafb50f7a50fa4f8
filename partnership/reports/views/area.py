"""The page of one area."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.reports.overview import overview
from partnership.reports.presenters.reports import area_facts
from partnership.reports.views.overview import shown
from pilots.granting import sees_people
from pilots.selectors.areas import area_of


class AreaView(ProgrammePage):
    """An area as an overview: its plan, events, groups, and who it reports to."""

    template_name = "reports/area.html"
    section = "overview"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        area = area_of(self.programme, self.kwargs["area"], reach=self.reach)
        if area is None:
            raise Http404("The programme has no such area.")
        look = overview(self.entry, as_at=self.as_at, area=area)
        return super().get_context_data(
            area=area,
            facts=area_facts(area),
            may_log_here=self.entry.may(Permission.LOG_EVENTS, area.at),
            may_see_people=sees_people(self.entry, area),
            history=history_of(area),
            **shown(self.entry, look, area=area.slug),
            breadcrumbs=[("Overview", reverse("overview", args=[self.programme.slug]))],
            **kwargs,
        )
