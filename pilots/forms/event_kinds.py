"""What a person may say of a kind of event."""

from dataclasses import fields
from typing import Any

from django import forms

from partnership.web.forms import BaseForm, OnceForm, VersionedForm
from pilots.actions.kinds import KindDetails
from pilots.event_needs import NEEDS
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        retired = self.fields.pop("is_retired", None)
        for need in NEEDS:
            self.fields[need.field] = forms.BooleanField(
                label=f"Ask for: {need.asks[0].lower()}{need.asks[1:]}",
                help_text=need.means,
                required=False,
                initial=need.key == "attendance",
            )
        if retired:
            self.fields["is_retired"] = retired

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
