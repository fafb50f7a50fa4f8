"""What changed between two days, on a page and as a file."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse

from milestones.forms.changes import ChangesFilter
from milestones.presenters.changes import FILE_HEADS, change_lines, file_rows, late_lines
from milestones.presenters.links import MilestoneLinks
from milestones.selectors.whats_new import WhatsNew, whats_new
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response

SHOWN = 200  # deliveries on the page; all of them are in the file


class ChangesPage(ProgrammePage):
    """A page about what changed between the days in the address."""

    section = "milestones"
    permission = Permission.READ

    @cached_property
    def form(self) -> ChangesFilter:
        asked = {name: day for name, day in self.request.GET.items() if name != "as_at"}
        return ChangesFilter(asked or None, programme=self.programme, until=self.as_at)

    @cached_property
    def found(self) -> WhatsNew:
        first, last = self.form.days()
        return whats_new(self.programme, first, last, reach=self.reach)


class ChangesView(ChangesPage):
    """Deliveries that changed, versions of the plan, and what was recorded late."""

    template_name = "milestones/changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        links, asked = MilestoneLinks(slug), self.request.GET.urlencode()
        return super().get_context_data(
            form=self.form,
            found=self.found,
            lines=change_lines(self.found, links, at_most=SHOWN),
            unshown=max(len(self.found.deliveries) - SHOWN, 0),
            late=late_lines(self.found, links),
            file_query=f"?{asked}" if asked else "",
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
            ],
            **kwargs,
        )


class ChangesFileView(ChangesPage):
    """The same as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        found = self.found
        days = f"{found.first.isoformat()}-to-{found.last.isoformat()}"
        name = f"changes-{self.programme.slug}-{days}.csv"
        return csv_response(name, FILE_HEADS, file_rows(found))
