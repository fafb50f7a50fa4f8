"""Milestones × areas: how the plan stands everywhere, at a glance or as a file."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from milestones.collect import plan_part
from milestones.forms.pictures import MatrixFilter
from milestones.parts import PlanPart
from milestones.presenters.links import MilestoneLinks, with_query
from milestones.presenters.matrix import PlanMatrix, file_heads, file_rows, plan_matrix
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.remembered import Remembered
from partnership.web.spreadsheet import csv_response


@dataclass(frozen=True)
class Seen:
    """What the matrix depends on beside the plan; `as_at` as the address has it."""

    slug: str
    path: str
    as_at: str
    area_word: str
    phase: str
    status: str


@dataclass(frozen=True)
class Shown:
    """A matrix, and its table as HTML."""

    matrix: PlanMatrix
    table: SafeString


def _shown(seen: Seen, plan: PlanPart) -> Shown:
    query = with_query("", as_at=seen.as_at)
    links = MilestoneLinks(seen.slug, query, seen_from=seen.path)
    matrix = plan_matrix(plan, links, phase=seen.phase, status=seen.status)
    area_url = reverse("area", args=[seen.slug, "0"]).removesuffix("0/")
    context = {"matrix": matrix, "area_word": seen.area_word, "as_at": plan.as_at}
    context |= {"as_at_query": query, "area_url": area_url}
    return Shown(matrix, render_to_string("milestones/matrix/table.html", context))


SHOWN = Remembered(_shown, most=8)


class MatrixPage(ProgrammePage):
    """The matrix that the address asks for."""

    section = "milestones"
    permission = Permission.READ

    def shown(self) -> tuple[MatrixFilter, Shown]:
        programme, asked_day = self.programme, self.request.GET.get("as_at", "")
        plan = plan_part(programme, as_at=self.as_at, reach=self.reach)
        form = MatrixFilter(
            self.request.GET,
            areas=plan.areas,
            phases=dict.fromkeys(row.phase for row in plan.milestones if row.phase),
            word=programme.area_word,
        )
        asked = form.asked()
        area, narrow = asked.get("area", ""), (asked.get("phase", ""), asked.get("status", ""))
        seen = Seen(programme.slug, self.request.path, asked_day, programme.area_word, *narrow)
        return form, SHOWN(seen, plan.in_area(area) if area else plan)


class MatrixView(MatrixPage):
    """A cell for each delivery: its status in a word and how far off it is."""

    template_name = "milestones/matrix/matrix.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, shown = self.shown()
        slug = self.programme.slug
        asked = self.request.GET.urlencode()
        return super().get_context_data(
            form=form,
            matrix=shown.matrix,
            table=shown.table,
            file_query=f"?{asked}" if asked else "",
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
        matrix = self.shown()[1].matrix
        name = f"milestones-by-area-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        return csv_response(name, file_heads(matrix), file_rows(matrix))
