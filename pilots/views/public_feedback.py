"""The public's own pages: a form to answer, thanks. No account, no cookie, no name.

They take nothing from a session and give nothing back to one, so there is nothing
that a forged request could misuse: docs/decisions/0012.
"""

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pilots.actions.feedback_answers import Said, take_answer
from pilots.feedback_rules import Door, door
from pilots.feedback_words import BUILT_IN, chosen
from pilots.floods import WINDOW, is_flood
from pilots.forms.feedback import FAULTS, LONGEST_COMMENT, AnswerForm
from pilots.models import Event, FeedbackForm
from pilots.selectors import feedback as ask

FORM, THANKS = "pilots/feedback/public_form.html", "pilots/feedback/public_thanks.html"
CLOSED, NOWHERE = "pilots/feedback/public_closed.html", "pilots/feedback/public_nowhere.html"
TOO_LONG, TOO_MANY = FAULTS["comment"], ("", "too_many")


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form; take one answer, once, however often it is sent."""
    try:
        form = ask.form_by_code(code)
    except FeedbackForm.DoesNotExist:
        return _page(NOWHERE, {"lang": "en-GB"}, status=404)
    stands = _door(form)
    if stands is not Door.OPEN:
        tried = request.method == "POST"
        context = {"is_early": stands is Door.NOT_YET, "was_sent": tried}
        return _of(form, request, CLOSED, context, status=409 if tried else 200)
    if request.method == "POST":
        return _take(form, request)
    return _of(form, request, FORM, {"key": uuid4()})


@login_not_required
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Where an answer leads."""
    try:
        form = ask.form_by_code(code)
    except FeedbackForm.DoesNotExist:
        return _page(NOWHERE, {"lang": "en-GB"}, status=404)
    return _of(form, request, THANKS, {"is_open": _door(form) is Door.OPEN})


def _door(form: FeedbackForm) -> Door:
    return door(
        opens=form.opens_on,
        closes=form.closes_on,
        is_shut=form.closed_at is not None or form.event.status == Event.Status.CANCELLED,
        on=timezone.localdate(),
    )


def _take(form: FeedbackForm, request: HttpRequest) -> HttpResponse:
    try:
        typed = AnswerForm(request.POST, asks_comment=form.asks_comment)
    except RequestDataTooBig:
        return _of(form, request, FORM, {"key": uuid4(), "faults": [TOO_LONG]}, status=400)
    if not typed.is_valid():
        return _again(form, request, typed.faults, status=400)
    if is_flood(request, form.code):
        response = _again(form, request, [TOO_MANY], status=429)
        response["Retry-After"] = str(WINDOW)
        return response
    given = typed.cleaned_data
    language = _language(form, request)
    said = Said(given["satisfaction"], given.get("comment", ""), language)
    take_answer(form=form, key=given["key"], said=said, on=timezone.localdate())
    there = reverse("feedback-thanks", args=[form.code])
    return HttpResponseRedirect(there if language == BUILT_IN else f"{there}?language={language}")


def _language(form: FeedbackForm, request: HttpRequest) -> str:
    """The language in which the form was shown; English costs no query."""
    asked = request.POST.get("language", BUILT_IN)
    if asked == BUILT_IN:
        return asked
    return chosen(ask.wordings_of(form.event.programme_id), asked).language


def _again(
    form: FeedbackForm, request: HttpRequest, faults: list[tuple[str, str]], *, status: int
) -> HttpResponse:
    """The form with what was typed; nothing was stored, and a key that is one stays good."""
    comment = request.POST.get("comment", "").replace("\r\n", "\n").replace("\0", "")
    typed = {
        "key": _key(request.POST.get("key", "")),
        "satisfaction": request.POST.get("satisfaction", ""),
        "comment": comment,
        "length": f"{len(comment):,} / {LONGEST_COMMENT:,}",
        "faults": faults,
    }
    return _of(form, request, FORM, typed, status=status)


def _key(sent: str) -> UUID:
    """The key that was sent, or a new one."""
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()


def _of(
    form: FeedbackForm,
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of a form, in the language asked for; faults are named by their words."""
    offered = ask.wordings_of(form.event.programme_id)
    words = chosen(offered, _asked(request))
    context |= {
        "form": form,
        "event": form.event,
        "words": words,
        "lang": words.lang,
        "direction": words.direction,
        "others": [each for each in offered if each != words],
        "longest": LONGEST_COMMENT,
        "faults": [(part, getattr(words, name)) for part, name in context.get("faults", ())],
    }
    return _page(template, context, status=status)


def _asked(request: HttpRequest) -> str:
    """The language asked for; of what was too much to be read, none."""
    try:
        return request.POST.get("language") or request.GET.get("language", "")
    except RequestDataTooBig:
        return request.GET.get("language", "")


def _page(template: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    """Without the request: no session is looked at. Kept by nobody: each form has its own key."""
    response = HttpResponse(render_to_string(template, context), status=status)
    add_never_cache_headers(response)
    return response
