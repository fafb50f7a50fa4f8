"""What is asked as an event goes on: when it was held, how many came, why it was cancelled."""

from typing import Any

from django import forms

from partnership.web.forms import PartialDateFormField, VersionedForm
from pilots.actions.corrections import Corrected
from pilots.figure_words import figure, of_what
from pilots.forms.event_fields import PeopleField
from pilots.forms.event_figures import FigureFields
from pilots.forms.fields import LineField
from pilots.models import Event, EventCount
from pilots.models.event_detail import Qualifier

FORGOTTEN = "forgotten"
ABOVE_LABEL = "Why more attended than came through the door"
ABOVE_HELP = "Such as: groups came in by the side door. It is shown with the figures. No names."


class HeldForm(VersionedForm, FigureFields):
    """That it was held: when, how it went, how many came – now or later."""

    submit_label = "It was held"
    field_order = ("happened", "adults", "children", "footfall", "sure", "that_many", "went")

    happened = PartialDateFormField(label="When was it held?")
    went = LineField(
        required=False,
        max_length=300,
        label="How did it go, in a line?",
        help_text="What you would tell a colleague. No names.",
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, version=event.version, **kwargs)
        self.fields["happened"].initial = event.happened
        self.fields["went"].initial = event.went
        if not event.kind.asks_footfall:
            self.fields["footfall"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["figures"] = self.figures()
        return cleaned


class ConfirmForm(VersionedForm):
    """That the figures are right; `odd` says what does not fit together in them."""

    submit_label = "Confirm the figures"

    why = LineField(required=False, max_length=200, label=ABOVE_LABEL, help_text=ABOVE_HELP)

    def __init__(self, *args: Any, event: Event, odd: str, **kwargs: Any) -> None:
        super().__init__(*args, version=event.version, **kwargs)
        self.fields["why"].initial = event.above_why
        if not odd:
            del self.fields["why"]


class ExplainForm(VersionedForm):
    """Why more attended than came through the door."""

    submit_label = "Save why"

    why = LineField(max_length=200, label=ABOVE_LABEL, help_text=ABOVE_HELP)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, version=event.version, **kwargs)
        self.fields["why"].initial = event.above_why


class CancelForm(VersionedForm):
    """Why a planned event is not held."""

    submit_label = "Cancel the event"

    why = LineField(max_length=300, label="Why is it cancelled?", help_text="No names.")


class ReopenForm(VersionedForm):
    """Why an event is planned again."""

    submit_label = "Plan it again"

    why = LineField(
        required=False,
        max_length=90,
        label="Why, in a few words",
        help_text="It is kept in the event’s history.",
    )


class CorrectForm(VersionedForm):
    """A confirmed figure, what it should be, and why; or one that was forgotten."""

    submit_label = "Correct the figure"

    which = forms.ChoiceField(label="Which figure?", widget=forms.RadioSelect)
    type = forms.ChoiceField(
        required=False,
        label="What was counted",
        choices=EventCount.Type.choices,
        help_text="Only for a figure that was forgotten.",
    )
    group = LineField(
        required=False,
        max_length=60,
        label="Of whom",
        help_text="Only for a figure that was forgotten. Such as: adults. Empty is everybody.",
    )
    value = PeopleField(
        label="The right number", help_text="Leave it empty if it turns out not to be known."
    )
    qualifier = forms.ChoiceField(
        label="How sure is it?",
        choices=[(each.value, each.label.capitalize()) for each in Qualifier],
        initial=Qualifier.EXACT,
    )
    why = LineField(
        max_length=200, label="Why is it corrected?", help_text="Readers are told. No names."
    )

    def __init__(self, *args: Any, counts: list[EventCount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counts = {str(count.pk): count for count in counts}
        which: Any = self.fields["which"]
        which.choices = [
            *((key, _told(count)) for key, count in self.counts.items()),
            (FORGOTTEN, "One that was forgotten"),
        ]

    def corrected(self) -> Corrected:
        """The figure as it should have been; only of a valid form."""
        given = self.cleaned_data
        row = self.counts.get(given["which"])
        type, group = (row.type, row.group) if row else (given["type"], given["group"])
        return Corrected(type, group, given["value"], self._sure())

    def _sure(self) -> str:
        known = self.cleaned_data["value"] is not None
        return str(self.cleaned_data["qualifier"]) if known else str(Qualifier.EXACT)


def _told(count: EventCount) -> str:
    return f"{of_what(count.type, count.group)}: {figure(count.value, count.qualifier)}"
