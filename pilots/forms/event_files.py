"""What a person may say of an event's photographs and documents."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils import timezone

from partnership.people.refusals import RefusedError
from partnership.web.forms import BaseForm, DayField, OnceForm, VersionedForm
from pilots.actions.event_files import Removal, Said, refuse
from pilots.attachment_rules import ALLOWED_WORDS
from pilots.forms.fields import LineField
from pilots.forms.uploads import FilesField, PhotographsField
from pilots.models import EventFile

NO_NAMES = "Never anybody’s name, least of all a child’s: young people are never named."
CONSENTS = [
    (value, label)
    for value, label in sorted(EventFile.Consent.choices, key=lambda each: not each[0])
]
REASONS = (
    (Removal.CONSENT, "Somebody in it, or a parent or guardian, took the consent back"),
    (Removal.NOT_FIT, "It should not have been added"),
    (Removal.OLD, "It is not needed any more"),
)


class SaysOfFile(BaseForm):
    """The part of a form that describes a file."""

    def said(self) -> Said:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        return Said(**{f.name: given[f.name] for f in fields(Said) if f.name in given})


class ConsentFields(SaysOfFile):
    """Who agreed, when, and who keeps what they signed."""

    is_photo = True

    consent = forms.ChoiceField(
        label="Who can be recognised, and did they agree?",
        choices=CONSENTS,
        required=False,
        widget=forms.RadioSelect,
    )
    consent_on = DayField(label="Day on which they agreed", required=False)
    consent_held_by = LineField(
        label="Who keeps the signed forms",
        required=False,
        help_text="A post, such as: community librarian. Not a name.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent_on"].widget.attrs["max"] = timezone.localdate().isoformat()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                refuse(self.said(), is_photo=self.is_photo)
            except RefusedError as error:
                self.add_error(error.field, error.words)
        return data


class PhotographFields(ConsentFields):
    """What is to be seen, who agreed to it, and whether it may be printed."""

    field_order = ("uploads", "caption", "consent", "consent_on", "consent_held_by")

    caption = LineField(
        label="What is to be seen",
        max_length=300,
        required=False,
        help_text=f"Such as: children planting bulbs. {NO_NAMES} People who can’t see the picture"
        " hear this.",
    )
    may_be_printed = forms.BooleanField(
        label="It may be printed in reports and case studies",
        required=False,
        help_text="Only with a consent.",
    )


class AddPhotographsForm(PhotographFields, OnceForm):
    """One or more photographs, and what is said of each of them."""

    submit_label = "Add"

    uploads = PhotographsField(
        label="Photographs",
        help_text="JPEG, PNG or WebP. Where and with what they were taken is left out of them.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caption"].label = "What is to be seen, if it is the same on all"


class DocumentFields(ConsentFields):
    """What a document is, and who agreed where somebody can be recognised in it."""

    is_photo = False
    field_order = ("uploads", "caption", "consent", "consent_on", "consent_held_by")

    caption = LineField(
        label="What it is",
        max_length=300,
        required=False,
        help_text=f"Such as: poster, programme of the day. {NO_NAMES}",
    )
    may_be_printed = forms.BooleanField(
        label="It may be printed in reports and case studies", required=False
    )


class AddDocumentsForm(DocumentFields, OnceForm):
    """One or more documents."""

    submit_label = "Add"

    uploads = FilesField(label="Documents", help_text=f"{ALLOWED_WORDS}.")


class PhotographForm(PhotographFields, VersionedForm):
    """A photograph described anew."""


class DocumentForm(DocumentFields, VersionedForm):
    """A document described anew."""


class RemoveFileForm(VersionedForm):
    """A file to remove for good, and why."""

    submit_label = "Remove it for good"

    reason = forms.ChoiceField(
        label="Why is it removed?",
        choices=[(each.name, words) for each, words in REASONS],
        widget=forms.RadioSelect,
        help_text="The event’s history keeps this, with who removed it and when.",
    )
