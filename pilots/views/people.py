"""Who holds what role: in a programme, in an area, in a group."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Role, RoleGrant
from partnership.people.permissions import Permission, refusal
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response
from pilots.forms.people import PeopleFilter
from pilots.granting import sees_people
from pilots.presenters import people as words
from pilots.presenters.roles import standing
from pilots.selectors import people as ask
from pilots.selectors.people import Circle

ROWS_A_PAGE = 50


class PeoplePage(ProgrammePage):
    """A page about the people of a circle; `admit` finds it, or refuses.

    A page that shows or changes one of their roles finds that in `admit` too,
    so that reading and sending are refused alike.
    """

    section = "people"
    circle: Circle

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.admit()

    def admit(self) -> None:
        """Find what the address names; Http404 or PermissionDenied where it is out of reach."""
        self.circle = self.find_circle()

    def find_circle(self) -> Circle:
        """The circle that the address names; refuses as `admit` does."""
        return Circle(self.programme)

    def list_url(self) -> str:
        """The list that this page belongs to."""
        slug = self.programme.slug
        if self.circle.group:
            return reverse("group-people", args=[slug, self.circle.group.slug])
        if self.circle.area:
            return reverse("area-people", args=[slug, self.circle.area.slug])
        return reverse("people", args=[slug])

    def trail(self) -> list[tuple[str, str]]:
        """The way to a page below the list."""
        return [*self.trail_to_list(), ("People", self.list_url())]

    def trail_to_list(self) -> list[tuple[str, str]]:
        """The way to the list itself."""
        slug, circle = self.programme.slug, self.circle
        if circle.group:
            return [
                ("Groups", reverse("groups", args=[slug])),
                (circle.group.name, reverse("group", args=[slug, circle.group.slug])),
            ]
        if circle.area:
            return [
                ("Overview", reverse("overview", args=[slug])),
                (circle.area.name, reverse("area", args=[slug, circle.area.slug])),
            ]
        return []

    def narrowed(self) -> tuple[PeopleFilter, list[RoleGrant]]:
        """The grants that the address asks for, ended ones too, and the form that asks."""
        grants = ask.grants_in(self.circle)
        form = PeopleFilter(
            self.request.GET, roles=words.role_choices(grants), places=words.place_choices(grants)
        )
        asked = form.asked()
        found = [
            grant
            for grant in grants
            if asked["role"] in ("", grant.role)
            if asked["place"] in ("", words.place_key(grant))
        ]
        return form, found

    def lines(self, grants: Iterable[RoleGrant]) -> list[words.PersonLine]:
        """The grants as lines."""
        seats = ask.seats_of_people(self.circle, on=self.as_at)
        return [
            words.person_line(self.entry, grant, on=self.as_at, seats=seats) for grant in grants
        ]


class PeopleView(PeoplePage):
    """Everybody with a role in the programme, who is invited, and who no longer has one."""

    template_name = "pilots/people/people.html"
    permission = Permission.MANAGE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, grants = self.narrowed()
        here: list[RoleGrant] = []
        gone: list[RoleGrant] = []
        for each in grants:
            (gone if standing(each, on=self.as_at) == "ended" else here).append(each)
        page = Paginator(here, ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        now = timezone.now()
        invitations = [] if form.is_narrowed else ask.open_invitations(self.circle)
        return super().get_context_data(
            circle=self.circle,
            form=form,
            page=page,
            shown=self.lines(page.object_list),
            ended=self.lines(gone) if gone else [],
            invitations=[words.invitation_line(self.entry, each, now=now) for each in invitations],
            list_url=self.list_url(),
            breadcrumbs=self.trail_to_list(),
            **self.ways_in(),
            **kwargs,
        )

    def ways_in(self) -> dict[str, Any]:
        """Where this person may invite from here."""
        asked = self.request.GET.copy()
        asked.pop("page", None)
        query = f"?{asked.urlencode()}" if asked else ""
        is_admin = any(each.role is Role.ADMIN for each in self.entry.held)
        return {
            "invite_url": reverse("people-invite", args=[self.programme.slug]),
            "file_url": reverse("people-file", args=[self.programme.slug]) + query,
            "is_admin": is_admin,
        }


class PeopleFileView(PeoplePage):
    """The whole list as a file for a spreadsheet, ended roles too."""

    permission = Permission.MANAGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        _, grants = self.narrowed()
        name = f"people-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        return csv_response(name, words.HEADS, words.file_rows(self.lines(grants)))


class AreaPeopleView(PeopleView):
    """The people of one area: its own roles, and those of its groups and bodies."""

    permission = Permission.MANAGE_GROUPS

    def find_circle(self) -> Circle:
        area = ask.area_within(self.programme, self.kwargs["area"], self.reach)
        if area is None:
            raise Http404("No such area within reach.")
        circle = Circle(self.programme, area=area)
        self.groups = [
            group
            for group in ask.groups_in(circle)
            if self.entry.may(Permission.MANAGE_GROUPS, group.at)
        ]
        if not sees_people(self.entry, area):
            raise PermissionDenied(refusal(Permission.MANAGE_GROUPS))
        return circle

    def ways_in(self) -> dict[str, Any]:
        slug = self.programme.slug
        if words.manages_people(self.entry):
            return {"invite_url": reverse("people-invite", args=[slug])}
        invitable = [
            (group.name, reverse("group-people-invite", args=[slug, group.slug]))
            for group in self.groups
        ]
        return {"invite_to": invitable}


class GroupPage(PeoplePage):
    """A page about the people of one group, for those who manage it."""

    permission = Permission.MANAGE_GROUPS
    section = "groups"

    def find_circle(self) -> Circle:
        group = ask.group_within(self.programme, self.kwargs["group"], self.reach)
        if group is None:
            raise Http404("No such group within reach.")
        self.entry.require(Permission.MANAGE_GROUPS, group.at)
        return Circle(self.programme, group=group)


class GroupPeopleView(GroupPage, PeopleView):
    """Who has an account and a role in one group."""

    def ways_in(self) -> dict[str, Any]:
        group = self.kwargs["group"]
        return {
            "invite_url": reverse("group-people-invite", args=[self.programme.slug, group]),
        }
