"""Paper forms typed in, one after the other, by the keyboard alone."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from evaluation.actions.answers import store_response
from evaluation.actions.leaving import take_back_paper
from evaluation.forms.wave_entry import EntryForm
from evaluation.models import Response
from evaluation.selectors import waves as ask
from evaluation.selectors.asked import AskedVersion, asked_version
from evaluation.views.wave_changes import WaveStep
from partnership.people.refusals import RefusedError
from partnership.web.forms import ONCE

TAKE_BACK = "take_back"
MINUTES = 30  # in which what was typed in last can be taken back
TAKEN_BACK = "The paper form that you typed in last is taken back. Type it in again."
TOO_LATE = (
    f"That form can’t be taken back any more: it can be for {MINUTES} minutes, from the page that"
    " said that it was saved. It stays as it was typed in."
)
SAVED_BEFORE = (
    "This form was saved before, with other answers: these were not. Open a new one for the next"
    " paper; what was typed wrong can be taken back where it says that it was saved."
)
NOT_NOW = "Paper forms are typed in once the wave has opened, until its answers are deleted."


class EntryView(WaveStep):
    """One paper form; then the next.

    The key of the one that was typed in last is in the page that says so, signed, and nowhere
    else: not in an address, a session or a row beside whoever typed it in. Sent twice, a form is
    stored once by its own key, as the public's are: what other forms leave of who sent them and
    when would be written together with the answers, and a database remembers what was.
    """

    title = "Type in a paper form"
    template_name = "evaluation/waves/entry.html"
    saved: UUID | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not ask.takes_paper(self.wave):
            messages.warning(request, NOT_NOW)
            return redirect(self.at("wave"))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if TAKE_BACK in request.POST:
            return self._take_back(request.POST[TAKE_BACK])
        response = super().post(request, *args, **kwargs)
        if self.saved is None:
            return response
        signed = self._signer().sign_object(str(self.saved))
        response = self.again(self.form(), last=signed)
        add_never_cache_headers(response)
        return response

    def _take_back(self, sent: str) -> HttpResponse:
        try:
            key = self._signer().unsign_object(sent, max_age=MINUTES * 60)
        except signing.BadSignature:
            messages.warning(self.request, TOO_LATE)
        else:
            take_back_paper(wave=self.wave, key=UUID(key))
            messages.success(self.request, TAKEN_BACK)
        return redirect(self.at("wave-entry"))

    def _signer(self) -> signing.TimestampSigner:
        """Of this wave and this person: nobody else’s key is good here."""
        return signing.TimestampSigner(salt=f"evaluation.paper.{self.wave.pk}.{self.person.pk}")

    @cached_property
    def asked(self) -> AskedVersion:
        return asked_version(self.wave.version_asked)

    def form(self, data: Any = None) -> EntryForm:
        return self.ready(
            EntryForm(
                data,
                said=self.asked.first,
                asks_code=self.wave.asks_code,
                languages=[(each.language, each.name) for each in self.asked.spoken],
            )
        )

    def _act(self, form: Any) -> str:
        return self.act(form)

    def act(self, form: Any) -> str:
        key = form.cleaned_data[ONCE]
        stored = store_response(
            wave=self.wave,
            key=key,
            answers=form.examined.answers,
            code_parts=form.code,
            language=form.cleaned_data.get("language") or self.asked.first.language,
            channel=Response.Channel.PAPER,
        )
        if not stored.is_kept:
            raise RefusedError(SAVED_BEFORE)
        self.saved = key
        left_out = form.left_out
        more = f" {left_out} to be passed over left out." if left_out else ""
        messages.success(self.request, f"The form is saved.{more}")
        return self.at("wave-entry")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        came = ask.came_by_channel(self.wave)
        return super().get_context_data(typed_in=came.get(Response.Channel.PAPER, 0), **kwargs)
