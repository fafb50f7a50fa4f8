"""One milestone across the areas that deliver it, on a page or as a file."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse

from milestones.collect import plan_part
from milestones.comparison import in_order, strip
from milestones.forms.pictures import ComparisonFilter
from milestones.parts import DeliveryRow, MilestoneRow, PlanPart
from milestones.presenters.comparison import FILE_HEADS, comparison_lines, file_row
from milestones.presenters.links import anchor
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response


class ComparisonPage(ProgrammePage):
    """The deliveries of one milestone, in the order that the address asks for."""

    section = "milestones"
    permission = Permission.READ

    @cached_property
    def plan(self) -> PlanPart:
        return plan_part(self.programme, as_at=self.as_at, reach=self.reach)

    @cached_property
    def milestone(self) -> MilestoneRow:
        reference = self.kwargs["reference"]
        for row in self.plan.milestones:
            if row.reference == reference:
                return row
        raise Http404(f"The plan has no milestone {reference} as at this day.")

    @cached_property
    def form(self) -> ComparisonFilter:
        return ComparisonFilter(self.request.GET, word=self.programme.area_word)

    def rows(self) -> list[DeliveryRow]:
        found = [row for row in self.plan.deliveries if row.milestone.key == self.milestone.key]
        return in_order(found, self.form.order_asked)


class ComparisonView(ComparisonPage):
    """A strip of dots, and a row for each area."""

    template_name = "milestones/comparison/comparison.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug, milestone, rows = self.programme.slug, self.milestone, self.rows()
        asked = self.request.GET.urlencode()
        return super().get_context_data(
            milestone=milestone,
            form=self.form,
            lines=comparison_lines(rows, anchor),
            strip=strip(rows, reference=milestone.reference) if len(rows) > 1 else None,
            file_query=f"?{asked}" if asked else "",
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
                (
                    f"{milestone.reference} {milestone.title}",
                    reverse("milestone", args=[slug, milestone.reference]),
                ),
            ],
            **kwargs,
        )


class ComparisonFileView(ComparisonPage):
    """The same as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        name = f"{self.milestone.key}-areas-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        return csv_response(name, FILE_HEADS, map(file_row, self.rows()))
