"""Fields that several of this app's forms have."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from partnership.dates import day_words
from partnership.people.refusals import RefusedError
from partnership.web.forms import DayField
from pilots.actions.attachments import check_upload
from pilots.attachment_rules import ALLOWED_WORDS
from pilots.models import Event

LARGEST = 2**63 - 1  # a record's key; a database refuses to look for a larger one


class EvidenceFileField(forms.FileField):
    """A file that may show something: its size and content are checked before all else."""

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, required=False, help_text=f"{ALLOWED_WORDS}.")

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        upload: UploadedFile | None = super().clean(data, initial)
        if upload:
            try:
                check_upload(upload)
            except RefusedError as error:
                raise forms.ValidationError(error.words) from error
        return upload or None


def reported_field() -> DayField:
    """The day for which something is reported; today where nothing is typed."""
    return DayField(
        label="Reported on",
        required=False,
        help_text="Today, unless it was said on an earlier day: then it is shown as a late entry.",
    )


def event_choices(events: Iterable[Event]) -> list[tuple[str, str]]:
    """The events that may show something, each with its day."""
    return [("", "None"), *((event.slug, f"{event.name}, {_when(event)}") for event in events)]


def _when(event: Event) -> str:
    return event.happened.words if event.happened else f"reported {day_words(event.reported_on)}"


class ChosenDay(forms.ChoiceField):
    """One of some days, each the value of its choice, or words that stand for no day.

    A day that a form offered yesterday, or before somebody else's change, is still a day.
    """

    def valid_value(self, value: Any) -> bool:
        return super().valid_value(value) or day_of(value) is not None


def day_of(value: Any) -> date | None:
    """The day that a choice's value is; None for words."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
