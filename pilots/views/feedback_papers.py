"""The poster, the cards for tables and the paper form, as PDFs."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnership.pdf import PdfError
from pilots.feedback_words import chosen
from pilots.paper_files import kept
from pilots.presenters.feedback import paper_of
from pilots.printing.feedback import TITLES, feedback_pdf
from pilots.selectors import feedback as ask
from pilots.views.feedback_base import OfFeedback

FOLDER = "feedback"


class PaperView(OfFeedback):
    """One of them, in the language asked for."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind = self.kwargs["paper"]
        if kind not in TITLES:
            raise Http404("There is no such paper.")
        form = self.form_there if kind == "form" else self.public_form
        words = chosen(ask.wordings_of(self.programme), request.GET.get("language", ""))
        paper = paper_of(self.event, form, words)
        render = kept(self.event.pk, f"{kind}-{words.language}", folder=FOLDER)
        try:
            pdf = feedback_pdf(kind, paper, render=render)
        except PdfError as error:
            messages.error(request, str(error))
            return redirect(self.at("event-feedback"))
        response = HttpResponse(pdf, content_type="application/pdf")
        name = f"{self.event.slug}-feedback-{kind}-{words.language}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-cache"
        return response
