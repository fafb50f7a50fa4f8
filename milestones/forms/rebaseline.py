"""What a person may type about a change to the plan of one delivery, by a decision."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from milestones.forms.fields import reported_field
from partnership.dates import day_words
from partnership.web.forms import DayField, OnceForm, VersionedForm
from pilots.forms.fields import ProseField
from pilots.models import Decision

LONGEST_SHOWN = 90  # letters of a decision's words in a list to choose from


class DecisionChoice(forms.ModelChoiceField):
    """The decisions that authorise a change to the plan, by their words, who and when."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Decision.objects.none(),
            to_field_name="slug",
            empty_label="Choose a decision",
            label="By which decision?",
            help_text="Those that authorise a change to the plan.",
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        words = obj.text if len(obj.text) <= LONGEST_SHOWN else f"{obj.text[:LONGEST_SHOWN]}…"
        decider = obj.group or obj.body
        when = obj.decided.words if obj.decided else f"reported {day_words(obj.reported_on)}"
        return f"{words} ({decider.name if decider else ''}, {when})"


class ByDecisionForm(OnceForm, VersionedForm):
    """A change by a decision, with the reason."""

    decision = DecisionChoice()
    reason = ProseField(label="Why?", rows=3)
    reported_on = reported_field()

    def __init__(self, *args: Any, decisions: QuerySet[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What the valid form says, as the actions take it."""
        names = [name for name in self.fields if name not in ("once_key", "seen_version")]
        return {name: self.cleaned_data[name] for name in names}


class AgreedDateForm(ByDecisionForm):
    """Another agreed date."""

    submit_label = "Move the agreed date"
    field_order = ("agreed_on", "decision", "reason", "reported_on")

    agreed_on = DayField(label="New agreed date")


class NotNeededForm(ByDecisionForm):
    """A delivery is not needed."""

    submit_label = "It is not needed"


class NeededAgainForm(ByDecisionForm):
    """A delivery that was not needed is needed after all."""

    submit_label = "Take it up again"
