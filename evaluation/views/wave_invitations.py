"""Invitations to a wave: keys made and shown once, as slips and as a list; withdrawn unused.

The keys stand on the page that made them, and nowhere else: files are made of what that page
sends back.
"""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from evaluation.actions import invitations as do
from evaluation.forms.waves import InvitationsForm, WithdrawForm
from evaluation.presenters import waves as words
from evaluation.presenters.papers import paper_of, refuse_unprintable
from evaluation.printing.papers import slips_pdf
from evaluation.selectors import waves as ask
from evaluation.views.wave_changes import WaveStep
from evaluation.views.waves import OfAWave
from partnership.pdf import PdfError
from partnership.pdf.apart import render_apart
from partnership.people.once import once
from partnership.people.permissions import Permission
from partnership.people.refusals import RefusedError
from partnership.web.forms import ONCE
from pilots.feedback_rules import Door

MADE = "evaluation/waves/invitations_made.html"
LOST = (
    "These invitations were made a moment ago. Their keys can’t be shown again: withdraw those that"
    " nobody used, and make others."
)


class InviteView(WaveStep):
    """Make invitations, and show their keys this once."""

    title = "Invitations"
    template_name = "evaluation/waves/invitations.html"

    def form(self, data: Any = None) -> InvitationsForm:
        return self.ready(InvitationsForm(data))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.again(form)
        keys: list[str] = []

        def make() -> str:
            number = form.cleaned_data["number"]
            keys.extend(do.make_invitations(wave=self.wave, number=number, by=self.person))
            return self.at("wave-invitations")

        try:
            where, is_first = once(form.cleaned_data[ONCE], by=self.person, act=make)
        except RefusedError as error:
            form.add_error(error.field, error.words)
            return self.again(form)
        if not is_first:
            messages.warning(request, LOST)
            return redirect(where)
        return self._made(keys)

    def _made(self, keys: list[str]) -> HttpResponse:
        self.template_name = MADE
        link = words.link_of(self.wave)
        context = self.get_context_data(keys=keys, link=link)
        response = self.render_to_response(context)
        add_never_cache_headers(response)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made, used = ask.invited(self.wave)
        return super().get_context_data(
            invited=words.invited_words(made, used),
            unused=made - used,
            wave=self.wave,
            is_over=ask.door_of(self.wave) is Door.CLOSED,
            **kwargs,
        )


class InvitationsFileView(OfAWave):
    """The keys that a page shows, as slips to cut apart or as a list."""

    permission = Permission.EVALUATE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keys = request.POST.get("keys", "").split()[: do.MOST_AT_ONCE]
        if not keys or not do.are_of(self.wave, keys):
            messages.error(request, "These are not keys of this wave’s invitations.")
            return redirect(self.at("wave-invitations"))
        if request.POST.get("kind") == "csv":
            return self._file(listed(words.link_of(self.wave), keys), "text/csv", "csv")
        paper = paper_of(self.wave, request.POST.get("language", ""))
        try:
            refuse_unprintable(paper)
            pdf = slips_pdf(paper, keys, render=render_apart)
        except PdfError as error:
            messages.error(request, str(error))
            return redirect(self.at("wave-invitations"))
        return self._file(pdf, "application/pdf", "pdf")

    def _file(self, content: bytes, kind: str, ending: str) -> HttpResponse:
        response = HttpResponse(content, content_type=kind)
        name = f"{self.wave.slug}-invitations.{ending}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        add_never_cache_headers(response)
        return response


def listed(link: str, keys: list[str]) -> bytes:
    """The keys with the links that hold them, as CSV that spreadsheet programs read."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("key", "link"))
    writer.writerows((key, f"{link}#{key}") for key in keys)
    return text.getvalue().encode("utf-8-sig")


class WithdrawView(WaveStep):
    """Invitations made void that nobody used."""

    title = "Withdraw unused invitations"
    lead = "Their keys open nothing any more. What was answered with the others stays."

    def form(self, data: Any = None) -> WithdrawForm:
        return self.ready(WithdrawForm(data))

    def act(self, form: Any) -> str:
        number = do.withdraw_unused(wave=self.wave, by=self.person)
        self.lead_on(f"{number:,} invitations are withdrawn." if number else "There were none.")
        return self.at("wave-invitations")
