"""What a person may say of a PDSA cycle, and of the contexts of tests."""

from typing import Any

from django import forms

from partnership.web.forms import BaseForm, OnceForm, PartialDateFormField, VersionedForm
from pilots.forms.fields import LineField, ProseField
from pilots.forms.groups import reported_field
from pilots.models import PdsaCycle, TestContext

LONGEST = 10_000


class CycleFields(BaseForm):
    """What is asked of every cycle: plan, do, study, act, and what was refined by it."""

    began = PartialDateFormField(label="Begins")
    ended = PartialDateFormField(label="Ended", help_text="Leave it empty while it goes on.")
    plan = ProseField(
        label="Plan", max_length=LONGEST, help_text="What is tried, on whom, what is expected."
    )
    do = ProseField(
        label="Do", required=False, max_length=LONGEST, help_text="What was done, what happened."
    )
    study = ProseField(
        label="Study",
        required=False,
        max_length=LONGEST,
        help_text="What was learned, against what was expected.",
    )
    act = ProseField(
        label="Act", required=False, max_length=LONGEST, help_text="What follows from it."
    )
    decision = forms.ChoiceField(
        label="Decision",
        required=False,
        widget=forms.RadioSelect,
        choices=[*PdsaCycle.Decision.choices, ("", "Not decided yet")],
    )
    refinement = ProseField(
        label="Refinement",
        required=False,
        max_length=LONGEST,
        help_text="What was changed in the service model.",
    )


class NewCycleForm(CycleFields, OnceForm):
    """A cycle to add."""

    submit_label = "Add the cycle"
    field_order = ("number",)

    number = forms.IntegerField(
        label="Number", min_value=1, max_value=999, help_text="Cycles follow without a gap."
    )
    reported_on = reported_field()


class CycleForm(CycleFields, VersionedForm):
    """A cycle to change."""

    submit_label = "Save the cycle"


class ContextName(BaseForm):
    name = LineField(
        label="Name",
        max_length=120,
        help_text="Such as: health promotion, long-term conditions, complex needs.",
    )


class NewContextForm(ContextName, OnceForm):
    """A context to add after the others."""

    submit_label = "Add the context"


class ContextForm(ContextName, VersionedForm):
    """A context to rename, or to give another place."""

    submit_label = "Save the context"

    position = forms.TypedChoiceField(label="Its place", coerce=int)

    def __init__(self, *args: Any, others: list[TestContext], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["position"]
        after = [(n, f"After {each.name}") for n, each in enumerate(others, start=2)]
        field.choices = [(1, "First"), *after]


class RemoveContextForm(VersionedForm):
    """A context to remove."""

    submit_label = "Remove the context"
