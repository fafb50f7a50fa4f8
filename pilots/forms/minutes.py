"""What a person may type of minutes: the text, its approval, a correction."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partnership.web.forms import VERSION, DayField, OnceForm, VersionedForm
from pilots.forms.meetings import long_text
from pilots.models import Meeting

MINUTES = 100_000  # characters: what one paper can print, with room to spare
CORRECTION = 5_000
BOUNDS: dict[str, Any] = {
    "min_value": 1,
    "max_value": 2_147_483_647,  # what every database keeps
    "widget": forms.HiddenInput,
}


class OfMinutes(VersionedForm):
    """A form whose version is kept with a draft: any other number is nobody's."""

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, version=version, **kwargs)
        self.fields[VERSION] = forms.IntegerField(initial=version, **BOUNDS)


class MinutesForm(OfMinutes):
    """The minutes' text."""

    submit_label = "Save the minutes"

    minutes = long_text(
        at_most=MINUTES,
        rows=22,
        label="Minutes",
        required=False,
        help_text="A blank line begins a paragraph; lines that begin with “- ” make a list."
        " Name posts, not people.",
    )
    # What the text was begun from: until it is saved, a draft goes on warning of newer minutes.
    begun_from = forms.IntegerField(required=False, **BOUNDS)

    @property
    def begun(self) -> int:
        """The version of the minutes that the text was begun from; only of a valid form."""
        return self.cleaned_data["begun_from"] or self.seen


class DraftForm(OfMinutes):
    """What is kept while somebody types."""

    minutes = long_text(at_most=MINUTES, rows=22, required=False, strip=False)


class ApproveForm(VersionedForm):
    """Which later meeting approved the minutes, and on which day."""

    submit_label = "Record the approval"

    at = forms.ChoiceField(label="The meeting that approved them", widget=forms.RadioSelect)
    on = DayField(
        required=False,
        label="The day of the approval",
        help_text="Leave it empty where it is the day of that meeting.",
    )

    def __init__(self, *args: Any, meetings: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(each.number): each for each in meetings}
        offered = [
            (number, f"Meeting {number}, held on {each.held.words}")
            for number, each in self.meetings.items()
        ]
        self.fields["at"].choices = offered  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["at"].initial = offered[0][0]

    def clean_at(self) -> Meeting:
        """The meeting of that number."""
        number = self.cleaned_data["at"]
        if number not in self.meetings:
            raise ValidationError("Choose one of the meetings")
        return self.meetings[number]


class CorrectionForm(OnceForm):
    """What is added to approved minutes."""

    submit_label = "Add the correction"

    text = long_text(
        at_most=CORRECTION,
        rows=6,
        label="The correction",
        help_text="Say which paragraph it is about and what it should say. It is printed beneath"
        " the minutes with today’s date; they stay as they were approved.",
    )
