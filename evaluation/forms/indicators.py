"""What a person may say of an indicator: its definition, its aims, its values."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils import timezone

from evaluation.actions.indicators import AimDetails, IndicatorDetails, ValueDetails
from evaluation.forms.logic import KeysField
from evaluation.models import Indicator, IndicatorValue
from evaluation.selectors.indicators import Offered
from partnership.people.models import Sector
from partnership.web.forms import BaseForm, DayField, OnceForm, PartialDateFormField, VersionedForm
from pilots.forms.fields import LineField, ProseField
from pilots.models.event_detail import Qualifier

NONE = [("", "All sectors")]


def _number(label: str, **details: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, max_digits=16, decimal_places=4, **details
    )


class IndicatorFields(BaseForm):
    name = LineField(label="Name", help_text="Such as: library staff trained.")
    definition = ProseField(
        label="What counts, and what does not",
        required=False,
        help_text="So that two people would count the same.",
    )
    kind = forms.ChoiceField(label="Kind", choices=Indicator.Kind.choices, widget=forms.RadioSelect)
    unit = LineField(
        label="Unit", max_length=60, required=False, help_text="Such as: people, loans, points."
    )
    better = forms.ChoiceField(
        label="Which way is better",
        choices=Indicator.Better.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    outcomes = KeysField(label="Outcomes that it shows")
    measure: Any = forms.ModelChoiceField(
        label="Measure that it belongs to", required=False, queryset=None
    )
    is_per_area = forms.BooleanField(label="Each area has its own value", required=False)
    over_areas = forms.ChoiceField(
        label="Areas together", choices=Indicator.Together.choices, initial="never"
    )
    over_time = forms.ChoiceField(
        label="Months together", choices=Indicator.Together.choices, initial="latest"
    )
    computed_from = forms.ChoiceField(
        label="Where its values come from", choices=Indicator.Computed.choices, required=False
    )
    event_kinds = KeysField(label="Kinds of event that count", help_text="None ticked: every kind.")
    sector = forms.ChoiceField(
        label="Sector that counts",
        required=False,
        choices=[*NONE, *((value, words) for value, words in Sector.choices if value)],
    )
    test_context: Any = forms.ModelChoiceField(
        label="Context of the tests that count", required=False, queryset=None, empty_label="Every"
    )
    survey: Any = forms.ModelChoiceField(label="Survey", required=False, queryset=None)
    survey_code = LineField(
        label="Scale or question of the survey",
        max_length=60,
        required=False,
        help_text="Its code in the survey’s codebook.",
    )

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("outcomes", offered.outcomes)
        self._choose("event_kinds", offered.event_kinds)
        for name, records in (
            ("measure", offered.measures),
            ("test_context", offered.contexts),
            ("survey", offered.surveys),
        ):
            self.fields[name].queryset = records  # type: ignore[attr-defined]

    def _choose(self, name: str, pairs: list[tuple[int, str]]) -> None:
        if pairs:
            self.fields[name].choices = pairs  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def details(self) -> IndicatorDetails:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        named = [each.name for each in fields(IndicatorDetails)]
        return IndicatorDetails(**{name: given[name] for name in named if name in given})


class NewIndicatorForm(IndicatorFields, OnceForm):
    """An indicator to define."""

    submit_label = "Define it"

    reported_on = DayField(label="Since when", help_text="The day on which it was agreed.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reported_on"].initial = timezone.localdate()


class IndicatorForm(IndicatorFields, VersionedForm):
    """An indicator to define otherwise."""

    submit_label = "Save"


class AimForm(VersionedForm):
    """The baseline and the target, of one area or of the whole programme."""

    submit_label = "Save"

    baseline = _number("Baseline")
    baseline_as_stated = LineField(
        label="Baseline in the source’s words", max_length=120, required=False
    )
    baseline_when = PartialDateFormField(label="When the baseline was taken")
    target = _number("Target")
    target_as_stated = LineField(
        label="Target in the source’s words", max_length=120, required=False
    )
    target_when = PartialDateFormField(label="By when")

    def details(self) -> AimDetails:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        return AimDetails(**{each.name: given[each.name] for each in fields(AimDetails)})


class ValueFields(BaseForm):
    when = PartialDateFormField(label="Which day or month it holds for", required=True)
    number = _number("Value")
    base = forms.IntegerField(
        label="Of how many", required=False, min_value=0, help_text="Empty: not recorded."
    )
    qualifier = forms.ChoiceField(
        label="How sure it is",
        choices=Qualifier.choices,
        initial=Qualifier.EXACT,
        widget=forms.RadioSelect,
    )
    direction = forms.ChoiceField(
        label="Direction",
        required=False,
        choices=[("", "Not said"), *IndicatorValue.Direction.choices],
        widget=forms.RadioSelect,
    )
    as_stated = LineField(
        label="In the source’s words", required=False, help_text="Such as: threefold, about 70."
    )
    note = LineField(
        label="Note", required=False, max_length=300, help_text="Such as: at three sites."
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == Indicator.Kind.DIRECTION:
            for name in ("number", "base", "qualifier"):
                del self.fields[name]
        else:
            del self.fields["direction"]

    def details(self) -> ValueDetails:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        return ValueDetails(
            when=given["when"],
            number=given.get("number"),
            qualifier=given.get("qualifier", Qualifier.EXACT),
            as_stated=given["as_stated"],
            base=given.get("base"),
            direction=given.get("direction", ""),
            note=given["note"],
        )


class NewValueForm(ValueFields, OnceForm):
    """A value to enter, for an area or for the whole programme."""

    submit_label = "Enter it"

    area: Any = forms.ModelChoiceField(label="Area", queryset=None)

    def __init__(self, *args: Any, areas: Any, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if areas is None:
            del self.fields["area"]
            return
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["area"].label = word.capitalize()
        self.order_fields(["area"])


class CorrectValueForm(ValueFields, OnceForm):
    """Another value in the place of one, and why."""

    submit_label = "Correct it"

    why = LineField(label="Why it is corrected", max_length=300)
