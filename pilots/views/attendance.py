"""Who came to a meeting, and the interests that they declared."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse

from partnership.web.forms import Difference
from pilots.actions import attendance as actions
from pilots.actions.meeting_limits import NOT_CANCELLED
from pilots.forms import meetings as forms
from pilots.models import Meeting
from pilots.presenters import meeting_forms as words
from pilots.selectors import meetings as ask
from pilots.views.meeting_base import MeetingFormPage

FROZEN = "The minutes are approved, so what they rest on stays as it is. Add a correction instead."


class AttendanceView(MeetingFormPage):
    """Every seat in force on the day: was it filled?"""

    template_name = "pilots/meetings/attendance.html"
    title = "Who came"

    def closed(self) -> str:
        if self.meeting.are_minutes_approved:
            return FROZEN
        is_held = self.meeting.status == Meeting.Status.HELD
        return "" if is_held else "Say first on which day the meeting was held."

    def form(self, data: Any = None) -> forms.AttendanceForm:
        seats = ask.seats_at(self.meeting)
        form = forms.AttendanceForm(data, version=self.meeting.version, seats=seats)
        form.cancel_url = self.address
        return form

    def act(self, form: Any) -> str:
        counts = actions.record_attendance(
            meeting=self.meeting, seen=form.seen, by=self.person, marks=form.marks()
        )
        return self.lead_back(f"Saved. {counts.words} {counts.quorum_words}")

    def conflict(self, form: Any, now: Meeting) -> list[Difference]:
        return words.attendance_differences(form.marks(), ask.seats_at(now))


class DeclarationsView(MeetingFormPage):
    """The interests declared, a form for one more, and what was done about each."""

    template_name = "pilots/meetings/declarations.html"
    title = "Declarations of interest"

    def closed(self) -> str:
        if self.meeting.are_minutes_approved:
            return FROZEN
        return NOT_CANCELLED if self.meeting.status == Meeting.Status.CANCELLED else ""

    def form(self, data: Any = None) -> BaseForm:
        """The form for one more; or the one that was sent, of one that is there."""
        if data is not None and "declaration" in data:
            return forms.OutcomeForm(data.dict())
        form = forms.DeclarationForm(data, seats=ask.seats_at(self.meeting))
        form.cancel_url = self.address
        return form

    def act(self, form: Any) -> str:
        found = form.cleaned_data
        if isinstance(form, forms.OutcomeForm):
            actions.change_declaration(
                meeting=self.meeting,
                declaration=found["declaration"],
                shown=found["shown"],
                outcome=None if found["take_back"] else found["outcome"],
                by=self.person,
            )
        else:
            names = ("seat", "interest", "outcome")
            actions.declare_interest(
                meeting=self.meeting, by=self.person, **{name: found[name] for name in names}
            )
        messages.success(self.request, "Saved.")
        return self.at("meeting-declarations")

    def again(self, form: BaseForm, **context: Any) -> HttpResponse:
        if isinstance(form, forms.OutcomeForm):
            context["refused"], form = form, self.form()
        return super().again(form, **context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refused, declared = kwargs.get("refused"), ask.declarations_at(self.meeting)
        rows = [(each, forms.OutcomeForm.of(each, refused)) for each in declared]
        return super().get_context_data(declared=rows, **kwargs)
