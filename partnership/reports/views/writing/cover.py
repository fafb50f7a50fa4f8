"""The cover of a report is written: saved while it is typed, as its sections are."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from partnership.people import kept_forms
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.reports.actions import writing as do
from partnership.reports.forms.writing import CoverForm, meeting_words
from partnership.reports.models import Cover
from partnership.reports.presenters import writing as words
from partnership.reports.selectors import desk as ask
from partnership.reports.views.writing.base import DeskPage
from partnership.reports.views.writing.telling import (
    BY_HAND,
    NOT_SAVED,
    OVERTAKEN,
    refused,
    told,
)
from partnership.web.forms import VERSION, Difference
from pilots.views.kept import JSON, KeptFormPage

SAVED = "The cover is saved."


class CoverView(KeptFormPage, DeskPage):
    """What is asked of the body, by whom, and at which meeting."""

    template_name = "reports/writing/cover.html"
    title = "Cover"

    def form(self, data: Any = None) -> CoverForm:
        cover, written = self.desk.cover, self.desk.written
        own = ("purpose", "recommendations", "report_by", "direction")
        form = CoverForm(
            data,
            version=cover.version if cover.pk else 0,
            initial={name: getattr(cover, name) for name in own}
            | {"meeting": str(self.report.meeting_id or "")},
        )
        form.offer(
            purposes=written.layout.purposes,
            asks=written.layout.asks,
            meetings=list(ask.meetings_for(self.report)),
            directions=written.directions if words.asks_for_direction(self.desk) else (),
        )
        form.cancel_url = self.at("report-write")
        form.keep = f"{self.person.pk}:{self.programme.slug}"
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("Accept") != JSON or kept_forms.is_anothers(request):
            return super().post(request, *args, **kwargs)
        form = self.form(request.POST)
        if not form.is_valid():
            return refused(form)
        try:
            cover = self.write(form)
        except RefusedError as error:
            return told([error.words], status=NOT_SAVED)
        except ChangedMeanwhileError:
            return told([], status=OVERTAKEN)
        if request.POST.get(BY_HAND):
            messages.success(request, SAVED)
        return told([], notes={VERSION: cover.version})

    def write(self, form: Any) -> Cover:
        """Save what was sent in a valid form."""
        details, seen = form.details(), form.seen
        return do.write_cover(report=self.report, seen=seen, details=details, by=self.person)

    def act(self, form: Any) -> str:
        self.write(form)
        messages.success(self.request, SAVED)
        return self.at("report-write")

    def compared(self, form: Any, now: Any) -> list[Difference]:
        """What differs, and the meeting, which stands on the report and not on its cover."""
        found = super().compared(form, now)
        stands, typed = self.report.meeting, form.details().meeting
        if stands != typed:
            label = str(form["meeting"].label)
            found.append(Difference(label, meeting_words(stands), meeting_words(typed)))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["form"].is_overtaken = "overtaken" in kwargs
        return context | {
            "report": self.report,
            "caption": f"{self.body.name}, {self.report.period.words}",
            "next_words": words.next_words(self.report),
            "may_write": self.may_write,
            "cover": self.desk.cover,
            "stale": self.desk.stale_asked,
            "unprintable": words.unprintable_on_cover(self.desk),
            "last": self.desk.last,
            "recommendations": self.desk.written.recommendations,
            "write_url": self.at("report-write"),
        }
