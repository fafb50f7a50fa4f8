"""Milestones × areas: how the plan stands everywhere, at a glance or as a file."""

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse

from milestones.collect import plan_part
from milestones.forms.pictures import MatrixFilter
from milestones.presenters.links import MilestoneLinks, with_query
from milestones.presenters.matrix import PlanMatrix, file_heads, file_rows, plan_matrix
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response


class MatrixPage(ProgrammePage):
    """The matrix that the address asks for."""

    section = "milestones"
    permission = Permission.READ

    def matrix(self) -> tuple[MatrixFilter, PlanMatrix]:
        plan = plan_part(self.programme, as_at=self.as_at, reach=self.reach)
        form = MatrixFilter(
            self.request.GET,
            areas=plan.areas,
            phases=dict.fromkeys(row.phase for row in plan.milestones if row.phase),
            word=self.programme.area_word,
        )
        asked = form.asked()
        area = asked.get("area", "")
        query = with_query("", as_at=self.request.GET.get("as_at", ""))
        return form, plan_matrix(
            plan.in_area(area) if area else plan,
            MilestoneLinks(self.programme.slug, query, seen_from=self.request.path),
            phase=asked.get("phase", ""),
            status=asked.get("status", ""),
        )


class MatrixView(MatrixPage):
    """A cell for each delivery: its status in a word and how far off it is."""

    template_name = "milestones/matrix/matrix.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, matrix = self.matrix()
        slug = self.programme.slug
        asked = self.request.GET.urlencode()
        return super().get_context_data(
            form=form,
            matrix=matrix,
            file_query=f"?{asked}" if asked else "",
            area_url=reverse("area", args=[slug, "0"]).removesuffix("0/"),
            is_narrowed=any(form.asked().get(name) for name in ("area", "phase", "status")),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
            ],
            **kwargs,
        )


class MatrixFileView(MatrixPage):
    """The same as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        _, matrix = self.matrix()
        name = f"milestones-by-area-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        return csv_response(name, file_heads(matrix), file_rows(matrix))
