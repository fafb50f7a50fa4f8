"""What a person may say of an indicator: its definition, its aims, its values."""

import re
from collections.abc import Sequence
from dataclasses import fields
from itertools import groupby
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import Truncator

from evaluation.actions.indicators import AimDetails, IndicatorDetails, ValueDetails
from evaluation.forms.logic import KeysField
from evaluation.models import Indicator, IndicatorValue
from evaluation.selectors.indicators import Asks, Offered
from evaluation.selectors.surveyed import OF_SURVEYS
from partnership.dates import day_words
from partnership.people.models import Sector
from partnership.web.forms import BaseForm, DayField, OnceForm, PartialDateFormField, VersionedForm
from pilots.forms.fields import LineField, ProseField
from pilots.models.event_detail import Qualifier

NONE = [("", "All sectors")]
NO_SURVEY = ("", "Of no survey")
WRONG_KIND = {
    Indicator.Computed.SCALE: "That is a question, which has no score: choose a scale, or"
    " “Share of a survey’s answers” as the source.",
    Indicator.Computed.ANSWERS: "That is a scale: choose a question, or “Mean score of a survey’s"
    " scale” as the source.",
}


def _key(asks: Asks) -> str:
    return asked_key(asks.survey.pk, asks.code, is_scale=asks.is_scale)


def asked_key(survey: int | None, code: str, *, is_scale: bool) -> str:
    """How the form names a survey's scale or question."""
    return f"{survey}:{'scale' if is_scale else 'question'}:{code}" if survey else ""


def grouped(asks: Sequence[Asks], now: str) -> list[Any]:
    """The choices by survey; what stands `now` is kept where it is asked no more."""
    found: list[Any] = [NO_SURVEY]
    for survey, each in groupby(asks, key=lambda each: each.survey):
        found.append((survey.title, [(_key(one), _named(one)) for one in each]))
    if now and now not in map(_key, asks):
        found.append((now, "The one of now, which is no longer asked"))
    return found


def _named(asks: Asks) -> str:
    words = Truncator(asks.words).chars(80)
    return f"{'Scale' if asks.is_scale else 'Question'} {asks.code}: {words}"


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
    asked = forms.ChoiceField(
        label="Scale or question of a survey",
        required=False,
        help_text="For a mean score or a share of answers. Of surveys that are published; what is"
        " hidden in their results is hidden here.",
    )
    counted_answers = LineField(
        label="Answers that count",
        required=False,
        help_text="For a share of answers: the values of the answers as the survey’s codebook"
        " has them, such as 4, 5.",
    )

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("outcomes", offered.outcomes)
        self._choose("event_kinds", offered.event_kinds)
        for name, records in (
            ("measure", offered.measures),
            ("test_context", offered.contexts),
        ):
            self.fields[name].queryset = records  # type: ignore[attr-defined]
        self._asks = {_key(each): each for each in offered.asks}
        self._choose("asked", grouped(offered.asks, self.initial.get("asked", "")))

    def _choose(self, name: str, pairs: list[tuple[int, str]]) -> None:
        if pairs:
            self.fields[name].choices = pairs  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Only what belongs to the chosen source is kept, and is one that the survey has."""
        given = super().clean() or self.cleaned_data
        source = given.get("computed_from", "")
        asks = self._asks.get(given.get("asked", ""))
        if source not in OF_SURVEYS:
            return given | {"counted_answers": ()}
        if asks is None:
            self.add_error("asked", "Choose the survey’s scale or question.")
        elif asks.is_scale != (source == Indicator.Computed.SCALE):
            self.add_error("asked", WRONG_KIND[source])
        else:
            given |= {"survey": asks.survey, "survey_code": asks.code}
            given["counted_answers"] = self._counted(asks, given.get("counted_answers", ""))
        return given

    def _counted(self, asks: Asks, typed: str) -> tuple[int, ...]:
        """The values that were typed; all of them answers of the question."""
        if asks.is_scale:
            return ()
        words = [each for each in re.split(r"[\s,;]+", typed) if each]
        values = {value for value, _ in asks.options if str(value) in words}
        if not words or len(values) < len(set(words)):
            has = "; ".join(f"{value} {text}" for value, text in asks.options)
            self.add_error(
                "counted_answers", f"Give the values of answers to this question. It has: {has}."
            )
        elif asks.several and len(values) > 1:
            self.add_error(
                "counted_answers",
                "Several answers could be chosen here, so one person could count twice: give one.",
            )
        return tuple(sorted(values))

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


class PaperField(forms.ModelChoiceField):
    """A paper of the programme, told apart by its day."""

    def label_from_instance(self, obj: Any) -> str:
        """Its title, and the day that it bears."""
        return f"{obj}, {day_words(obj.dated_on)}"


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
    source = PaperField(
        label="Where it was read",
        required=False,
        queryset=None,
        empty_label="Not in a paper of the programme",
    )
    note = LineField(
        label="Note",
        required=False,
        max_length=300,
        help_text="Such as: at three sites. Or where the figure comes from.",
    )

    def __init__(self, *args: Any, kind: str, papers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source: Any = self.fields["source"]
        source.queryset = papers
        if not papers:
            del self.fields["source"]
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
            source=given.get("source"),
            is_of_paper=bool(given.get("as_paper")),
        )


class NewValueForm(ValueFields, OnceForm):
    """A value to enter, for an area or for the whole programme."""

    submit_label = "Enter it"

    area: Any = forms.ModelChoiceField(label="Area", queryset=None)
    as_paper = forms.BooleanField(
        label="It was reported with that paper",
        required=False,
        help_text="Then it counts as known since the paper’s day.",
    )

    def __init__(self, *args: Any, areas: Any, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "source" not in self.fields:
            del self.fields["as_paper"]
        if areas is None:
            del self.fields["area"]
            return
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["area"].label = word.capitalize()
        self.order_fields(["area"])

    def clean(self) -> dict[str, Any]:
        """A day of a paper asks for the paper."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("as_paper") and not cleaned.get("source"):
            self.add_error("source", "Choose the paper with which it was reported")
        return cleaned


class CorrectValueForm(ValueFields, OnceForm):
    """Another value in the place of one, and why."""

    submit_label = "Correct it"

    why = LineField(label="Why it is corrected", max_length=300)
