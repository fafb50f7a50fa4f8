"""A person's private calendar: its secret address made, switched off, and read."""

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from partnership.people.models import User
from pilots.actions import calendars as actions
from pilots.selectors import calendars as ask

ACCOUNT = "account"


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Give the calendar a new address, and show it this once."""
    if request.method != "POST":
        return redirect(f"{reverse(ACCOUNT)}#calendar")
    assert isinstance(request.user, User)
    token = actions.make_feed(by=request.user)
    address = settings.SITE_URL.rstrip("/") + reverse("calendar-feed", args=[token])
    context = {"address": address, "back": f"{reverse(ACCOUNT)}#calendar"}
    response = render(request, "pilots/meetings/calendar_address.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest) -> HttpResponse:
    """Switch the calendar off."""
    if request.method == "POST":
        assert isinstance(request.user, User)
        actions.revoke_feed(by=request.user)
        messages.success(request, "Your calendar is switched off: its address no longer works.")
    return redirect(f"{reverse(ACCOUNT)}#calendar")


@login_not_required
@require_safe
def read(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar at a secret address; any other address is not found, whatever it was."""
    owner = ask.owner_of(token)
    if owner is None:
        raise Http404
    content = ask.calendar_of(owner, on=timezone.localdate())
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response) or response
