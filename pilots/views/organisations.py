"""The organisations of a programme, by what they are to it."""

from typing import Any

from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from pilots.presenters import organisations as words
from pilots.selectors import organisations as ask


class OrganisationsView(ProgrammePage):
    template_name = "pilots/organisations.html"
    section = "about"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        roles = ask.partner_roles(self.programme, as_at=self.as_at)
        return super().get_context_data(
            sections=words.by_role(roles),
            areas=ask.areas_with_partners(self.programme),
            others=words.other_lines(ask.without_a_role(self.programme, as_at=self.as_at)),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("About", reverse("about", args=[slug])),
            ],
            **kwargs,
        )
