"""A wave's QR code, its poster and its paper form."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from evaluation.presenters import waves as words
from evaluation.presenters.papers import paper_of, refuse_unprintable
from evaluation.printing import papers
from evaluation.views.waves import OfAWave
from partnership.pdf import PdfError
from partnership.people.permissions import Permission
from pilots.paper_files import kept
from pilots.qr import QrCode

FOLDER = "waves"


class QrView(OfAWave):
    """The QR code alone, for somebody's own poster."""

    permission = Permission.READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        picture = QrCode(words.link_of(self.wave)).png
        response = HttpResponse(picture, content_type="image/png")
        response["Content-Disposition"] = f'attachment; filename="{self.wave.slug}-qr.png"'
        return response


class PaperView(OfAWave):
    """One of its papers, in the language asked for."""

    permission = Permission.READ
    kind: ClassVar[str]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        paper = paper_of(self.wave, request.GET.get("language", ""))
        language = paper.words.language
        render = kept(self.wave.pk, f"{self.kind}-{language}", folder=FOLDER)
        try:
            refuse_unprintable(paper)
            pdf = self.printed(paper, render)
        except PdfError as error:
            messages.error(request, str(error))
            return redirect(self.at("wave"))
        response = HttpResponse(pdf, content_type="application/pdf")
        name = f"{self.wave.slug}-{self.kind}-{language}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-cache"
        return response

    def printed(self, paper: papers.WavePaper, render: papers.Render) -> bytes:
        """The paper's file. May raise a PdfError."""
        raise NotImplementedError


class PosterView(PaperView):
    kind = "poster"

    def printed(self, paper: papers.WavePaper, render: papers.Render) -> bytes:
        return papers.poster_pdf(paper, render=render)


class PaperFormView(PaperView):
    kind = "form"

    def printed(self, paper: papers.WavePaper, render: papers.Render) -> bytes:
        return papers.form_pdf(paper, render=render)
