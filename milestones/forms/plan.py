"""What a person may type about a draft of the plan as a whole, and to begin an area."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils import timezone

from milestones.forms.fields import LARGEST
from milestones.plan import Plan, PlannedPhase
from partnership.web.forms import BaseForm, DayField, OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField
from pilots.forms.groups import MonthField
from pilots.models import Area, Decision

ROOM_FOR_MORE = 3


class StartForm(BaseForm):
    """Nothing to type: there is one draft, however often it is begun."""

    submit_label = "Start a draft"


class StepForm(BaseForm):
    """One step on the page of the draft; `move` is the place that a row is moved to."""

    do = forms.ChoiceField(
        required=False, choices=[(step, step) for step in ("drop", "restore", "rebase")]
    )
    key = forms.IntegerField(required=False)
    move = forms.IntegerField(required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        do, move = found.get("do"), found.get("move")
        if not do and move is None:
            raise forms.ValidationError("Press one of the buttons of the draft")
        if do != "rebase" and found.get("key") is None:
            raise forms.ValidationError("Choose a milestone of the draft")
        return found


class PhasesForm(OnceForm, VersionedForm):
    """The phases by number; emptying a name takes the phase out of the plan."""

    submit_label = "Save the phases"

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, version=plan.phases_fingerprint, **kwargs)
        names = {phase.number: phase.name for phase in plan.phases}
        last = max(names, default=0)
        self.numbers = sorted({*names, *range(last + 1), *_more(last)})
        for number in self.numbers:
            self.fields[f"phase_{number}"] = LineField(
                label=f"Phase {number}" if number else "Phase 0, before the start",
                required=False,
                max_length=120,
                initial=names.get(number, ""),
            )

    @staticmethod
    def stands(now: Plan) -> SimpleNamespace:
        """The phases as they stand, with what is compared with the fields that were sent."""
        names = {f"phase_{phase.number}": phase.name for phase in now.phases}
        return SimpleNamespace(version=now.phases_fingerprint, **names)

    def rows(self) -> Iterator[BoundField]:
        """A field for each phase that there is or may be."""
        return (self[f"phase_{number}"] for number in self.numbers)

    def phases(self) -> list[PlannedPhase]:
        """The phases as typed; only of a valid form."""
        typed = ((number, self.cleaned_data[f"phase_{number}"]) for number in self.numbers)
        return [PlannedPhase(number, name) for number, name in typed if name]


def _more(last: int) -> range:
    return range(last + 1, last + 1 + ROOM_FOR_MORE)


class DecisionChoice(forms.ModelChoiceField):
    """A decision by its words, with who decided and when that was reported."""

    def label_from_instance(self, obj: Any) -> str:
        words = obj.text if len(obj.text) <= 90 else f"{obj.text[:89]}…"
        return f"{words} ({obj.group or obj.body}, {obj.reported_on:%-d %B %Y})"


class PublishForm(OnceForm, VersionedForm):
    """Why the plan changes, by which decision, and from when."""

    submit_label = "Publish this version"

    why = ProseField(
        label="What changes, and why",
        rows=3,
        help_text="Every area reads this beside what it is asked.",
    )
    decision = DecisionChoice(
        queryset=Decision.objects.none(),
        to_field_name="slug",
        label="The decision that authorises it",
        empty_label="Choose a decision",
        help_text="Only decisions that authorise a change to the plan are here.",
    )
    in_force_on = DayField(
        label="In force from",
        initial=timezone.localdate,
        help_text="Not before the decision was reported, and not before the version that is"
        " in force now.",
    )

    def __init__(
        self, *args: Any, decisions: QuerySet[Decision], is_first: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        decision: Any = self.fields["decision"]
        decision.queryset = decisions
        if is_first:
            decision.required = False
            decision.empty_label = "None: it is the first version"

    def clean_in_force_on(self) -> date:
        day: date = self.cleaned_data["in_force_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("A plan can’t be in force from a day to come")
        return day


class DiscardForm(BaseForm):
    """Which draft is to be thrown away: another one, begun since, stays."""

    submit_label = "Throw the draft away"

    draft = forms.IntegerField(
        min_value=0,
        max_value=LARGEST,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "Open this page again, then throw the draft away",
        ),
    )


class NewAreaForm(OnceForm):
    """An area to begin from the plan."""

    submit_label = "Start it"

    name = LineField(label="Name", max_length=120)
    start_month = MonthField(
        label="Its own month 1",
        required=True,
        help_text="A month of the programme, such as January 2020. All its dates follow from it.",
    )
    stage = forms.ChoiceField(
        label="Stage",
        required=False,
        choices=[("", "Not recorded"), *Area.Stage.choices],
        widget=forms.RadioSelect,
    )
