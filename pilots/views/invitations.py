"""The page behind an invitation's link: what it is to, and accepting it.

The link's token goes into the session and out of the address at once: no log,
no history of a browser and no page that is left by a link ever holds it.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View

from partnership.people.entering import let_in_first_time
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.selectors import has_account, owns_address
from pilots.actions import invitations as do
from pilots.emails.invitations import hash_of
from pilots.forms.people import AcceptForm
from pilots.models import Invitation
from pilots.presenters.invitations import Standing, standing_of, told, where_begins
from pilots.selectors.people import invitation_with

KEPT = "invitation"  # the session's name for the token's hash
SIGN_OUT = "sign-out"


@method_decorator(login_not_required, name="dispatch")
class InvitationLinkView(View):
    """The address in the e-mail: remembers which invitation it is, and changes nothing."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        request.session[KEPT] = hash_of(token)
        return redirect("invitation-accept")


@method_decorator(login_not_required, name="dispatch")
class AcceptView(TemplateView):
    """What one is invited to, and a form to accept; or why that can't be done, and what can."""

    template_name = "pilots/people/accept.html"
    invitation: Invitation | None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        kept = request.session.get(KEPT, "")
        self.invitation = invitation_with(kept) if kept else None
        self.user = request.user if isinstance(request.user, User) else None

    @property
    def standing(self) -> Standing:
        """Whether, and how, the person before the screen can accept."""
        invitation, user = self.invitation, self.user
        address = invitation.address if invitation else ""
        return standing_of(
            invitation,
            user,
            is_theirs=bool(user and owns_address(user, address)),
            has_account=user is None and has_account(address),
            now=timezone.now(),
        )

    def form(self, data: Any = None) -> AcceptForm:
        assert self.invitation
        initial = {"display_name": self.invitation.display_name}
        return AcceptForm(data, initial=initial, address=self.invitation.address)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def shown(self, form: BaseForm | None = None) -> HttpResponse:
        """The page as it stands, with the form that was sent or a fresh one."""
        standing = self.standing
        if standing is Standing.NEW and form is None:
            form = self.form()
        context = self.get_context_data(
            form=form,
            standing=standing.name.lower(),
            told=told(self.invitation) if self.invitation else None,
            invitation=self.invitation,
        )
        return self.render_to_response(context, status=standing.status)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match self.standing:
            case Standing.NEW:
                return self.accept_as_new()
            case Standing.READY:
                return self.accept_as(self.user)
            case Standing.SOMEBODY_ELSE if SIGN_OUT in request.POST:
                return self.sign_out()
        return self.shown()

    def accept_as(self, user: User | None) -> HttpResponse:
        """The signed-in person takes up the role."""
        assert user
        assert self.invitation
        try:
            do.accept(invitation=self.invitation, by=user)
        except RefusedError as error:
            return self.refused(error)
        return redirect(self.welcome())

    def accept_as_new(self) -> HttpResponse:
        """A new account takes up the role, and is signed in."""
        assert self.invitation
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.shown(form)
        password = form.cleaned_data["password"]
        try:
            grant = do.accept_with_account(
                invitation=self.invitation,
                display_name=form.cleaned_data["display_name"],
                password=password,
            )
        except RefusedError as error:
            return self.refused(error)
        return let_in_first_time(
            self.request, grant.user, has_password=password is not None, then=self.welcome()
        )

    def refused(self, error: RefusedError) -> HttpResponse:
        """Somebody was quicker, or the invitation ended meanwhile: the page says how it stands."""
        messages.error(self.request, error.words)
        return redirect("invitation-accept")

    def welcome(self) -> str:
        """Say what was taken up; where it begins."""
        self.request.session.pop(KEPT, None)
        assert self.invitation
        messages.success(self.request, told(self.invitation).welcome)
        return where_begins(self.invitation)

    def sign_out(self) -> HttpResponse:
        """End the other person's session, and keep what the link was to."""
        kept = self.request.session[KEPT]
        logout(self.request)
        self.request.session[KEPT] = kept
        return redirect("invitation-accept")
