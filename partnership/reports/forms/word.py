"""What a person may type about a board's word: what it did with a report, a direction."""

from collections.abc import Iterable
from typing import Any

from django import forms

from partnership.reports.actions.deciding import BoardsAnswer
from partnership.reports.actions.directing import Instruction
from partnership.reports.models import BoardDecision, Direction, Report
from partnership.web.forms import BaseForm, DayField, OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField

LONGEST_TEXT = 5000
NO_EARLIER = "None: it is new"


class DecisionFields(BaseForm):
    """What the board did with a report."""

    meeting_on = DayField(label="Day of the meeting")
    outcome = forms.ChoiceField(
        label="What the board did",
        choices=BoardDecision.Outcome.choices,
        widget=forms.RadioSelect,
    )
    text = ProseField(
        label="In the board’s words",
        required=False,
        max_length=LONGEST_TEXT,
        help_text="What it decided, or what more it asked for. Name posts, not people.",
    )
    minute = LineField(
        label="Where it is minuted",
        required=False,
        max_length=120,
        help_text="Such as “item 7, minutes of 24 October 2019”.",
    )

    def answer(self) -> BoardsAnswer:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        return BoardsAnswer(
            given["meeting_on"], given["outcome"], given.get("text", ""), given.get("minute", "")
        )


class DecisionForm(OnceForm, DecisionFields):
    """What the board did, to be recorded."""

    submit_label = "Record it"


class DecisionCorrectionForm(VersionedForm, DecisionFields):
    """What the board did, corrected."""

    submit_label = "Save the correction"
    why = ProseField(label="Why is it corrected?", rows=2, max_length=100)


class ReportField(forms.ModelChoiceField):
    """A published report of the body; editions on one period are told apart."""

    def label_from_instance(self, obj: Report) -> str:
        """July to September 2019, edition 2."""
        return obj.period_words


class DirectionFields(BaseForm):
    """A direction as the board gave it."""

    reference = LineField(label="Reference", max_length=60, help_text="As the board numbers it.")
    given_on = DayField(label="Day on which it was given")
    to_whom = forms.ChoiceField(label="To", widget=forms.RadioSelect)
    functions = LineField(label="Function or functions", max_length=300)
    text = ProseField(label="What is directed", max_length=LONGEST_TEXT, rows=6)
    budget = LineField(
        label="Budget and its use",
        required=False,
        max_length=300,
        help_text="The payment, or the amount set aside, and how it is to be used.",
    )
    intended_outcome = ProseField(label="What is to come of it", required=False)
    review_on = DayField(label="Day of its review", required=False)
    replaces = forms.ModelChoiceField(
        label="Earlier direction that it changes",
        queryset=Direction.objects.none(),
        required=False,
        empty_label=NO_EARLIER,
    )
    effect = forms.ChoiceField(
        label="What it does to the earlier one",
        required=False,
        choices=[
            ("", "Nothing"),
            *((each.value, f"It {each.label} it") for each in Direction.Effect),
        ],
    )
    report = ReportField(
        label="Report with which it was decided",
        queryset=Report.objects.none(),
        required=False,
        empty_label="None",
    )
    minute = LineField(label="Where it is minuted", required=False, max_length=120)

    def __init__(
        self,
        *args: Any,
        whom: Iterable[tuple[str, str]],
        earlier: Any,
        reports: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["to_whom"].choices = [pair for pair in whom if pair[0] not in ("", "none")]
        fields["replaces"].queryset = earlier
        fields["report"].queryset = reports
        if not earlier.exists():
            del fields["replaces"], fields["effect"]

    def said(self) -> Instruction:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        names = Instruction.__dataclass_fields__
        return Instruction(**{name: given[name] for name in names if name in given})


class DirectionForm(OnceForm, DirectionFields):
    """A direction, to be recorded."""

    submit_label = "Record the direction"


class DirectionCorrectionForm(VersionedForm, DirectionFields):
    """A direction, corrected or complete."""

    submit_label = "Save"
    is_complete = forms.BooleanField(label="What it asks for is complete", required=False)
    why = ProseField(label="Why is it changed?", rows=2, max_length=100)
