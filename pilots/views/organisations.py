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
        slug, day, reach = self.programme.slug, self.as_at, self.reach
        roles = ask.partner_roles(self.programme, as_at=day, reach=reach)
        others = ask.without_a_role(self.programme, as_at=day, reach=reach)
        return super().get_context_data(
            sections=words.by_role(roles),
            areas=ask.areas_with_partners(self.programme, reach=reach),
            others=words.other_lines(others),
            may_manage=self.entry.may(Permission.MANAGE),
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("About", reverse("about", args=[slug])),
            ],
            **kwargs,
        )
