"""What was expected of one milestone, update by update."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from milestones.forms.pictures import AreaFilter
from milestones.selectors.trends import milestone_on, trend_lines
from milestones.trend import MOST_LINES, draw_trend
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage


class TrendView(ProgrammePage):
    """The milestone's trend: a line for each area, or for the one that was chosen."""

    template_name = "milestones/trend/trend.html"
    section = "milestones"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reference = self.kwargs["reference"]
        milestone = milestone_on(self.programme, reference, as_at=self.as_at)
        if milestone is None:
            raise Http404(f"The plan has no milestone {reference} as at this day.")
        lines = trend_lines(milestone.key, as_at=self.as_at, reach=self.reach)
        areas = [(line.area_slug, line.where) for line in lines if line.area_slug]
        form = AreaFilter(self.request.GET, areas=areas, word=self.programme.area_word)
        area = form.asked().get("area", "")
        return super().get_context_data(
            milestone=milestone,
            form=form if len(areas) > 1 else None,
            area=dict(areas).get(area, ""),
            trend=draw_trend(
                lines,
                reference=reference,
                as_at=self.as_at,
                area=area,
            ),
            most_lines=MOST_LINES,
            breadcrumbs=self.trail(str(reference), milestone.title),
            **kwargs,
        )

    def trail(self, reference: str, title: str) -> list[tuple[str, str]]:
        slug = self.programme.slug
        return [
            ("Overview", reverse("overview", args=[slug])),
            ("Milestones", reverse("milestones", args=[slug])),
            (f"{reference} {title}", reverse("milestone", args=[slug, reference])),
        ]
