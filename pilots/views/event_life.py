"""Pages on which an event is said to be held, is confirmed, cancelled, reopened, corrected."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnership.people.permissions import Permission
from pilots.actions import corrections, event_life
from pilots.event_access import may_change_event, require_change
from pilots.event_parts import PARTS
from pilots.event_rules import is_ahead
from pilots.forms import event_life as forms
from pilots.models import Event
from pilots.presenters.events import count_lines
from pilots.views.of_an_event import EventFormPage

Status = Event.Status


class HoldView(EventFormPage):
    """Say that a planned event was held, and how many came."""

    title = "It was held"
    lead = "Leave what you don’t know yet: it can be added later."
    done = "Recorded as held. Add activities, partners, feedback – now or later."

    def closed(self) -> str:
        return event_life.refused(self.event, Status.PLANNED)

    def form(self, data: Any = None) -> forms.HeldForm:
        return self.ready(forms.HeldForm(data, event=self.event))

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        event_life.hold_event(
            event=self.event,
            seen=form.seen,
            happened=given["happened"],
            went=given["went"],
            figures=given["figures"],
            by=self.person,
        )
        return self.lead_back()


class OfCounts(EventFormPage):
    """A page for those who confirm counts there."""

    template_name = "pilots/events/figures.html"
    permission = Permission.CONFIRM_COUNTS

    def require(self) -> None:
        self.entry.require(Permission.CONFIRM_COUNTS, self.event.at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            counts=count_lines(self.event.counts.all()),
            odd=event_life.figures_at_odds(self.event),
            **kwargs,
        )


class ConfirmView(OfCounts):
    """Confirm an event's figures."""

    title = "Confirm the figures"
    lead = "From then on a figure is only corrected, with a reason, and what it was stays readable."
    done = "The figures are confirmed."

    def closed(self) -> str:
        return event_life.refused(self.event, Status.HELD)

    def form(self, data: Any = None) -> forms.ConfirmForm:
        odd = event_life.figures_at_odds(self.event)
        return self.ready(forms.ConfirmForm(data, event=self.event, odd=odd))

    def act(self, form: Any) -> str:
        event_life.confirm_figures(
            event=self.event,
            seen=form.seen,
            why=form.cleaned_data.get("why", ""),
            by=self.person,
        )
        return self.lead_back()


class ExplainView(OfCounts):
    """Say why more attended than came through the door."""

    permission = Permission.LOG_EVENTS
    title = "Why more attended than came through the door"
    lead = "What you write is shown beside the figures: on the page, in files and in reports."
    done = "The reason is kept with the figures."

    def require(self) -> None:
        if self.event.status == Status.CONFIRMED:
            return super().require()
        return require_change(self.entry, self.event, self.person)

    def closed(self) -> str:
        if event_life.figures_at_odds(self.event):
            return ""
        return "Its figures fit together: there is nothing to explain."

    def form(self, data: Any = None) -> forms.ExplainForm:
        return self.ready(forms.ExplainForm(data, event=self.event))

    def act(self, form: Any) -> str:
        why = form.cleaned_data["why"]
        event_life.explain_figures(event=self.event, seen=form.seen, why=why, by=self.person)
        return self.lead_back()


class CorrectView(OfCounts):
    """Correct a confirmed figure."""

    title = "Correct a figure"
    lead = "The event stays confirmed. What the figure was is kept, with why and since when."
    done = "The figure is corrected. What it was is kept beside it."

    def closed(self) -> str:
        is_confirmed = self.event.status == Status.CONFIRMED
        return "" if is_confirmed else "Its figures are not confirmed: change them as they are."

    def form(self, data: Any = None) -> forms.CorrectForm:
        counts = list(self.event.counts.all())
        return self.ready(forms.CorrectForm(data, version=self.event.version, counts=counts))

    def act(self, form: Any) -> str:
        corrections.correct_count(
            event=self.event,
            seen=form.seen,
            corrected=form.corrected(),
            why=form.cleaned_data["why"],
            by=self.person,
        )
        return self.lead_back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        args = [self.programme.slug, self.event.slug]
        elsewhere = [
            (part.title, reverse("event-detail", args=[*args, part.slug]))
            for part in PARTS.values()
            if part.corrected
        ]
        return super().get_context_data(elsewhere=elsewhere, **kwargs)


class CancelView(EventFormPage):
    """Cancel a planned event."""

    title = "Cancel the event"
    lead = "It stays in the list as cancelled, with why, and is asked for no figures."
    done = "The event is cancelled."

    def closed(self) -> str:
        return event_life.refused(self.event, Status.PLANNED)

    def form(self, data: Any = None) -> forms.CancelForm:
        return self.ready(forms.CancelForm(data, version=self.event.version))

    def act(self, form: Any) -> str:
        why = form.cleaned_data["why"]
        event_life.cancel_event(event=self.event, seen=form.seen, why=why, by=self.person)
        return self.lead_back()


class ReopenView(EventFormPage):
    """Let a cancelled event be planned again, or one that was said to be held by mistake."""

    title = "Plan it again"
    lead = "For an event that was cancelled, or said to be held, by mistake."
    done = "It is planned again."

    def closed(self) -> str:
        return event_life.refused(self.event, Status.CANCELLED, Status.HELD)

    def form(self, data: Any = None) -> forms.ReopenForm:
        return self.ready(forms.ReopenForm(data, version=self.event.version))

    def act(self, form: Any) -> str:
        why = form.cleaned_data["why"]
        event_life.reopen_event(event=self.event, seen=form.seen, why=why, by=self.person)
        return self.lead_back()


def life_of(page: Any, event: Event) -> dict[str, Any]:
    """What can be done with an event next, for the buttons of its page.

    (address, words, whether it is what comes next) of each.
    """
    from_log = may_change_event(page.entry, event, page.person)
    confirms = page.entry.may(Permission.CONFIRM_COUNTS, event.at)
    match event.status:
        case Status.HELD if confirms:
            found = [("event-confirm", "Confirm the figures", True)]
        case Status.CONFIRMED if confirms:
            found = [("event-correct", "Correct a figure", True)]
        case _:
            found = _steps(event) if from_log else []
    return {
        "next_steps": found,
        "may_detail": from_log,
        "may_explain": confirms if event.status == Status.CONFIRMED else from_log,
    }


def _steps(event: Event) -> list[tuple[str, str, bool]]:
    """What is next for an event that was not held yet; of one ahead, nothing is."""
    if event.status == Status.CANCELLED:
        return [("event-reopen", "Plan it again", False)]
    if event.status != Status.PLANNED:
        return []
    is_over = not is_ahead(event.happened, timezone.localdate())
    hold = "It was held: add figures" if is_over else "It was held already"
    return [("event-hold", hold, is_over), ("event-cancel", "Cancel it", False)]
