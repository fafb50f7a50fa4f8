"""Bodies that are reported to: their list, one with all that is kept of it, and its changes."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from partnership.people.history import history_of
from partnership.people.permissions import Permission
from partnership.programmes.reach import EVERYTHING
from partnership.programmes.views.forms import FormPage
from partnership.reports.actions import bodies as do
from partnership.reports.forms import bodies as forms
from partnership.reports.models import Direction, TemplateChoice
from partnership.reports.presenters.bodies import body_facts, list_lines, officer_lines, word_rows
from partnership.reports.presenters.section import views_of_reports
from partnership.reports.selectors import bodies as ask
from partnership.reports.selectors.word import decisions_of
from partnership.reports.templates import template_for
from partnership.reports.views.of_templates import AboutReports, KeepsReports
from partnership.web.forms import SureForm
from pilots.models import BodyMeeting, ReportingBody
from pilots.selectors.organisations import register


class BodiesView(AboutReports):
    """Whom the programme reports to."""

    template_name = "reports/bodies/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = ask.body_lines(self.entry, on=timezone.localdate())
        return super().get_context_data(
            lines=list_lines(lines),
            views=views_of_reports(self.entry, "reporting-bodies"),
            **kwargs,
        )


class BelowBodies(AboutReports):
    """A page below the list of bodies."""

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), ("Bodies", self.at("reporting-bodies"))]


class NewBodyView(BelowBodies, KeepsReports):
    """Report to a body."""

    title = "Add a body"

    def form(self, data: Any = None) -> forms.NewBodyForm:
        form = forms.NewBodyForm(
            data,
            programme=self.programme,
            register=register(self.programme, reach=EVERYTHING),
            templates=ask.published_templates(self.programme),
        )
        form.cancel_url = self.at("reporting-bodies")
        return form

    def act(self, form: Any) -> str:
        body = do.add_body(
            programme=self.programme,
            details=form.details(),
            template=form.cleaned_data["template"],
            by=self.person,
        )
        words = f"{body.name} is added. Record when it meets, so that its reports have deadlines."
        return self.lead_on(words, self.at("reporting-body", body.slug))


class OfABody(BelowBodies):
    """A page about the body of the address; one out of reach is not found."""

    @cached_property
    def body(self) -> ReportingBody:
        """The body."""
        body = ask.body_within(self.entry, self.kwargs["body"])
        if body is None:
            raise Http404("The programme reports to no such body within reach.")
        return body

    @property
    def own_page(self) -> str:
        """The body’s own page."""
        return self.at("reporting-body", self.body.slug)

    @property
    def plans(self) -> bool:
        """Whether the person records when the body meets."""
        return self.entry.may(Permission.DRAFT_REPORTS, self.body.at)

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), (self.body.name, self.own_page)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", self.body.name)
        return super().get_context_data(body=self.body, **kwargs)


class BodyView(OfABody):
    """A body: how often it is reported to and on what, when it meets, who gets its papers."""

    template_name = "reports/bodies/one.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body, today = self.body, timezone.localdate()
        return super().get_context_data(
            facts=body_facts(body),
            words=word_rows(body),
            template=template_for(body, today),
            choices=ask.choices_of(body),
            today=today,
            coming=ask.meetings_to_come(body, on=today),
            past=ask.meetings_past(body, on=today),
            officers=officer_lines(self.entry, ask.officers(body, on=today)),
            manages=self.entry.may(Permission.MANAGE),
            plans=self.plans,
            may_hear=self.entry.may(Permission.READ_REPORTS, body.at),
            last_word=decisions_of(body).first(),
            live_directions=body.directions.filter(status=Direction.Status.LIVE).count(),
            history=history_of(body, noun="body"),
            breadcrumbs=self.trail()[:-1],
            caption="",
            **kwargs,
        )


class KeepsABody(OfABody, KeepsReports):
    """A page on which a body is changed; who may not even read of it does not find it."""

    def find(self) -> None:
        _ = self.body

    def ready(self, form: Any) -> Any:
        """The form with the way back."""
        form.cancel_url = self.own_page
        return form


class ChangeBodyView(KeepsABody):
    """Describe a body otherwise."""

    title = "Change the body"

    def form(self, data: Any = None) -> forms.BodyForm:
        body = self.body
        form = forms.BodyForm(
            data,
            version=body.version,
            initial=do.BodyDetails.of(body).by_name,
            has_reports=ask.has_reports(body),
            programme=self.programme,
            register=register(self.programme, reach=EVERYTHING),
        )
        return self.ready(form)

    def act(self, form: Any) -> str:
        details = form.details(self.body)
        do.change_body(body=self.body, seen=form.seen, details=details, by=self.person)
        return self.lead_on("The body is saved.", self.own_page)


class WordsView(KeepsABody):
    """Give a body its own words of status."""

    title = "Its words of status"

    def form(self, data: Any = None) -> forms.WordsForm:
        body = self.body
        begun = forms.WordsForm.begin(body)
        return self.ready(forms.WordsForm(data, version=body.version, initial=begun))

    def act(self, form: Any) -> str:
        do.change_words(body=self.body, seen=form.seen, words=form.words(), by=self.person)
        return self.lead_on("Its words are saved.", f"{self.own_page}#words")

    def compared(self, form: Any, now: Any) -> list[Any]:
        return form.beside(now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = (
            "Papers to this body print its own words, with ours beside them where they are"
            " explained. Leave empty what it has no word for."
        )
        return super().get_context_data(lead=lead, **kwargs)


class ChooseTemplateView(KeepsABody):
    """Report to a body on another template, from a day on."""

    title = "Choose its template"

    def form(self, data: Any = None) -> forms.TemplateChoiceForm:
        today = timezone.localdate()
        initial = {"template": template_for(self.body, today), "from_on": today}
        templates = ask.published_templates(self.programme)
        return self.ready(forms.TemplateChoiceForm(data, initial=initial, templates=templates))

    def act(self, form: Any) -> str:
        do.choose_template(body=self.body, by=self.person, **form.cleaned_data)
        return self.lead_on("Its template is chosen.", f"{self.own_page}#template")


class DropChoiceView(KeepsABody):
    """Take back the choice of a template that does not hold yet."""

    template_name = "reports/bodies/drop_choice.html"
    title = "Remove the choice of a template"

    @cached_property
    def choice(self) -> TemplateChoice:
        """The choice of the address, by its day."""
        try:
            found = ask.find_choice(self.body, date.fromisoformat(self.kwargs["day"]))
        except ValueError as error:
            raise Http404("A choice’s address ends with its day.") from error
        if found is None:
            raise Http404("No template was chosen from that day on.")
        return found

    def find(self) -> None:
        _ = self.choice

    def form(self, data: Any = None) -> Any:
        return self.ready(SureForm(data, label="Remove the choice"))

    def act(self, form: Any) -> str:
        do.drop_choice(body=self.body, from_on=self.choice.from_on, by=self.person)
        return self.lead_on("The choice is removed.", f"{self.own_page}#template")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(choice=self.choice, **kwargs)


class MeetingPage(OfABody, FormPage):
    """A page on which meetings of a body are recorded, by those who draft its reports."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.entry.require(Permission.DRAFT_REPORTS, self.body.at)

    def ready(self, form: Any) -> Any:
        """The form with the way back."""
        form.cancel_url = f"{self.own_page}#meetings"
        return form


class NewMeetingView(MeetingPage):
    """Record a meeting."""

    title = "Add a meeting"

    def form(self, data: Any = None) -> forms.NewMeetingForm:
        return self.ready(forms.NewMeetingForm(data))

    def act(self, form: Any) -> str:
        do.add_meeting(body=self.body, details=form.details(), by=self.person)
        return self.lead_on("The meeting is added.", f"{self.own_page}#meetings")


class OfAMeeting(MeetingPage):
    """A page about the meeting of the address, by its day."""

    @cached_property
    def meeting(self) -> BodyMeeting:
        """The meeting."""
        try:
            found = ask.find_meeting(self.body, date.fromisoformat(self.kwargs["day"]))
        except ValueError as error:
            raise Http404("A meeting’s address ends with its day.") from error
        if found is None:
            raise Http404("The body has no meeting on that day.")
        return found


class MeetingView(OfAMeeting):
    """Move a meeting, or the day on which papers are due."""

    title = "Change the meeting"

    def form(self, data: Any = None) -> forms.MeetingForm:
        meeting = self.meeting
        initial = {name: getattr(meeting, name) for name in forms.MeetingForm.base_fields}
        return self.ready(forms.MeetingForm(data, version=meeting.version, initial=initial))

    def act(self, form: Any) -> str:
        do.change_meeting(
            meeting=self.meeting, seen=form.seen, details=form.details(), by=self.person
        )
        return self.lead_on("The meeting is saved.", f"{self.own_page}#meetings")


class RemoveMeetingView(OfAMeeting):
    """Remove a meeting that will not be."""

    template_name = "reports/bodies/sure.html"
    title = "Remove the meeting"

    def form(self, data: Any = None) -> Any:
        return self.ready(SureForm(data, label="Remove the meeting"))

    def act(self, form: Any) -> str:
        do.remove_meeting(meeting=self.meeting, by=self.person)
        return self.lead_on("The meeting is removed.", f"{self.own_page}#meetings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.meeting, **kwargs)
