"""What each role is and may do, for everybody who is signed in."""

from typing import Any

from django.views.generic import TemplateView

from partnership.people.permissions import role_sentences


class RolesView(TemplateView):
    """Every role in sentences, from the table that decides."""

    template_name = "people/roles.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(roles=role_sentences(), **kwargs)
