"""The view that pages about the whole site are built on."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from partnership.people.models import Role, User
from partnership.people.permissions import ALLOWED, Permission
from partnership.people.selectors import site_roles
from partnership.people.two_steps import demand
from partnership.web.frame import NavigationItem


def require_site(request: HttpRequest, permission: Permission) -> frozenset[Permission]:
    """What the person may do in the whole site, if `permission` is among it.

    Raises PermissionDenied, naming who could, for everybody else, and asks for
    the second step where the permission needs one. One query.
    """
    assert isinstance(request.user, User)  # others are sent to sign in before
    held = site_roles(request.user, on=timezone.localdate())
    allowed = frozenset[Permission]().union(*(ALLOWED[Role(role)] for role in held))
    if permission not in allowed:
        raise PermissionDenied(
            "Your roles do not reach beyond your programmes. An administrator can manage"
            " the accounts of the whole site: ask one of them."
        )
    demand(request, allowed)
    return allowed


class SitePage(TemplateView):
    """A page about the whole site, for those who hold `permission` there."""

    permission: ClassVar[Permission]
    section = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        require_site(request, self.permission)

    @property
    def person(self) -> User:
        """Who is looking, or changing something."""
        assert isinstance(self.request.user, User)  # others were sent to sign in
        return self.request.user

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = (("home", "Programmes"), ("accounts", "Accounts"), ("roles", "Roles"))
        return super().get_context_data(
            navigation=[
                NavigationItem(word, reverse(name), name == self.section) for name, word in items
            ],
            **kwargs,
        )
