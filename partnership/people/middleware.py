"""How long a session lasts, the way to the second step, and what no page is asked for."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from partnership.people.two_steps import SecondStepMissingError, lead_on

HOUR, DAY = 60 * 60, 24 * 60 * 60
NOTED_EVERY = 600  # seconds: an open page that asks often writes seldom
SIGNED_IN, SEEN = "signed_in_at", "seen_at"  # in the session, in seconds since 1970

# The public’s own pages: who is signed in there is nobody, and when they came is not noted.
UNKNOWN = ("/answer/", "/feedback/")

NUL = "\0"
HOLDS_NUL = (
    "The address holds a character that nobody types (%00), so nothing can be found by it:"
    " take it out of the address."
)

Answer = Callable[[HttpRequest], HttpResponse]


class SessionTimes:
    """Ends a session that was left alone, or that has lasted long enough."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(UNKNOWN) and SESSION_KEY in request.session:
            now = int(time.time())
            if why := _why_over(request, now):
                request.session.flush()
                messages.info(request, f"You were signed out {why}. Sign in to go on.")
            elif now - request.session.get(SEEN, 0) >= NOTED_EVERY:
                _note(request, now)
        return self.get_response(request)


def _why_over(request: HttpRequest, now: int) -> str:
    """Why the session is over, in words; nothing while it lasts."""
    seen = request.session.get(SEEN, now)
    if now - seen >= settings.SESSION_IDLE_HOURS * HOUR:
        return f"after {settings.SESSION_IDLE_HOURS} hours without use"
    if now - request.session.get(SIGNED_IN, now) >= settings.SESSION_DAYS * DAY:
        return f"because you signed in {settings.SESSION_DAYS} days ago"
    return ""


def _note(request: HttpRequest, now: int) -> None:
    """Write down that the session is in use, for its own end and for the list of sessions."""
    request.session[SEEN] = now
    request.session.setdefault(SIGNED_IN, now)
    if request.user.is_authenticated:
        UserSession.objects.create_from_request(request)


class TwoSteps:
    """Turns a page's demand for the second step into the way there."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Lead on, if that is what was asked for."""
        return lead_on(request) if isinstance(error, SecondStepMissingError) else None


def keep_no_copy(get_response: Answer) -> Answer:
    """Let no browser or proxy keep a page of somebody's account: codes and keys are on them."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(reverse("account")):
            add_never_cache_headers(response)
        return response

    return answer


def refuse_nul(get_response: Answer) -> Answer:
    """Answer 400 where the address holds a NUL: PostgreSQL takes none, not even to look for."""

    def answer(request: HttpRequest) -> HttpResponse:
        asked = (value for _, values in request.GET.lists() for value in values)
        if NUL in request.path or any(NUL in value for value in asked):
            raise BadRequest(HOLDS_NUL)
        return get_response(request)

    return answer
