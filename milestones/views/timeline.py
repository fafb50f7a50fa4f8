"""The plan in time."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from milestones.collect import plan_part
from milestones.forms.pictures import TimelineFilter
from milestones.parts import PlanPart
from milestones.presenters.links import MilestoneLinks, with_query
from milestones.timeline import Addresses, Timeline, View, quarters, timeline
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.web.remembered import Remembered


@dataclass(frozen=True)
class Seen:
    """What the picture of a plan depends on beside the plan; `as_at` as the address has it."""

    slug: str
    path: str
    as_at: str
    view: View
    areas_word: str
    is_today: bool

    @property
    def addresses(self) -> Addresses:
        """Where the rows lead; what gathers several leads to them, the other choices kept."""
        view = self.view
        kept = {
            "as_at": self.as_at,
            "by": view.by,
            "phase": view.phase,
            "quarter": view.quarter.last.isoformat() if view.quarter else "",
        }
        links = MilestoneLinks(self.slug, with_query("", as_at=self.as_at))

        def of_gathered(reference: str, area_slug: str) -> str:
            return with_query(self.path, milestone=reference, area=area_slug, **kept)

        return Addresses(links.of_delivery, of_gathered)


@dataclass(frozen=True)
class Picture:
    """A timeline, with its drawing and its table as HTML."""

    timeline: Timeline
    drawn: SafeString
    table: SafeString


def _picture(seen: Seen, plan: PlanPart) -> Picture:
    today = "today," if seen.is_today else "as at"
    found = timeline(plan, seen.view, to=seen.addresses, areas_word=seen.areas_word, today=today)
    context = {"timeline": found, "drawing": found.drawing, "as_at": plan.as_at}
    drawn, table = (
        render_to_string(f"milestones/timeline/{part}.html", context)
        if found.drawing
        else SafeString()
        for part in ("drawing", "table")
    )
    return Picture(found, drawn, table)


PICTURES = Remembered(_picture, most=8)


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
            picture=PICTURES(self.seen(view), self.plan),
            whole_url=with_query(self.request.path, as_at=self.request.GET.get("as_at", "")),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
            ],
            **kwargs,
        )

    def seen(self, view: View) -> Seen:
        return Seen(
            slug=self.programme.slug,
            path=self.request.path,
            as_at=self.request.GET.get("as_at", ""),
            view=view,
            areas_word=self.programme.area_word_plural,
            is_today=self.as_at == timezone.localdate(),
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
