"""What is typed of a scored scale: its licence, its items, what may be missing."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from evaluation.actions.survey_details import ItemDetails, ScaleDetails
from evaluation.forms.logic import KeysField
from evaluation.models import Question, ScoredScale
from evaluation.rules.survey_checks import LICENSED
from partnership.web.forms import BaseForm, OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField

Pairs = list[tuple[int, str]]
Method = ScoredScale.Method
ABOUT = {
    Method.SWEMWBS: (
        "Seven items with the values 1 to 5. The total is turned into the published metric score,"
        " 7.00 to 35.00; all seven answers are needed. For people of 15 and over. Its owners ask"
        " to be registered with, and for their copyright line: put it under the page’s heading."
    ),
    Method.UCLA3: (
        "Three items with the values 1 to 3; the total, 3 to 9; all three are needed. For people of"
        " 16 and over. It measures loneliness, which is not social isolation."
    ),
    Method.DE_JONG: (
        "Six items with the values 1 yes, 2 more or less, 3 no: the three emotional ones first,"
        " then the three social ones. 0 to 6; one item may be missing from the whole. It measures"
        " loneliness, which is not social isolation."
    ),
    Method.SUM: "The sum of the items. You say how many of them may be missing.",
    Method.MEAN: "The mean of the items. You say how many of them may be missing.",
}
LICENCE_HELP = (
    "The number, letter or page of the licence under which you use it; it can wait until"
    " publication. The items and answers are"
    " entered by you, as the licence words them: none come with this service."
)


class ScaleFields(BaseForm):
    name = LineField(label="Name of the scale", max_length=120)
    licence = LineField(label="Licence reference", required=False, help_text=LICENCE_HELP)
    missing_allowed = forms.IntegerField(
        label="Items that may be missing",
        min_value=0,
        max_value=100,
        initial=0,
        help_text="With more missing there is no score. A sum then stands for all items at their"
        " mean.",
    )
    more_is_better = forms.TypedChoiceField(
        label="Which way is better",
        choices=[("yes", "A higher score is better"), ("no", "A lower score is better")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    outcomes = KeysField(label="Outcomes that it shows")

    def __init__(self, *args: Any, method: str, outcomes: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scale_method = method
        if outcomes:
            self.fields["outcomes"].choices = outcomes  # type: ignore[attr-defined]
        else:
            del self.fields["outcomes"]
        del self.fields["missing_allowed" if self.is_published else "licence"]

    @property
    def is_published(self) -> bool:
        """Whether its scoring is a published one."""
        return self.scale_method in LICENSED

    def details_with(self, items: tuple[ItemDetails, ...]) -> ScaleDetails:
        """What was typed, with these items; only of a valid form."""
        given = self.cleaned_data
        return ScaleDetails(
            name=given["name"],
            method=self.scale_method,
            licence=given.get("licence", ""),
            missing_allowed=given.get("missing_allowed", 0),
            more_is_better=given["more_is_better"],
            outcomes=tuple(sorted(given.get("outcomes", ()))),
            items=items,
        )


class EnterScaleForm(ScaleFields, OnceForm):
    """A licensed scale with its items, typed as the licence words them."""

    submit_label = "Add the scale"

    section = forms.TypedChoiceField(label="Page on which it is asked", coerce=int)
    typed = ProseField(label="Items, one a line", rows=7)
    answers = ProseField(label="Answers, one a line", rows=5)

    def __init__(self, *args: Any, sections: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of = LICENSED[self.scale_method]
        self.fields["section"].choices = sections  # type: ignore[attr-defined]
        self.fields["typed"].help_text = f"{of.items} lines, in the order of the licence."
        self.fields[
            "answers"
        ].help_text = (
            f"{of.high - of.low + 1} lines: the first has the value {of.low}, the last {of.high}."
        )
        self.order_fields(["name", "licence", "section", "typed", "answers"])

    def lines(self, name: str) -> list[str]:
        """The lines of a box, without empty ones."""
        found = [line.strip() for line in self.cleaned_data[name].splitlines()]
        return [line for line in found if line]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if any(len(line) > 200 for line in self._lines_of(cleaned, "answers")):
            self.add_error("answers", "Shorten each answer to 200 characters or fewer")
        return cleaned

    def _lines_of(self, cleaned: dict[str, Any], name: str) -> list[str]:
        return str(cleaned.get(name, "")).splitlines()


class ItemFields(ScaleFields):
    """The items chosen among the questions, by their places in the scale."""

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        most = len(questions)
        for question in questions:
            self.fields[f"place_{question.pk}"] = forms.IntegerField(
                label=question.text,
                required=False,
                min_value=1,
                max_value=max(1, most),
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )
            if not self.is_published:
                self.fields[f"back_{question.pk}"] = forms.BooleanField(
                    label=f"“{question.text}” counts the other way round", required=False
                )

    def plain(self) -> list[BoundField]:
        """The fields that are of the scale itself."""
        names = ("name", "licence", "missing_allowed", "more_is_better", "outcomes")
        return [self[name] for name in names if name in self.fields]

    def item_lines(self) -> list[tuple[Question, BoundField, BoundField | None]]:
        """Each question with the box for its place."""
        return [
            (
                each,
                self[f"place_{each.pk}"],
                None if self.is_published else self[f"back_{each.pk}"],
            )
            for each in self.questions
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen: set[int] = set()
        for question in self.questions:
            place = cleaned.get(f"place_{question.pk}")
            if place in seen:
                words = f"Two questions have the place {place}: give each its own"
                self.add_error(f"place_{question.pk}", words)
            if place:
                seen.add(place)
        return cleaned

    def details(self) -> ScaleDetails:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        chosen = [each for each in self.questions if given.get(f"place_{each.pk}")]
        chosen.sort(key=lambda each: given[f"place_{each.pk}"])
        items = (ItemDetails(each.pk, bool(given.get(f"back_{each.pk}"))) for each in chosen)
        return self.details_with(tuple(items))


class NewScaleForm(ItemFields, OnceForm):
    submit_label = "Add the scale"


class ScaleForm(ItemFields, VersionedForm):
    submit_label = "Save"


def scale_initial(details: ScaleDetails) -> dict[str, Any]:
    """What a form over a scale begins with."""
    initial: dict[str, Any] = {name: getattr(details, name) for name in ScaleDetails.plain}
    initial["more_is_better"] = "yes" if details.more_is_better else "no"
    initial["outcomes"] = details.outcomes
    for place, item in enumerate(details.items, start=1):
        initial |= {
            f"place_{item.question}": place,
            f"back_{item.question}": item.is_reversed,
        }
    return initial
