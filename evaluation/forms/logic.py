"""What a person may say of a part of the logic model."""

from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from evaluation.actions.logic_details import (
    ActivityDetails,
    Details,
    FrameworkDetails,
    InputDetails,
    MeasureDetails,
    OutcomeDetails,
)
from evaluation.models import Framework, Measure, Outcome
from evaluation.selectors.logic import Choices
from partnership.web.forms import BaseForm, DayField, OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField

REFERENCE = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9.-]*$",
    "Use letters, digits, full stops and hyphens only, such as O1.",
)


class KeysField(forms.TypedMultipleChoiceField):
    """Records to tick, cleaned to their keys."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, coerce=int, **kwargs)

    def clean(self, value: Any) -> frozenset[int]:
        return frozenset(super().clean(value))


class ReferenceField(LineField):
    """A short name that is written beside the words: O1, A3."""

    def __init__(self, example: str) -> None:
        super().__init__(
            label="Reference",
            max_length=20,
            validators=[REFERENCE],
            help_text=f"What it is called for short, such as {example}.",
        )


class PartForm(BaseForm):
    """The fields of one kind of part, named as its details are."""

    details_type: ClassVar[type[Details]]

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(choices)

    def offer(self, choices: Choices) -> None:
        """Fill in what can be ticked; fields that there is nothing to tick in are left out."""
        offered = {
            "milestones": choices.milestones,
            "inputs": choices.inputs,
            "outcomes": choices.outcomes,
            "leads_to": choices.outcomes,
            "same_as": choices.outcomes,
        }
        for name, pairs in offered.items():
            if name in self.fields and not pairs:
                del self.fields[name]
            elif name in self.fields:
                self.fields[name].choices = pairs  # type: ignore[attr-defined]

    def details(self) -> Details:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        named = [each.name for each in fields(self.details_type)]
        return self.details_type(**{name: given[name] for name in named if name in given})


class FrameworkFields(PartForm):
    details_type = FrameworkDetails

    name = LineField(label="Name", help_text="Such as: Logic model, or the paper that words it.")


class InputFields(PartForm):
    details_type = InputDetails

    reference = ReferenceField("I4")
    name = LineField(label="What goes in", help_text="Such as: core team.")
    detail = ProseField(label="More about it", required=False)


class ActivityFields(PartForm):
    details_type = ActivityDetails

    reference = ReferenceField("A9")
    name = LineField(label="What is done", max_length=250)
    milestones = KeysField(label="Milestones in which it is done")
    inputs = KeysField(label="What it takes")
    outcomes = KeysField(label="What it leads to")


class OutcomeFields(PartForm):
    details_type = OutcomeDetails

    def ask_framework(self, frameworks: list[Framework]) -> None:
        """Ask to which framework a new outcome belongs."""
        pairs = [(each.pk, each.name) for each in frameworks]
        self.fields["framework"] = forms.TypedChoiceField(
            label="Framework", choices=pairs, coerce=int, widget=forms.RadioSelect
        )
        self.order_fields(["framework"])

    reference = ReferenceField("O5")
    level = forms.ChoiceField(label="Kind", choices=Outcome.Level.choices)
    statement = ProseField(
        label="What is to come about", help_text="Say who will be different, and how."
    )
    leads_to = KeysField(label="Outcomes that it leads to")
    same_as = KeysField(
        label="Says the same as", help_text="Outcomes of another framework that mean this one."
    )


class MeasureFields(PartForm):
    details_type = MeasureDetails

    kind = forms.ChoiceField(label="Kind", choices=Measure.Kind.choices)
    name = LineField(label="What is measured or asked")
    who = LineField(label="With whom", required=False)
    timing = LineField(label="When", required=False)
    outcomes = KeysField(label="Outcomes that it measures")


class NewPart(OnceForm):
    """What is said once, when a part is added."""

    submit_label = "Add it"

    reported_on = DayField(
        label="Since when",
        help_text="The day on which it was agreed or first written down.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reported_on"].initial = timezone.localdate()
        self.order_fields([*(name for name in self.fields if name != "reported_on"), "reported_on"])


FIELDS: dict[str, type[PartForm]] = {
    "inputs": InputFields,
    "activities": ActivityFields,
    "outcomes": OutcomeFields,
    "measures": MeasureFields,
    "frameworks": FrameworkFields,
}
NEW: dict[str, type[PartForm]] = {
    kind: type(f"New{form.__name__}", (form, NewPart), {}) for kind, form in FIELDS.items()
}
CHANGED: dict[str, type[PartForm]] = {
    kind: type(f"Changed{form.__name__}", (form, VersionedForm), {"submit_label": "Save"})
    for kind, form in FIELDS.items()
}


class DropForm(VersionedForm):
    """From when a part no longer stands, and why."""

    submit_label = "Drop it"

    on = DayField(label="From which day", help_text="A look back at an earlier day still shows it.")
    why = LineField(label="Why", max_length=300, help_text="Such as: merged with O2.")


class TakeUpForm(VersionedForm):
    """Nothing but the press of a button."""

    submit_label = "Take it up again"
