"""What decides when the final report, or another milestone, comes."""

from typing import Any

from django.urls import reverse

from milestones.collect import linked_plan
from milestones.forms.paths import PathFilter
from milestones.knock_on import critical_path, last_milestone
from milestones.presenters.links import MilestoneLinks
from milestones.presenters.paths import end_words, path_lines
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage


class PathView(ProgrammePage):
    """The critical path: of what each step waits for, the one that comes last."""

    template_name = "milestones/path.html"
    section = "milestones"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        linked = linked_plan(self.programme, as_at=self.as_at, reach=self.reach)
        rows = [row for row in linked.part.milestones if not row.is_dropped]
        last = last_milestone((row.key, row.planned_on, row.is_each_area) for row in rows)
        form = PathFilter(self.request.GET, rows=rows, last=last or 0)
        links = MilestoneLinks(slug, self.query)
        lines = path_lines(critical_path(linked.network, to=form.asked()), linked.part, links)
        return super().get_context_data(
            form=form,
            plan=linked.part,
            lines=lines,
            end=end_words(lines) if lines else "",
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
            ],
            **kwargs,
        )

    @property
    def query(self) -> str:
        return f"?as_at={self.as_at.isoformat()}" if self.request.GET.get("as_at") else ""
