"""Inviting somebody to a role, and what can be done with an invitation that waits."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Role, Scope
from partnership.people.permissions import Permission, with_article
from partnership.people.refusals import RefusedError
from partnership.people.views.forms import WithForm
from partnership.programmes.reach import EVERYTHING
from pilots.actions import invitations as do
from pilots.forms.people import (
    ChooseGroupForm,
    GroupInviteForm,
    InviteForm,
    PlaceInviteForm,
    WithdrawForm,
)
from pilots.models import Group, Invitation
from pilots.presenters import people as words
from pilots.presenters.roles import held_as, sentence_of
from pilots.selectors import people as ask
from pilots.views.people import GroupPage, PeoplePage

IN_A_PROGRAMME = [role for role in Role if role.scope is not Scope.SITE]
IN_A_GROUP = [role for role in Role if role.scope is Scope.GROUP]


class ChooseRoleView(PeoplePage):
    """Which role to invite to: each in sentences."""

    template_name = "pilots/people/choose_role.html"
    permission = Permission.MANAGE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        return super().get_context_data(
            roles=[
                (sentence_of(role), reverse("people-invite-to", args=[slug, role.value]))
                for role in IN_A_PROGRAMME
            ],
            breadcrumbs=self.trail(),
            **kwargs,
        )


class InvitePage(WithForm, PeoplePage):
    """A form that invites somebody; the role is on the page in sentences."""

    template_name = "pilots/people/invite.html"

    def given(self) -> dict[str, Any]:
        """What every form of an invitation takes."""
        return {"earliest": self.programme.start_month}

    def send(self, form: Any, role: Role, where: do.Where) -> str:
        """Invite, and say so."""
        typed = form.cleaned_data
        invitation = do.invite(
            programme=self.programme,
            address=typed["address"],
            display_name=typed["display_name"],
            role=role,
            where=where,
            seat=typed.get("seat"),
            from_on=typed["starts_on"],
            until_on=typed["ends_on"],
            by=self.person,
        )
        messages.success(
            self.request,
            f"{invitation.address} will get an e-mail that invites them to be"
            f" {held_as(role, invitation.place)}. It can be accepted until"
            f" {words.expires_words(invitation)}.",
        )
        return self.list_url()


class InviteView(InvitePage):
    """An invitation to any role of the programme; one of a group's roles asks which group first."""

    permission = Permission.MANAGE

    def admit(self) -> None:
        super().admit()
        if self.kwargs["role"] not in IN_A_PROGRAMME:
            raise Http404("No such role.")
        self.role = Role(self.kwargs["role"])
        slug = self.request.GET.get("group", "")
        asks_group = self.role.scope is Scope.GROUP and slug
        self.group = ask.group_within(self.programme, slug, EVERYTHING) if asks_group else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.role.scope is Scope.GROUP and self.group is None:
            return redirect(request.path)  # the group is chosen by the address alone
        return super().post(request, *args, **kwargs)

    def form(self, data: Any = None) -> BaseForm:
        form = self._form(data)
        form.cancel_url = self.list_url()
        return form

    def _form(self, data: Any) -> Any:
        if self.role.scope is Scope.PROGRAMME:
            return InviteForm(data, **self.given())
        places = ask.places_for(self.role, self.programme)
        if self.role.scope is Scope.GROUP:
            if self.group:
                return group_form(self.group, [self.role], data, self.given())
            asked = self.request.GET if "group" in self.request.GET else None
            return ChooseGroupForm(asked, groups=[(each.slug, str(each)) for each in places])
        word = self.programme.area_word if self.role.scope is Scope.AREA else "reporting body"
        return PlaceInviteForm(data, places=places, word=word, **self.given())

    def act(self, form: Any) -> str:
        where = self.group or form.cleaned_data.get("place", self.programme)
        return self.send(form, self.role, where)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        choose = reverse("people-invite", args=[self.programme.slug])
        return super().get_context_data(
            title=f"Invite {with_article(self.role)}",
            caption=self.group.name if self.group else "",
            sentences=[sentence_of(self.role)],
            breadcrumbs=[*self.trail(), ("Invite somebody", choose)],
            **kwargs,
        )


class GroupInviteView(GroupPage, InvitePage):
    """An invitation to a role of one group, by those who manage the group."""

    title = "Invite somebody to the group"

    def form(self, data: Any = None) -> BaseForm:
        form = group_form(self.the_group, IN_A_GROUP, data, self.given())
        form.cancel_url = self.list_url()
        return form

    @property
    def the_group(self) -> Group:
        assert self.circle.group  # the page is of a group
        return self.circle.group

    def act(self, form: Any) -> str:
        return self.send(form, form.cleaned_data["role"], self.the_group)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            caption=self.the_group.name,
            sentences=[sentence_of(role) for role in IN_A_GROUP],
            breadcrumbs=self.trail(),
            **kwargs,
        )


def group_form(
    group: Group, roles: list[Role], data: Any, options: dict[str, Any]
) -> GroupInviteForm:
    """The form that invites to these roles of a group."""
    seats = ask.free_seats(group, on=timezone.localdate())
    return GroupInviteForm(data, roles=roles, seats=seats, **options)


class InvitationView(PeoplePage):
    """An invitation that waits: to whom, by whom, until when; sent again or withdrawn."""

    template_name = "pilots/people/invitation.html"
    permission = Permission.MANAGE
    invitation: Invitation

    def admit(self) -> None:
        super().admit()
        found = ask.open_invitations(self.circle).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("No invitation waits here.")
        self.invitation = found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            messages.success(request, self.act(form.cleaned_data["do"]))
        except RefusedError as error:
            messages.error(request, error.words)
            return redirect(request.path)
        return redirect(self.list_url())

    def act(self, what: str) -> str:
        """Send it again or withdraw it; what was done, in words."""
        address = self.invitation.address
        if what == WithdrawForm.BACK:
            do.withdraw(invitation=self.invitation, by=self.person)
            return f"The invitation of {address} was withdrawn: its link no longer works."
        do.resend(invitation=self.invitation, by=self.person)
        return (
            f"{address} will get a new e-mail, and the earlier link no longer works."
            f" The invitation can be accepted until {words.expires_words(self.invitation)}."
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        return super().get_context_data(
            invitation=self.invitation,
            role=held_as(Role(self.invitation.role), self.invitation.place),
            facts=words.invitation_facts(self.invitation),
            is_expired=self.invitation.expires_at <= now,
            breadcrumbs=self.trail(),
            **kwargs,
        )


class GroupInvitationView(GroupPage, InvitationView):
    """An invitation to a role of a group, for those who manage the group."""
