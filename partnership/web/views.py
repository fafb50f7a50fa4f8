"""Pages that belong to no part of a programme: errors, and the components for developers."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from partnership.web.examples import examples

LAST_RESORT = (
    '<!DOCTYPE html><html lang="en-GB"><title>Sorry, something went wrong</title>'
    "<h1>Sorry, something went wrong</h1>"
    "<p>The fault is ours and has been recorded. Nothing you had saved is lost."
    " Go back and try again in a few minutes.</p></html>"
)


TOO_MANY_FILES = (
    f"More than {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files were sent at once. Send fewer, and"
    " the others after them."
)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400: what was asked for could not be read, in our own words where they are ours."""
    words = str(exception) if isinstance(exception, BadRequest) else ""
    if isinstance(exception, TooManyFilesSent):
        words = TOO_MANY_FILES
    return render(request, "400.html", {"words": words}, status=400)


@login_not_required
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403, with the words of the refusal, which name the role that could."""
    return render(request, "403.html", {"exception": str(exception)}, status=403)


@login_not_required
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: nothing is here, or nothing that this person may know of."""
    return render(request, "404.html", status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 from nothing but the template: no request, context processor or database."""
    try:
        page: str = render_to_string("500.html")
    except Exception:  # the last resort must not raise in its turn, whatever broke
        page = LAST_RESORT
    return HttpResponseServerError(page)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old: nothing was saved, and why."""
    return render(request, "403_csrf.html", status=403)


@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """Ask search engines to stay away: nothing here is for the public."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """Show every component with its states, to developers and staff."""
    if not (settings.DEBUG or getattr(request.user, "is_staff", False)):
        raise Http404
    return render(request, "web/components.html", examples(sent="sent" in request.GET))
