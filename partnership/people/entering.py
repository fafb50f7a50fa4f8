"""A person with a new account, let in for the first time."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from partnership.people.models import User
from partnership.people.two_steps import ON_THE_WAY


def let_in_first_time(
    request: HttpRequest, user: User, *, has_password: bool, then: str
) -> HttpResponse:
    """Sign in whoever made an account a moment ago; lead on to `then`.

    The session gets a new key. Without a password the way leads to adding a
    passkey first, because nothing else would open the account again.
    """
    if has_password:
        # It was typed just now: setting up a second step need not ask for it again.
        record_authentication(request, user, "password", reauthenticated=True, email=user.email)
        there = then
    else:
        there = reverse("mfa_add_webauthn")
    answer: HttpResponse = perform_login(request, user, redirect_url=there)
    if not has_password:
        request.session[ON_THE_WAY] = then
    return answer
