"""An event's feedback: results, the public form with its link and QR code, its days."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from partnership.people.history import history_of
from partnership.people.views.forms import WithForm
from pilots.actions import feedback as do
from pilots.feedback_rules import first_days
from pilots.forms import feedback as forms
from pilots.models import Event
from pilots.presenters import events as event_words
from pilots.presenters import feedback as words
from pilots.printing.feedback import is_printable
from pilots.qr import QrCode
from pilots.selectors import feedback as ask
from pilots.selectors.figures_as_at import feedback_as_at
from pilots.views.feedback_base import FeedbackStep, OfFeedback

ASKING = ("opens_on", "closes_on", "asks_comment")


class EventFeedbackView(OfFeedback):
    """What people thought, and how they are asked."""

    template_name = "pilots/feedback/event.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event, form = self.event, self.form_there
        given = ask.points_given(event, as_at=self.as_at)
        return super().get_context_data(
            event=event,
            form_there=form,
            told=words.form_told(form, event, on=timezone.localdate()) if form else None,
            code=QrCode(words.link_of(form)) if form else None,
            results=words.results_told(given, words.small_numbers(self.programme)),
            came=words.channel_words(ask.came_by(event, as_at=self.as_at)),
            left_out=words.left_out_words(ask.left_out(event, as_at=self.as_at)),
            stated=event_words.feedback_lines(
                feedback_as_at(event, self.as_at), least=self.programme.counts_only_below
            ),
            languages=[(each, is_printable(each)) for each in ask.wordings_of(self.programme)],
            may_change=self.may_change,
            reads_comments=self.reads_comments,
            is_cancelled=event.status == Event.Status.CANCELLED,
            history=history_of(form, noun="form") if form else [],
            breadcrumbs=self.trail(),
            **kwargs,
        )


class QrView(OfFeedback):
    """The QR code alone, for somebody's own poster."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        picture = QrCode(words.link_of(self.public_form)).png
        response = HttpResponse(picture, content_type="image/png")
        name = f"{self.event.slug}-feedback-qr.png"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class AskView(WithForm, FeedbackStep):
    """Make a public form for the event."""

    title = "Ask people what they thought"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.form_there:
            return redirect(self.at("event-feedback"))
        return super().get(request, *args, **kwargs)

    def form(self, data: Any = None) -> forms.AskForm:
        opens, closes = first_days(self.event.happened.day, today=timezone.localdate())
        form = forms.AskForm(
            data, initial={"opens_on": opens, "closes_on": closes, "asks_comment": True}
        )
        form.cancel_url = self.at("event-feedback")
        return form

    def act(self, form: Any) -> str:
        asking = do.Asking(**{name: form.cleaned_data[name] for name in ASKING})
        do.ask_people(event=self.event, asking=asking, by=self.person)
        messages.success(self.request, "The form is made. Print the poster, or send the link.")
        return self.at("event-feedback")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["lead"] = (
            "Makes a form that anybody can answer by a link or a QR code: five answers to choose"
            " from, no account, no name."
        )
        return super().get_context_data(**kwargs)


class FormStep(WithForm, FeedbackStep):
    """A page that changes the public form that there is."""

    done = ""
    lead = ""

    def let_in(self) -> None:
        super().let_in()
        assert self.public_form

    def ready(self, form: Any) -> Any:
        form.cancel_url = self.at("event-feedback")
        return form

    def lead_on(self) -> str:
        messages.success(self.request, self.done)
        return self.at("event-feedback")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("lead", self.lead)
        return super().get_context_data(**kwargs)


class ChangeFormView(FormStep):
    """Other days for the form."""

    title = "Change the feedback form"
    done = "Saved. The link and the QR code stay the same."

    def form(self, data: Any = None) -> forms.ChangeForm:
        there = self.public_form
        initial = {name: getattr(there, name) for name in ASKING}
        return self.ready(forms.ChangeForm(data, version=there.version, initial=initial))

    def act(self, form: Any) -> str:
        asking = do.Asking(**{name: form.cleaned_data[name] for name in ASKING})
        do.change_form(form=self.public_form, seen=form.seen, asking=asking, by=self.person)
        return self.lead_on()


class CloseFormView(FormStep):
    """No more answers."""

    title = "Close the feedback form"
    lead = "It takes no more answers from now on. What was answered stays; you can open it again."
    done = "The form is closed."

    def form(self, data: Any = None) -> forms.CloseForm:
        return self.ready(forms.CloseForm(data, version=self.public_form.version))

    def act(self, form: Any) -> str:
        do.close_form(form=self.public_form, seen=form.seen, by=self.person)
        return self.lead_on()


class ReopenFormView(FormStep):
    """Answers again, under the same link."""

    title = "Open the feedback form again"
    lead = "The link and the QR code are the same as before."
    done = "The form takes answers again."

    def form(self, data: Any = None) -> forms.ReopenForm:
        _, closes = first_days(None, today=timezone.localdate())
        there = self.public_form
        initial = {"closes_on": max(closes, there.closes_on)}
        return self.ready(forms.ReopenForm(data, version=there.version, initial=initial))

    def act(self, form: Any) -> str:
        do.reopen_form(
            form=self.public_form,
            seen=form.seen,
            closes_on=form.cleaned_data["closes_on"],
            by=self.person,
        )
        return self.lead_on()
