"""Paper forms typed in, one after the other, by the keyboard alone."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from evaluation.actions.answers import store_response
from evaluation.forms.wave_entry import EntryForm
from evaluation.models import Response
from evaluation.selectors import waves as ask
from evaluation.selectors.asked import AskedVersion, asked_version
from evaluation.views.wave_changes import WaveStep

NOT_NOW = "Paper forms are typed in once the wave has opened, until its answers are deleted."


class EntryView(WaveStep):
    """One paper form; then the next."""

    title = "Type in a paper form"
    template_name = "evaluation/waves/entry.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not ask.takes_paper(self.wave):
            messages.warning(request, NOT_NOW)
            return redirect(self.at("wave"))
        return super().dispatch(request, *args, **kwargs)

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

    def act(self, form: Any) -> str:
        store_response(
            wave=self.wave,
            key=uuid4(),  # not the form's own, which is kept beside whoever typed it in
            answers=form.examined.answers,
            code_parts=form.code,
            language=form.cleaned_data.get("language") or self.asked.first.language,
            channel=Response.Channel.PAPER,
        )
        left_out = form.left_out
        more = f" {left_out} to be passed over left out." if left_out else ""
        messages.success(self.request, f"The form is saved.{more}")
        return self.at("wave-entry")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        came = ask.came_by_channel(self.wave)
        return super().get_context_data(typed_in=came.get(Response.Channel.PAPER, 0), **kwargs)
