"""The view that every page inside a programme is built on."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from partnership.people.permissions import Permission
from partnership.programmes.access import as_at_day, enter
from partnership.programmes.models import Programme
from partnership.programmes.navigation import navigation


class ProgrammePage(TemplateView):
    """A page of one programme, for those who hold `permission` in it.

    `section` names the navigation item that the page belongs to.
    """

    permission: Permission = Permission.READ
    section = ""
    programme: Programme
    permissions: frozenset[Permission]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:  # others are sent to sign in before the view runs
            entry = enter(request.user, kwargs["programme"], self.permission)
            self.programme, self.permissions = entry.programme, entry.permissions

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; the address's slugs stay out of the context, where records go."""
        return self.render_to_response(self.get_context_data())

    @cached_property
    def as_at(self) -> date:
        """The day that the page looks back to."""
        return as_at_day(self.request.GET.get("as_at", ""), self.programme)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = f"?as_at={self.as_at.isoformat()}" if self.request.GET.get("as_at") else ""
        return super().get_context_data(
            programme=self.programme,
            navigation=navigation(
                self.programme.slug, section=self.section, allowed=self.permissions, query=query
            ),
            as_at=self.as_at,
            as_at_query=query,
            **kwargs,
        )
