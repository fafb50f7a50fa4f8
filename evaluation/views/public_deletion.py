"""A respondent asks for deletion, with the code that only they can make. Nobody else is told.

The page says the same, and takes as long, whether anything was found: nobody can find out by
trying whether a code exists. The answers to a wrong form depend on what was typed alone.
"""

import time

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from evaluation.actions.leaving import delete_by_code
from evaluation.forms.answering import fresh, read_page
from evaluation.models import Wave
from evaluation.presenters.answering import FaultLine, code_blocks
from evaluation.rules.answering import START
from evaluation.selectors import waves as ask
from evaluation.selectors.asked import asked_version
from evaluation.views.public_answer import nowhere, plain
from evaluation.views.walk import Walk
from pilots.floods import WINDOW, is_too_often

PAGE = "evaluation/answer/delete.html"
MOST_TRIES = 20  # of one connection in ten minutes: a code is short, and could be guessed
AS_LONG = 0.25  # seconds; more than deleting takes


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the code; delete what was stored with it, and never say whether anything was."""
    try:
        wave = ask.wave_by_code(code)
    except Wave.DoesNotExist:
        return nowhere()
    if request.method != "POST":
        walk = Walk(wave, fresh(request.GET.get("language", "")))
        return _page(walk, is_done="done" in request.GET)
    try:
        walk = Walk(wave, read_page(request.POST, asked_version(wave.version_asked).first))
    except (RequestDataTooBig, TooManyFieldsSent):
        return _page(Walk(wave, fresh()), status=400)
    return _take(walk, request)


def _take(walk: Walk, request: HttpRequest) -> HttpResponse:
    started = time.monotonic()
    parts, wrong = walk.code
    if wrong or not parts or not all(parts):
        return _page(walk, faults=_faults(walk), status=400)
    if is_too_often(request, f"deletion from {walk.wave.code}", most=MOST_TRIES):
        response = _page(walk, faults=[FaultLine("", walk.words["too_often"])], status=429)
        response["Retry-After"] = str(WINDOW)
        return response
    delete_by_code(wave=walk.wave, code_parts=parts)
    time.sleep(max(0.0, started + AS_LONG - time.monotonic()))
    there = reverse("answer-delete", args=[walk.wave.code])
    return HttpResponseRedirect(f"{there}?done=yes&language={walk.spoken.language}")


def _faults(walk: Walk) -> list[FaultLine]:
    """What is wrong with the code as it was typed."""
    shown = code_blocks(walk.parts, walk.typed.code, walk.words, walk.code[1])
    wrong = [FaultLine(each.ident, each.fault) for each in shown if each.fault]
    if wrong or not shown:
        return wrong
    empty = next(each for each, part in zip(shown, walk.code[0], strict=True) if not part)
    return [FaultLine(empty.ident, walk.words["delete_whole"])]


def _page(
    walk: Walk,
    *,
    is_done: bool = False,
    faults: list[FaultLine] | None = None,
    status: int = 200,
) -> HttpResponse:
    wrong = walk.code[1] if faults else ()
    context = walk.context(
        START,
        faults=faults or [],
        is_done=is_done,
        is_gone=walk.wave.deleted_at is not None,
        code=code_blocks(walk.parts, walk.typed.code, walk.words, wrong),
    )
    return plain(PAGE, context, status)
