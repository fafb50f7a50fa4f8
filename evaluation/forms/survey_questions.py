"""What is typed of a question: its words, its answers in rows, when it is shown, its score."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.forms.boundfield import BoundField

from evaluation.actions.survey_details import (
    ChoiceDetails,
    ConditionDetails,
    QuestionDetails,
    RowDetails,
)
from evaluation.forms.logic import KeysField
from evaluation.models import Question
from evaluation.rules.survey_checks import CHOSEN
from partnership.web.forms import BaseForm, OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField

Pairs = list[tuple[int, str]]
MOST_LINES = 40
MORE = 3
CODE = RegexValidator(r"^[A-Za-z0-9_-]+$", "Use letters, digits, hyphens and underscores only.")
FROM_RECORDS = (Question.Role.AREA, Question.Role.SECTOR)  # their answers are ours to offer


class Lines:
    """Rows of a form under one name: `choice_3_text`; put in order, and more of them added."""

    def __init__(self, name: str, parts: tuple[str, ...]) -> None:
        self.name, self.parts = name, parts

    def field(self, number: int, part: str) -> str:
        """The name of a field."""
        return f"{self.name}_{number}_{part}"

    @property
    def count(self) -> str:
        """The name of the field that says how many rows there are."""
        return f"{self.name}_count"

    def arranged(self, data: Any, number: int, step: int) -> Any:
        """What was sent, with one row exchanged for its neighbour."""
        data, there = data.copy(), number + step
        if not (1 <= number <= MOST_LINES and 1 <= there <= MOST_LINES):
            return data
        for part in self.parts:
            here, other = self.field(number, part), self.field(there, part)
            mine, theirs = data.getlist(here), data.getlist(other)
            data.setlist(here, theirs)
            data.setlist(other, mine)
        return data

    def longer(self, data: Any) -> Any:
        """What was sent, with more empty rows at its end."""
        data = data.copy()
        data[self.count] = str(min(MOST_LINES, _whole(data.get(self.count)) + MORE))
        return data


CHOICES = Lines("choice", ("value", "text", "missing", "alone"))
ROWS = Lines("row", ("key", "text"))


def arranged(data: Any) -> Any:
    """What was sent, put in order as its button “arrange” says: choice:3:up, row:more."""
    name, _, rest = data.get("arrange", "").partition(":")
    lines = {"choice": CHOICES, "row": ROWS}.get(name)
    if lines is None:
        return data
    number, _, way = rest.partition(":")
    if number == "more":
        return lines.longer(data)
    return lines.arranged(data, _whole(number), -1 if way == "up" else 1)


def _whole(text: Any) -> int:
    typed = str(text or "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0


class QuestionFields(BaseForm):
    """The fields that a question of its kind has."""

    text = ProseField(label="Question", rows=2)
    help = LineField(
        label="Help", required=False, max_length=300, help_text="Stands under the question."
    )
    is_required = forms.BooleanField(label="It must be answered", required=False)
    role = forms.ChoiceField(
        label="What it asks for",
        choices=Question.Role.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="An area’s and a sector’s question offers those that the programme has; results"
        " can be shown by them. A personal characteristic is shown with small numbers suppressed.",
    )
    better = forms.ChoiceField(
        label="Which way is better",
        choices=Question.Better.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    lowest = forms.IntegerField(
        label="From", required=False, min_value=-999_999, max_value=999_999_999
    )
    highest = forms.IntegerField(
        label="To", required=False, min_value=-999_999, max_value=999_999_999
    )
    unit = LineField(
        label="Unit", required=False, max_length=40, help_text="Such as: people, hours a week."
    )
    section = forms.TypedChoiceField(label="Page", coerce=int)
    outcomes = KeysField(label="Outcomes that it shows")
    code = LineField(
        label="Name in the codebook",
        required=False,
        max_length=60,
        validators=[CODE],
        help_text="Empty: made from the question.",
    )

    only_for = {
        "role": {Question.Kind.SINGLE},
        "better": {Question.Kind.SCALE, Question.Kind.GRID},
        "lowest": {Question.Kind.NUMBER},
        "highest": {Question.Kind.NUMBER},
        "unit": {Question.Kind.NUMBER},
    }

    def __init__(
        self, *args: Any, kind: str, sections: Pairs, outcomes: Pairs, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name, kinds in self.only_for.items():
            if kind not in kinds:
                del self.fields[name]
        self.fields["section"].choices = sections  # type: ignore[attr-defined]
        if outcomes:
            self.fields["outcomes"].choices = outcomes  # type: ignore[attr-defined]
        else:
            del self.fields["outcomes"]
        self.has_choices, self.has_rows = kind in CHOSEN, kind == Question.Kind.GRID
        if self.has_choices:
            self._add(CHOICES, self._choice_field, least=5)
        if self.has_rows:
            self._add(ROWS, self._row_field, least=4)

    def _add(self, lines: Lines, field: Any, *, least: int) -> None:
        sent = self.data if self.is_bound else self.initial
        count = max(least, min(MOST_LINES, _whole(sent.get(lines.count))))
        self.fields[lines.count] = forms.IntegerField(
            initial=count, required=False, widget=forms.HiddenInput
        )
        for number in range(1, count + 1):
            for part in lines.parts:
                self.fields[lines.field(number, part)] = field(number, part)

    def _choice_field(self, number: int, part: str) -> forms.Field:
        match part:
            case "value":
                return forms.IntegerField(
                    label=f"Value of answer {number}",
                    required=False,
                    min_value=-999,
                    max_value=9999,
                    initial=number,
                    widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                )
            case "text":
                return LineField(label=f"Answer {number}", required=False)
            case "missing":
                label = f"Answer {number} counts as no answer"
                return forms.BooleanField(label=label, required=False)
        label = f"Answer {number} excludes the others"
        return forms.BooleanField(label=label, required=False)

    def _row_field(self, number: int, part: str) -> forms.Field:
        if part == "key":
            return forms.IntegerField(
                required=False, min_value=1, max_value=2**31, widget=forms.HiddenInput
            )
        return LineField(label=f"Row {number}", required=False)

    def plain(self) -> list[BoundField]:
        """The fields that stand before the answers."""
        return [
            self[name] for name in ("text", "help", "is_required", "role") if name in self.fields
        ]

    def further(self) -> list[BoundField]:
        """The fields that stand after the answers."""
        names = ("lowest", "highest", "unit", "better", "section", "outcomes", "code")
        return [self[name] for name in names if name in self.fields]

    def lines(self, of: str) -> Iterator[tuple[int, dict[str, BoundField], bool, bool]]:
        """Each row: its number, its fields, whether it is the first, the last."""
        lines = {"choice": CHOICES, "row": ROWS}[of]
        numbers = [n for n in range(1, MOST_LINES + 1) if lines.field(n, "text") in self.fields]
        for number in numbers:
            found = {part: self[lines.field(number, part)] for part in lines.parts}
            yield number, found, number == 1, number == numbers[-1]

    def choice_lines(self) -> list[Any]:
        return list(self.lines("choice")) if self.has_choices else []

    def row_lines(self) -> list[Any]:
        return list(self.lines("row")) if self.has_rows else []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("lowest"), cleaned.get("highest")
        if low is not None and high is not None and low > high:
            self.add_error("highest", f"Give {low} or more, or leave it empty")
        if self.has_choices and cleaned.get("role") not in FROM_RECORDS:
            self._check_values(cleaned)
        return cleaned

    def _check_values(self, cleaned: Mapping[str, Any]) -> None:
        seen: set[int] = set()
        for number, found, _, _ in self.lines("choice"):
            value = cleaned.get(CHOICES.field(number, "value"))
            if not cleaned.get(CHOICES.field(number, "text")):
                continue
            if value is None and not found["value"].errors:
                self.add_error(found["value"].name, f"Give answer {number} a value")
            elif value in seen:
                words = f"Two answers have the value {value}: give each its own"
                self.add_error(found["value"].name, words)
            seen.add(value)  # type: ignore[arg-type]

    def details(self) -> QuestionDetails:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        plain = {name: given[name] for name in QuestionDetails.plain if name in given}
        return QuestionDetails(
            section=given["section"],
            code=given["code"],
            outcomes=tuple(sorted(given.get("outcomes", ()))),
            choices=tuple(self._choices()),
            rows=tuple(self._rows()),
            **plain,
        )

    def _choices(self) -> Iterator[ChoiceDetails]:
        for number, _, _, _ in self.choice_lines():
            value, text, missing, alone = (
                self.cleaned_data[CHOICES.field(number, part)] for part in CHOICES.parts
            )
            if text:
                yield ChoiceDetails(value, text, missing, alone)

    def _rows(self) -> Iterator[RowDetails]:
        for number, _, _, _ in self.row_lines():
            key, text = (self.cleaned_data[ROWS.field(number, part)] for part in ROWS.parts)
            if text:
                yield RowDetails(key, text)


class NewQuestionForm(QuestionFields, OnceForm):
    submit_label = "Add the question"


class QuestionForm(QuestionFields, VersionedForm):
    submit_label = "Save"


def initial_of(details: QuestionDetails) -> dict[str, Any]:
    """What a form over a question begins with."""
    initial: dict[str, Any] = {name: getattr(details, name) for name in QuestionDetails.plain}
    initial |= {"section": details.section, "code": details.code, "outcomes": details.outcomes}
    return initial | choices_initial(details.choices) | rows_initial(details.rows)


def choices_initial(choices: tuple[ChoiceDetails, ...]) -> dict[str, Any]:
    """The rows of answers; values of the rows after them go on from the highest point."""
    count = len(choices) + (1 if choices else 0)
    found: dict[str, Any] = {CHOICES.count: count}
    for number, each in enumerate(choices, start=1):
        said = {"value": each.value, "text": each.text}
        said |= {"missing": each.is_missing, "alone": each.is_alone}
        found |= {CHOICES.field(number, part): value for part, value in said.items()}
    ahead = max((each.value for each in choices if not each.is_missing), default=0)
    for number in range(len(choices) + 1, MOST_LINES + 1):
        found[CHOICES.field(number, "value")] = ahead + number - len(choices)
    return found


def rows_initial(rows: tuple[RowDetails, ...]) -> dict[str, Any]:
    """The rows of a grid."""
    found: dict[str, Any] = {ROWS.count: len(rows) + 1}
    for number, each in enumerate(rows, start=1):
        found |= {ROWS.field(number, "key"): each.key, ROWS.field(number, "text"): each.text}
    return found


ALWAYS = "always"


class OnForm(BaseForm):
    """Which earlier question a question waits for."""

    method = "get"
    submit_label = "Go on"

    on = forms.TypedChoiceField(label="Which earlier question decides it?", coerce=int)

    def __init__(self, *args: Any, earlier: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = [("", "Choose"), *earlier]  # type: ignore[attr-defined]


class ConditionForm(VersionedForm):
    """After which answers to the earlier question a question is shown."""

    submit_label = "Save"

    on = forms.IntegerField(min_value=1, max_value=2**31, widget=forms.HiddenInput)
    test = forms.ChoiceField(label="It is shown", widget=forms.RadioSelect)
    values = forms.TypedMultipleChoiceField(
        label="These answers",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the answers that are meant"},
    )

    def __init__(self, *args: Any, options: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tests = [(test.value, test.label) for test in Question.Test if test]
        always = (ALWAYS, "always, whatever was answered")
        if options:
            self.fields["values"].choices = options  # type: ignore[attr-defined]
        else:
            del self.fields["values"]
            tests = tests[-1:]
        self.fields["test"].choices = [*tests, always]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        by_values = cleaned.get("test") in (Question.Test.ONE_OF, Question.Test.NONE_OF)
        if not by_values:
            self.errors.pop("values", None)
        return cleaned

    def details(self) -> ConditionDetails:
        """What was chosen; only of a valid form."""
        given = self.cleaned_data
        if given["test"] == ALWAYS:
            return ConditionDetails()
        by_values = given["test"] != Question.Test.ANSWERED
        values = tuple(sorted(given["values"])) if by_values else ()
        return ConditionDetails(given["on"], given["test"], values)
