"""Forms of several rows: each that stands, and blank ones to add."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField

from partnership.web.forms import VERSION, VersionedForm
from pilots.event_parts import Part, Row
from pilots.forms.fields import LineField

Standing = Sequence[tuple[int, Mapping[str, Any]]]  # each row's key and what it says


class Figures(Enum):
    """How the figures of a part stand: open, confirmed, or confirmed and not this person's."""

    OPEN = "open"
    CORRECTED = "corrected"
    CLOSED = "closed"


class RowsForm(VersionedForm):
    """Fields for each row of a part, named `<field>_<key>`; a blank row that stays blank is none.

    A row that came after the form was opened is left as it is. Confirmed figures are
    corrected with a word why, or can't be changed by who does not confirm them.
    """

    submit_label = "Save"
    part: ClassVar[Part]
    blanks: ClassVar[int] = 3
    intro: ClassVar[str] = ""

    def __init__(
        self, *args: Any, standing: Standing, figures: Figures = Figures.OPEN, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys: list[str] = []
        self.figures_stand = figures if self.part.corrected else Figures.OPEN
        for key, initial in standing:
            if not self.is_bound or f"there_{key}" in self.data:
                self._add(str(key), initial)
        for number in range(1, self.blanks + 1):
            self._add(f"new{number}", {})
        if self.figures_stand is Figures.CORRECTED:
            self.fields["why"] = LineField(
                required=False,
                max_length=200,
                label="Why a confirmed figure is corrected",
                help_text="Needed where a number changes. Readers are told. No names.",
            )

    def row_fields(self) -> dict[str, forms.Field]:
        """The fields of one row, made afresh."""
        raise NotImplementedError

    def _add(self, key: str, initial: Mapping[str, Any]) -> None:
        self.keys.append(key)
        for name, field in self.row_fields().items():
            field.required = False
            field.initial = initial.get(name, field.initial)
            if self.figures_stand is Figures.CLOSED and name in self.part.figures:
                field.disabled = True
            self.fields[f"{name}_{key}"] = field
        if not is_new(key):
            self.fields[f"there_{key}"] = forms.CharField(
                initial="1", required=False, widget=forms.HiddenInput
            )
            self.fields[f"remove_{key}"] = forms.BooleanField(required=False, label="Remove it")

    def shown(self) -> Iterator[tuple[str, bool, list[BoundField]]]:
        """Each row for the page: its heading, whether it is new, and its fields."""
        for key in self.keys:
            names = [*self.row_fields(), *([] if is_new(key) else ["there", "remove"])]
            yield self._heading(key), is_new(key), [self[f"{name}_{key}"] for name in names]

    def _heading(self, key: str) -> str:
        if is_new(key):
            return f"New {key.removeprefix('new')}"
        first = self.fields[f"{self.part.told_by[0]}_{key}"]
        choices = dict(getattr(first, "choices", ()))
        return str(choices.get(first.initial, first.initial))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.rows = list(self._rows())
        self._refuse_twins()
        return cleaned

    def _rows(self) -> Iterator[Row]:
        for key in self.keys:
            values = {name: self.cleaned_data.get(f"{name}_{key}") for name in self.row_fields()}
            is_removed = bool(self.cleaned_data.get(f"remove_{key}"))
            if is_new(key) and self.is_blank(values):
                continue
            if not is_removed:
                self.check(key, values)
            yield Row(None if is_new(key) else int(key), self.stored(values), is_removed)

    def is_blank(self, values: Mapping[str, Any]) -> bool:
        """Whether nothing was typed in a new row; what a choice begins with is nothing."""
        begun = {name: field.initial for name, field in self.row_fields().items()}
        return all(
            value is None or value is False or value in ("", begun[name])
            for name, value in values.items()
        )

    def check(self, key: str, values: dict[str, Any]) -> None:
        """Say at its field what is wrong with a row."""
        name = self.part.told_by[0]
        field = f"{name}_{key}"
        if not values[name] and field not in self.errors:
            self.add_error(field, f"Fill in “{self.fields[field].label}”, or leave all of it empty")

    def stored(self, values: dict[str, Any]) -> dict[str, Any]:
        """The row as the record keeps it."""
        return values

    def _refuse_twins(self) -> None:
        seen: set[tuple[str, ...]] = set()
        for row in self.rows:
            told = tuple(_plain(row.values[name]) for name in self.part.told_by)
            if told in seen and not row.is_removed:
                self.add_error(None, f"“{' '.join(filter(None, told))}” is there twice: keep one")
            if not row.is_removed:
                seen.add(told)

    def data_fields(self) -> list[str]:
        """The names of all fields that a person fills in."""
        return [name for name in self.fields if name != VERSION and not name.startswith("there_")]


def is_new(key: str) -> bool:
    """Whether a row of a form is one to add."""
    return key.startswith("new")


def _plain(value: Any) -> str:
    return str(getattr(value, "name", value) or "").casefold()
