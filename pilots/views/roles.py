"""One role of one person: what it may do, its days, its end, its history."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404
from django.urls import reverse

from partnership.dates import day_words
from partnership.people.models import Role, RoleGrant
from partnership.people.permissions import Permission, may_words
from partnership.people.views.forms import WithForm
from pilots.actions import roles as do
from pilots.forms.people import EndRoleForm, RoleDaysForm
from pilots.presenters import people as words
from pilots.presenters.roles import held_as, history_lines
from pilots.selectors import people as ask
from pilots.views.people import GroupPage, PeoplePage


class RolePage(PeoplePage):
    """A page about one role within the circle, for those who may change it."""

    permission = Permission.MANAGE
    grant: RoleGrant

    def admit(self) -> None:
        super().admit()
        grant = ask.grant_of(self.circle, self.kwargs.get("kind", "group"), self.kwargs["pk"])
        if grant is None:
            raise Http404("No such role here.")
        self.grant = grant

    def line(self) -> words.PersonLine:
        seats = ask.seats_of_people(self.circle, on=self.as_at)
        return words.person_line(self.entry, self.grant, on=self.as_at, seats=seats)

    def role_words(self) -> str:
        """chair of the North Ayrshire steering group."""
        return held_as(Role(self.grant.role), self.grant.place)

    def page_url(self, page: str = "role") -> str:
        """Another page of the same role."""
        slug, pk = self.programme.slug, self.grant.pk
        if self.circle.group:
            return reverse(f"group-people-{page}", args=[slug, self.circle.group.slug, pk])
        return reverse(f"people-{page}", args=[slug, ask.kind_of(self.grant), pk])


class RoleView(RolePage):
    """Who holds the role, since when, until when; what it may do; what was done to it."""

    template_name = "pilots/people/role.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        line = self.line()
        return super().get_context_data(
            line=line,
            facts=words.role_facts(line),
            may=may_words(Role(self.grant.role)),
            is_own=self.grant.user == self.person,
            days_url=self.page_url("role-days"),
            end_url=self.page_url("role-end"),
            history=history_lines(self.grant, ask.history_of_role(self.grant)),
            breadcrumbs=self.trail(),
            **kwargs,
        )


class RoleFormPage(WithForm, RolePage):
    """A form about one role."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = self.grant.user.display_name
        return super().get_context_data(
            caption=f"{name}, {self.role_words()}",
            breadcrumbs=[*self.trail(), (name, self.page_url())],
            **kwargs,
        )


class RoleDaysView(RoleFormPage):
    """Since when, and until when, somebody holds the role."""

    title = "Change the days of a role"

    def form(self, data: Any = None) -> BaseForm:
        initial = {"starts_on": self.grant.starts_on, "ends_on": self.grant.ends_on}
        form = RoleDaysForm(data, initial=initial, version=self.grant.version)
        form.cancel_url = self.page_url()
        return form

    def act(self, form: Any) -> str:
        do.change_days(
            grant=self.grant,
            starts_on=form.cleaned_data["starts_on"],
            ends_on=form.cleaned_data["ends_on"],
            seen=form.seen,
            by=self.person,
        )
        messages.success(self.request, "The days of the role were changed.")
        return self.page_url()


class RoleEndView(RoleFormPage):
    """The end of a role: at once, or with a day."""

    title = "End a role"

    def form(self, data: Any = None) -> BaseForm:
        form = EndRoleForm(data, version=self.grant.version)
        form.cancel_url = self.page_url()
        return form

    def act(self, form: Any) -> str:
        name, role = self.grant.user.display_name, self.role_words()
        if form.cleaned_data["when"] == EndRoleForm.AT_ONCE:
            do.end_at_once(grant=self.grant, seen=form.seen, by=self.person)
            messages.success(self.request, f"{name} is no longer {role}.")
            return self._away()
        last = form.cleaned_data["ends_on"]
        do.end(grant=self.grant, last_day=last, seen=form.seen, by=self.person)
        messages.success(self.request, f"{name} is {role} until {day_words(last)}.")
        return self._away()

    def _away(self) -> str:
        """The list; the first page for those who ended their own role, and with it their way in."""
        return reverse("home") if self.grant.user == self.person else self.list_url()


class GroupRoleView(GroupPage, RoleView):
    """A role in a group, for those who manage the group."""


class GroupRoleDaysView(GroupPage, RoleDaysView):
    """The days of a role in a group."""


class GroupRoleEndView(GroupPage, RoleEndView):
    """The end of a role in a group."""
