"""Two-step sign-in: who has given both steps in this session, and what others are led to.

What may be done only after two steps is said by `permissions.needs_two_steps`.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from partnership.people.models import User
from partnership.people.permissions import Permission, needs_two_steps

SECOND = {Authenticator.Type.TOTP.value, Authenticator.Type.WEBAUTHN.value}
ON_THE_WAY = "on_the_way"  # in the session: where somebody was going who is setting it up


class SecondStepMissingError(Exception):
    """The page is for those who signed in with two steps; the middleware leads the way."""


def demand(request: HttpRequest, permissions: Iterable[Permission]) -> None:
    """Let through whoever needs no second step or has given it.

    Raises SecondStepMissingError for everybody else, which becomes a redirect to
    the second step, or to where one is set up, and then back. No query.
    """
    if not settings.REQUIRE_TWO_STEPS or not needs_two_steps(permissions):
        return
    if not two_steps_given(request):
        raise SecondStepMissingError
    if ON_THE_WAY in request.session:
        del request.session[ON_THE_WAY]  # they have arrived


def two_steps_given(request: HttpRequest) -> bool:
    """Whether this session has proved a second step; a passkey proves both at once."""
    assert isinstance(request.user, User)
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def note_set_up(request: HttpRequest, authenticator: Authenticator) -> None:
    """Count a second step that was set up just now as given: it was tried out in doing so."""
    if authenticator.type in SECOND:
        record_authentication(
            request, authenticator.user, "mfa", id=authenticator.pk, type=authenticator.type
        )


def forget_given(request: HttpRequest) -> None:
    """Take the second step back from this session when its owner has none any more."""
    assert isinstance(request.user, User)
    if not Authenticator.objects.filter(user=request.user, type__in=SECOND).exists():
        records = get_authentication_records(request, request.user)
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            record for record in records if record.get("method") != "mfa"
        ]


def lead_on(request: HttpRequest) -> HttpResponse:
    """Send somebody to their second step, or to set one up, and then back to this page."""
    here = request.get_full_path() if request.method == "GET" else reverse("home")
    ways: list[dict[str, Any]] = get_adapter().get_reauthentication_methods(request.user)
    given = [way["url"] for way in ways if way["id"] != "reauthenticate"]
    there = f"{given[0] if given else reverse('two-steps')}?{urlencode({'next': here})}"
    is_part = bool(getattr(request, "htmx", False))
    return HttpResponseClientRedirect(there) if is_part else HttpResponseRedirect(there)
