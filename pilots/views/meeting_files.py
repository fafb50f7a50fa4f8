"""What is taken away from a meeting: agenda and minutes as PDFs, an invitation for calendars."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnership.pdf import PdfError
from pilots.calendars import NoDayError
from pilots.paper_files import kept
from pilots.presenters import meeting_papers as papers
from pilots.printing import agenda_pdf, minutes_pdf
from pilots.selectors import meeting_papers as ask
from pilots.selectors.calendars import invitation_to
from pilots.views.meeting_base import OfAMeeting


class FileOfAMeeting(OfAMeeting):
    """A file of one meeting, for those who may read it."""

    http_method_names = ["get", "head", "options"]
    content_type = "application/pdf"
    name = ""

    def content(self) -> bytes:
        """The file. May raise PdfError, and Http404 where there is nothing to print."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = HttpResponse(self.content(), content_type=self.content_type)
        except PdfError as error:
            messages.error(request, str(error))
            return redirect(self.address)
        name = f"{self.group.slug}-meeting-{self.meeting.number}-{self.name}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-cache"
        return response


class AgendaPdfView(FileOfAMeeting):
    name = "agenda.pdf"

    def content(self) -> bytes:
        parts = ask.agenda_parts(self.meeting)
        if not parts.agenda:
            raise Http404("This meeting has no agenda yet.")
        paper = papers.agenda_paper(self.meeting, parts)
        return agenda_pdf(paper, render=kept(self.meeting.pk, "agenda"))


class MinutesPdfView(FileOfAMeeting):
    name = "minutes.pdf"

    def content(self) -> bytes:
        if not self.meeting.minutes.strip():
            raise Http404("The minutes of this meeting are not written yet.")
        paper = papers.minutes_paper(self.meeting, ask.minutes_parts(self.meeting))
        return minutes_pdf(paper, render=kept(self.meeting.pk, "minutes"))


class InvitationView(FileOfAMeeting):
    content_type = "text/calendar; charset=utf-8"
    name = "invitation.ics"

    def content(self) -> bytes:
        try:
            return invitation_to(self.meeting)
        except NoDayError as error:
            raise Http404(str(error)) from error
