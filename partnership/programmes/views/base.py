"""The view that every page inside a programme is built on."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from partnership.people.models import User
from partnership.people.permissions import Permission
from partnership.people.two_steps import demand
from partnership.programmes.access import Entry, as_at_day, enter
from partnership.programmes.models import Programme
from partnership.programmes.navigation import navigation
from partnership.programmes.presenters import reach_words
from partnership.programmes.reach import Reach


class ProgrammePage(TemplateView):
    """A page of one programme, for those who hold `permission` somewhere in it.

    Every page declares its permission: without one it answers nobody. A page
    that also changes something may ask more for that, in `change_permission`.
    What is at a place (an area's, a group's) is loaded within `reach`, and
    then asked for by `self.entry.require(permission, record.at)`. `section`
    names the navigation item that the page belongs to.
    """

    permission: ClassVar[Permission]
    change_permission: ClassVar[Permission | None] = None
    or_permissions: ClassVar[tuple[Permission, ...]] = ()  # each of them lets in as well
    section = ""
    entry: Entry

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:  # others are sent to sign in before the view runs
            is_change = request.method not in ("GET", "HEAD", "OPTIONS")
            asked = (self.change_permission if is_change else None) or self.permission
            self.entry = enter(request.user, kwargs["programme"], asked, *self.or_permissions)
            demand(request, self.entry.permissions)

    @property
    def programme(self) -> Programme:
        return self.entry.programme

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that the person may do somewhere in the programme."""
        return self.entry.permissions

    @property
    def reach(self) -> Reach:
        """The areas whose records the person may read."""
        return self.entry.reach

    @property
    def reach_words(self) -> str:
        """What part of the programme the person sees; nothing where it is all of it."""
        return reach_words(self.reach, self.programme)

    @property
    def person(self) -> User:
        """Who is looking, or changing something."""
        assert isinstance(self.request.user, User)  # others were sent to sign in
        return self.request.user

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; the address's slugs stay out of the context, where records go."""
        return self.render_to_response(self.get_context_data())

    @cached_property
    def as_at(self) -> date:
        """The day that the page looks back to."""
        return as_at_day(self.request.GET.get("as_at", ""), self.programme)

    @property
    def as_at_query(self) -> str:
        """What keeps a link on the day that is looked back to."""
        return f"?as_at={self.as_at.isoformat()}" if self.request.GET.get("as_at") else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.as_at_query
        return super().get_context_data(
            programme=self.programme,
            entry=self.entry,
            navigation=navigation(
                self.programme.slug, section=self.section, allowed=self.permissions, query=query
            ),
            as_at=self.as_at,
            as_at_query=query,
            reach_words=self.reach_words,
            **kwargs,
        )
