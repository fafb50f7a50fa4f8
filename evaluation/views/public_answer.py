"""The public's pages of a survey: to be told, to answer, to be thanked. Nobody is known.

They take nothing from a session and give nothing back to one, so there is nothing that a
forged request could misuse (docs/decisions/0012). Nothing is stored before the last page is
sent; until then each page carries what was answered on the others (docs/decisions/0015).
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.actions.answers import store_response
from evaluation.actions.invitations import InvitationRefusedError
from evaluation.forms.answering import OWN, SEND, Typed, fresh, read_page
from evaluation.models import Response, Wave
from evaluation.presenters.answering import FaultLine
from evaluation.presenters.form_words import FormWords
from evaluation.rules.answering import START
from evaluation.selectors import waves as ask
from evaluation.selectors.asked import asked_version
from evaluation.views.walk import Walk
from pilots.feedback_rules import Door
from pilots.floods import WINDOW, is_flood

PAGE, THANKS = "evaluation/answer/page.html", "evaluation/answer/thanks.html"
CLOSED, NOWHERE = "evaluation/answer/closed.html", "evaluation/answer/nowhere.html"
SENT_BEFORE = "evaluation/answer/sent_before.html"


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form page by page; take what was answered, once, however often it is sent."""
    try:
        wave = ask.wave_by_code(code)
    except Wave.DoesNotExist:
        return nowhere()
    if ask.door_of(wave) is not Door.OPEN:
        return closed(wave, request)
    if request.method != "POST":
        return draw(Walk(wave, fresh(request.GET.get("language", ""))), START)
    try:
        typed = read_page(request.POST, asked_version(wave.version_asked).first)
    except (RequestDataTooBig, TooManyFieldsSent):
        walk = Walk(wave, fresh(request.GET.get("language", "")))
        return draw(walk, START, faults=[FaultLine("", walk.words["too_much"])], status=400)
    walk = Walk(wave, typed)
    return send(walk, request) if typed.go in (SEND, OWN) else go(walk, request)


@login_not_required
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Where answers lead."""
    try:
        wave = ask.wave_by_code(code)
    except Wave.DoesNotExist:
        return nowhere()
    walk = Walk(wave, fresh(request.GET.get("language", "")))
    is_open = ask.door_of(wave) is Door.OPEN
    return plain(THANKS, walk.context(START, is_open=is_open))


def go(walk: Walk, request: HttpRequest) -> HttpResponse:
    """The page that comes next, or the same one with what is wrong on it."""
    here, step = walk.here, walk.next_step()
    if walk.is_refused(step):
        return draw(walk, step, faults=walk.faults(step), status=400)
    if here == START and step != START and not walk.is_invited():
        return not_invited(walk, request)
    came_up = step == here and walk.typed.go != "show" and walk.came_up(step)
    return draw(walk, step, came_up=came_up)


def send(walk: Walk, request: HttpRequest) -> HttpResponse:
    """Store it if all of it is right; where it isn't, the first page on which it isn't."""
    wrong = walk.first_wrong()
    if wrong is not None:
        return draw(walk, wrong, faults=walk.faults(wrong), status=400)
    if walk.came_up(walk.here):
        return draw(walk, walk.here, came_up=True)
    if not walk.examined.answers:
        return again(walk, "nothing", status=400)
    if walk.typed.is_cut or walk.typed.is_trapped:
        return again(walk, "try_again", status=400)
    if is_flood(request, f"wave {walk.wave.code}"):
        return held_off(walk)
    return store(walk, request)


def store(walk: Walk, request: HttpRequest) -> HttpResponse:
    """Store it, and lead on to the thanks."""
    walk.typed = walk.typed.with_new_key() if walk.typed.go == OWN else walk.typed
    try:
        stored = store_response(
            wave=walk.wave,
            key=walk.typed.key,
            answers=walk.examined.answers,
            code_parts=walk.code[0],
            language=walk.spoken.language,
            channel=Response.Channel.PUBLIC,
            invitation=walk.typed.invitation if walk.wave.by_invitation else None,
        )
    except InvitationRefusedError:
        return not_invited(walk, request)
    if not stored.is_kept:
        return plain(SENT_BEFORE, walk.context(walk.here, carried=every_field(walk.typed)), 409)
    there = reverse("answer-thanks", args=[walk.wave.code])
    return HttpResponseRedirect(f"{there}?language={walk.spoken.language}")


def every_field(typed: Typed) -> list[tuple[str, str]]:
    """All answers as hidden fields."""
    return [(name, value) for name, values in typed.answers.items() for value in values]


def again(walk: Walk, name: str, *, status: int) -> HttpResponse:
    """The page that was sent, with why it was not taken; its key stays good."""
    return draw(walk, walk.here, faults=[FaultLine("", walk.words[name])], status=status)


def held_off(walk: Walk) -> HttpResponse:
    """The page that was sent, to be sent again later."""
    response = again(walk, "too_many", status=429)
    response["Retry-After"] = str(WINDOW)
    return response


def not_invited(walk: Walk, request: HttpRequest) -> HttpResponse:
    """The first page again: the key opens nothing. Whoever tries many is asked to wait."""
    if is_flood(request, f"keys of {walk.wave.code}"):
        return held_off(walk)
    fault = FaultLine("invitation", walk.words["invitation_wrong"])
    return draw(walk, START, faults=[fault], invitation_wrong=True, status=400)


def draw(walk: Walk, step: int, *, status: int = 200, **more: Any) -> HttpResponse:
    """A page of the form. A browser may show it again when somebody goes back to it."""
    response = HttpResponse(render_to_string(PAGE, walk.context(step, **more)), status=status)
    if step == START and not walk.typed.answers:
        add_never_cache_headers(response)  # each opening of the form has a key of its own
    else:
        patch_cache_control(response, private=True, max_age=0)
    return response


def closed(wave: Wave, request: HttpRequest) -> HttpResponse:
    """It takes no answers: not yet, or no more."""
    walk = Walk(wave, fresh(request.GET.get("language", "")))
    is_sent = request.method == "POST"
    is_early = wave.opens_on > timezone.localdate() and wave.closed_at is None
    context = walk.context(START, is_early=is_early, is_sent=is_sent)
    return plain(CLOSED, context, 409 if is_sent else 200)


def nowhere() -> HttpResponse:
    """There is no such form, in the words that a person can do something with."""
    return plain(NOWHERE, {"words": FormWords("en", {})}, 404)


def plain(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page drawn without the request: no session is looked at, and nobody keeps a copy."""
    response = HttpResponse(render_to_string(template, context), status=status)
    add_never_cache_headers(response)
    return response
