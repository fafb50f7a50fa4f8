"""A paper form as it is typed in: numbers of what was ticked, words as they were written."""

from typing import Any

from django import forms

from evaluation.rules.answering import Examined, examine
from evaluation.rules.codes import name_of, read_code
from evaluation.rules.questionnaire import (
    DATE,
    GRID,
    LONGEST,
    MULTIPLE,
    NUMBER,
    TEXT,
    CodePart,
    Item,
    Questionnaire,
)
from partnership.web.forms import OnceForm
from pilots.forms.fields import LineField, ProseField

SHORT = 40


class EntryForm(OnceForm):
    """Every question of a questionnaire on one page, each part one box."""

    submit_label = "Save, and type in the next"

    def __init__(
        self, *args: Any, said: Questionnaire, asks_code: bool, languages: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.said = said
        self.parts = said.code if asks_code else ()
        self.examined = Examined(said)
        self.code: tuple[str, ...] = ()
        self.fields["agrees"] = forms.BooleanField(
            label="The boxes under the information are ticked",
            help_text="Without them the form can’t be taken: put it aside.",
            error_messages={
                "required": "Without the ticks under the information it can’t be taken"
            },
        )
        if len(languages) > 1:
            self.fields["language"] = forms.ChoiceField(label="Language", choices=languages)
        for item in said.items:
            self.fields |= dict(_fields(item, self._number(item)))
        for part in self.parts:
            self.fields[name_of(part)] = LineField(
                label=part.text, required=False, max_length=SHORT, help_text=f"{signs_of(part)}."
            )

    def _number(self, item: Item) -> int:
        return self.said.items.index(item) + 1

    def clean(self) -> dict[str, Any]:
        """Read it as the public’s is read, but nothing has to be answered on paper."""
        data = super().clean() or self.cleaned_data
        sent = {
            part: _split(item, data.get(part) or "")
            for item in self.said.items
            for part in item.parts
        }
        self.examined = examine(self.said, sent, must=False)
        for item in self.said.items:
            if fault := self.examined.faults.get(item.code):
                self.add_error(item.parts[0], fault)
        typed = {name_of(part): data.get(name_of(part)) or "" for part in self.parts}
        self.code, wrong = read_code(self.parts, typed)
        for part in wrong:
            self.add_error(name_of(part), f"Type {signs_of(part)}, or leave it empty.")
        if not self.errors and not self.examined.answers:
            raise forms.ValidationError("This form is empty: type what was answered.")
        return data

    @property
    def left_out(self) -> int:
        """How many answers were to questions that were to be passed over."""
        return sum(1 for each in self.examined.given.values() if each) - len(self.examined.answers)


def _fields(item: Item, number: int) -> list[tuple[str, forms.Field]]:
    texts = [row.text for row in item.rows] if item.kind == GRID else [""]
    return [
        (part, _field(item, " ".join(filter(None, (str(number), item.text, text)))))
        for part, text in zip(item.parts, texts, strict=True)
    ]


def _field(item: Item, label: str) -> forms.Field:
    if item.kind == TEXT:
        return ProseField(
            label=label,
            required=False,
            max_length=LONGEST,
            rows=2,
            help_text="Leave names out: write “[name]”.",
        )
    hint = " · ".join(f"{each.value} {each.text}" for each in item.options)
    if item.kind == MULTIPLE:
        hint = f"All that are ticked, with spaces between: {hint}"
    if item.kind == DATE:
        hint = "The year, or year and month: 2019 or 2019-10."
    if item.kind == NUMBER:
        hint = number_words(item)
    box = forms.TextInput(attrs={"class": "ds_input--fixed-10", "autocomplete": "off"})
    return LineField(label=label, required=False, max_length=SHORT, help_text=hint, widget=box)


def signs_of(part: CodePart) -> str:
    """How long it is: 2 letters, 1 digit."""
    return f"{part.length} {part.kind if part.length > 1 else part.kind[:-1]}"


def number_words(item: Item) -> str:
    """Which numbers it takes: 1 to 999 people."""
    match item.lowest, item.highest:
        case None, None:
            span = "A whole number"
        case None, highest:
            span = f"{highest:,} or less"
        case lowest, None:
            span = f"{lowest:,} or more"
        case lowest, highest:
            span = f"{lowest:,} to {highest:,}"
    return f"{span} {item.unit}".strip() + "."


def _split(item: Item, text: str) -> list[str]:
    return text.replace(",", " ").split() if item.kind == MULTIPLE else [text]
