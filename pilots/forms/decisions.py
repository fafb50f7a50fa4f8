"""What a person may type about a decision."""

from typing import Any

from django import forms

from partnership.web.forms import BaseForm, OnceForm, PartialDateFormField, VersionedForm
from pilots.forms.actions import offer, offer_meetings, reported_field
from pilots.forms.fields import ProseField
from pilots.models import Decision, Group, Meeting

AUTHORISES = "It authorises a change to the plan"


class DecisionFilter(BaseForm):
    """How the register of decisions is narrowed."""

    method = "get"
    submit_label = "Show"

    words = forms.CharField(required=False, max_length=100, label="With the words")
    by = forms.ChoiceField(required=False, label="Decided by")
    authorises = forms.ChoiceField(
        required=False,
        label="Changes to the plan",
        choices=[("", "All decisions"), ("yes", "Only those that authorise one")],
    )
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, deciders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "by", [("", "All"), *deciders])

    def asked(self) -> dict[str, Any]:
        """What was asked for, as `register` takes it; what can't be read is left out."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if name != "as_at"}
        return {**asked, "authorises": bool(asked.get("authorises"))}

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(self.asked().values())


class DecisionForm(OnceForm):
    """A decision of a group, to be recorded."""

    submit_label = "Record the decision"

    text = ProseField(label="What was decided")
    decided = PartialDateFormField(label="When it was decided")
    authorises_plan_change = forms.BooleanField(
        required=False,
        label=AUTHORISES,
        help_text="A milestone’s agreed date moves only by a decision that authorises it.",
    )
    meeting = forms.ModelChoiceField(
        queryset=Meeting.objects.none(),
        required=False,
        to_field_name="number",
        empty_label="None",
        label="At the meeting",
    )
    reported_on = reported_field()

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_meetings(self, group)


class CorrectionForm(VersionedForm):
    """How a decision was recorded, corrected."""

    submit_label = "Save the correction"

    text = ProseField(label="What was decided")
    decided = PartialDateFormField(label="When it was decided")
    authorises_plan_change = forms.BooleanField(required=False, label=AUTHORISES)
    why = ProseField(label="Why is it corrected?", rows=2)

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, version=decision.version, **kwargs)
        for name in ("text", "decided", "authorises_plan_change"):
            self.initial.setdefault(name, getattr(decision, name))
