"""The register of risks and issues."""

from typing import Any

from django.urls import reverse

from milestones.collect import risk_rows
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage


class RisksView(ProgrammePage):
    template_name = "milestones/risks.html"
    section = "milestones"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        return super().get_context_data(
            risks=risk_rows(self.programme, as_at=self.as_at, reach=self.reach),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
            ],
            **kwargs,
        )
