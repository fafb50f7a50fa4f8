"""The view that every page inside a programme is built on."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.views.generic import TemplateView

from partnership.people.permissions import Permission
from partnership.programmes.access import as_at_day, enter
from partnership.programmes.models import Programme


class ProgrammePage(TemplateView):
    """A page of one programme, for those who hold `permission` in it.

    `section` names the navigation item that the page belongs to.
    """

    permission: Permission = Permission.READ
    section = ""
    programme: Programme

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:  # others are sent to sign in before the view runs
            self.programme = enter(request.user, kwargs["programme"], self.permission)

    @cached_property
    def as_at(self) -> date:
        """The day that the page looks back to."""
        return as_at_day(self.request.GET.get("as_at", ""), self.programme)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            programme=self.programme, section=self.section, as_at=self.as_at, **kwargs
        )
