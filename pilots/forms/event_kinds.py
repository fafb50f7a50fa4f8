"""What a person may say of a kind of event."""

from dataclasses import fields

from django import forms

from partnership.web.forms import BaseForm, OnceForm, VersionedForm
from pilots.actions.kinds import KindDetails
from pilots.forms.fields import LineField
from pilots.models import EventKind


class KindFields(BaseForm):
    name = LineField(
        label="Name", max_length=80, help_text="Such as: fun day, training, network meeting."
    )
    description = LineField(label="What is meant, in a sentence", required=False)
    held_by = forms.ChoiceField(
        label="Held by",
        required=False,
        choices=[(each.value, each.label) for each in EventKind.Held],
        widget=forms.RadioSelect,
    )
    asks_attendance = forms.BooleanField(
        label="Ask how many attended", required=False, initial=True
    )
    asks_footfall = forms.BooleanField(label="Ask for footfall", required=False)
    asks_sectors = forms.BooleanField(label="Ask from which sectors people came", required=False)
    asks_activities = forms.BooleanField(label="Ask for activities", required=False)
    asks_consultation = forms.BooleanField(label="Ask for consultation questions", required=False)
    asks_resources = forms.BooleanField(
        label="Ask which learning resources were used", required=False
    )

    def details(self) -> KindDetails:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        return KindDetails(
            **{f.name: given[f.name] for f in fields(KindDetails) if f.name in given}
        )


class NewKindForm(KindFields, OnceForm):
    """A kind to add after the others."""

    submit_label = "Add the kind"


class KindForm(KindFields, VersionedForm):
    """A kind to change, or to retire."""

    submit_label = "Save the kind"

    is_retired = forms.BooleanField(
        label="No longer offered",
        required=False,
        help_text="Events of the kind stay; no new one is logged.",
    )


class RemoveKindForm(VersionedForm):
    """A kind to remove."""

    submit_label = "Remove the kind"
