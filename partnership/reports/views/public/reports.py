"""A body's published reports by its public link: no account, no cookie, nobody is known.

They take nothing from a session. An address that is not, or no longer, in use is not
found, whatever it was; only the newest edition of a report can be read.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from partnership.reports import storage
from partnership.reports.actions.delivering import taken
from partnership.reports.models import Report, ReportFile
from partnership.reports.presenters.reports import CONTENT_TYPES, file_name, size_words
from partnership.reports.reading import reading_policy
from partnership.reports.selectors.delivered import body_of, open_reports
from pilots.actions.calendars import hash_of
from pilots.models import ReportingBody

OPEN_KINDS = (ReportFile.Kind.PLAIN, ReportFile.Kind.HTML, ReportFile.Kind.PDF)
SHOWN_IN_BROWSER = (ReportFile.Kind.PLAIN, ReportFile.Kind.HTML)
View = Callable[..., HttpResponse]


def _by_link(view: View) -> View:
    """A page of the body whose link it is; not kept, not found by search engines."""

    @login_not_required
    @require_safe
    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        body = body_of(hash_of(token))
        response = view(request, body, token, **kwargs) if body else _nowhere()
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return found


@_by_link
def reports(request: HttpRequest, body: ReportingBody, token: str) -> HttpResponse:
    """The newest report, and the older ones."""
    lines = [(each, _lines(each)) for each in open_reports(body)]
    context = {
        "body": body,
        "programme": body.programme,
        "token": token,
        "newest": lines[0] if lines else None,
        "older": lines[1:],
    }
    return _page("reports/public/reports.html", context)


@_by_link
def file(
    request: HttpRequest, body: ReportingBody, token: str, period_last: str, kind: str
) -> HttpResponse:
    """One file of a report; the web pages are read in the browser, the PDF is kept."""
    found = _file(body, period_last, kind)
    if found is None:
        return _nowhere()
    try:
        content = storage.read(found)
    except storage.DamagedFileError:
        return _page("reports/public/damaged.html", {"token": token, "body": body}, status=409)
    if request.method == "GET":
        taken(files=[found], by=None)
    kind_of = ReportFile.Kind(found.kind)
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind_of])
    if kind_of in SHOWN_IN_BROWSER:
        response["Content-Security-Policy"] = reading_policy(content)
    else:
        name = file_name(found.report, found.kind)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(report: Report) -> list[tuple[str, str, str]]:
    """Kind, words and size of each file that anybody may read."""
    by_kind = {file.kind: file for file in report.files.all()}
    return [
        (kind.value, str(kind.label), size_words(by_kind[kind].size))
        for kind in OPEN_KINDS
        if kind in by_kind
    ]


def _file(body: ReportingBody, period_last: str, kind: str) -> ReportFile | None:
    try:
        last = date.fromisoformat(period_last)
    except ValueError:
        return None
    if kind not in OPEN_KINDS:
        return None
    report = next(iter(open_reports(body).filter(period_last=last)), None)
    found = [each for each in report.files.all() if each.kind == kind] if report else []
    return found[0] if found else None


def _nowhere() -> HttpResponse:
    return _page("reports/public/nowhere.html", {}, status=404)


def _page(template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Without the request: no session is looked at."""
    return HttpResponse(render_to_string(template, context), status=status)
