"""Your account: who you are here, how you sign in, and where you are signed in."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.generic import TemplateView

from partnership.people import accounts, sessions
from partnership.people.adapter import WHY_SHUT
from partnership.people.forms import EmailPreferenceForm, NameForm
from partnership.people.models import User
from partnership.people.roles_held import ask_for_two_steps, roles_held, sentences
from partnership.people.two_steps import ON_THE_WAY
from partnership.people.ways import ways_of


def person(request: HttpRequest) -> User:
    """Who is signed in."""
    assert isinstance(request.user, User)  # others were sent to sign in before
    return request.user


class AccountView(TemplateView):
    """The page that everything else about an account is reached from."""

    template_name = "people/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, today = person(self.request), timezone.localdate()
        roles = roles_held(user, on=today)
        return super().get_context_data(
            ways=ways_of(user),
            needs_two_steps=settings.REQUIRE_TWO_STEPS and ask_for_two_steps(roles, on=today),
            sessions=sessions.open_sessions(user, this=self.request.session.session_key),
            roles=sentences(roles, on=today),
            emails=EmailPreferenceForm(instance=user),
            **kwargs,
        )


class NameView(View):
    """A person changes the name that others see."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(NameForm(instance=person(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NameForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        accounts.rename(user=person(request), name=form.cleaned_data["display_name"])
        messages.success(request, "Your name is changed.")
        return redirect("account")

    def _show(self, form: NameForm) -> HttpResponse:
        return render(self.request, "people/name.html", {"form": form})


class EmailPreferenceView(View):
    """A person chooses how e-mails come; the form is on the account's page."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EmailPreferenceForm(request.POST)
        if form.is_valid():
            chosen = form.cleaned_data["email_preference"]
            accounts.choose_emails(user=person(request), preference=chosen)
            messages.success(request, "Your choice is saved.")
        else:
            messages.error(request, "Choose one of the ways in which e-mails can come.")
        return redirect("account")


class EndSessionView(View):
    """A person ends one of their sessions."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sessions.end_session(person(request), pk=pk)
        messages.success(request, "That session is ended.")
        return redirect("account")


class EndOtherSessionsView(View):
    """A person ends all of their sessions but this one."""

    def post(self, request: HttpRequest) -> HttpResponse:
        sessions.end_other_sessions(person(request), this=request.session.session_key)
        messages.success(request, "You are signed out everywhere else.")
        return redirect("account")


@method_decorator(login_not_required, name="dispatch")
class ShutView(TemplateView):
    """Why somebody whose password was right can't sign in; to others it says nothing."""

    template_name = "account/account_inactive.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        why = self.request.session.get(WHY_SHUT, "")
        return super().get_context_data(why=why, **kwargs)


class TwoStepsView(TemplateView):
    """Why a page asks for two-step sign-in, and the ways to set it up."""

    template_name = "people/two_steps.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if there := get_next_redirect_url(request):
            request.session[ON_THE_WAY] = there
        return super().get(request, *args, **kwargs)
