"""What a person may say of a theme, and in a cell of the framework matrix."""

from typing import Any

from django import forms

from evaluation.actions.themes import ThemeDetails
from evaluation.forms.excerpts import branch_words
from evaluation.models import Theme
from evaluation.selectors.themes import Branch
from partnership.web.forms import BaseForm, OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField


class ThemeFields(BaseForm):
    name = LineField(label="Name", max_length=120, help_text="Such as: trust in the service.")
    meaning = ProseField(
        label="What is coded to it, and what is not",
        required=False,
        help_text="So that two people would code the same.",
    )
    part_of = forms.TypedChoiceField(label="Part of", required=False, coerce=int, empty_value=None)
    place = forms.IntegerField(
        label="Its place among those beside it",
        required=False,
        min_value=1,
        max_value=1_000,
        help_text="1 is the first; empty: the last.",
    )

    def __init__(
        self, *args: Any, branches: list[Branch], without: Theme | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {
            each.theme.pk: each.theme
            for each in branches
            if each.theme.pk != (without and without.pk)
        }
        named = [
            (each.theme.pk, branch_words(each)) for each in branches if each.theme.pk in self.themes
        ]
        field: Any = self.fields["part_of"]
        field.choices = [("", "No other: it stands at the top"), *named]

    def details(self) -> ThemeDetails:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        return ThemeDetails(
            name=given["name"],
            meaning=given["meaning"],
            part_of=self.themes.get(given["part_of"]),
            place=given["place"],
        )


class NewThemeForm(ThemeFields, OnceForm):
    submit_label = "Add it"


class ThemeForm(ThemeFields, VersionedForm):
    """A theme to name otherwise, or to put elsewhere."""


class CellForm(VersionedForm):
    """What one conversation says on one theme."""

    text = ProseField(
        label="In short",
        required=False,
        rows=6,
        help_text="In your own words, without names. Empty: the cell is emptied.",
    )


class MatrixFilter(BaseForm):
    """Which cases and which themes the matrix shows."""

    method = "get"
    submit_label = "Show"

    area = forms.ChoiceField(required=False)
    theme = forms.ChoiceField(required=False, label="Themes under")

    def __init__(
        self, *args: Any, branches: list[Branch], areas: list[Any], area_word: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        area: Any = self.fields["area"]
        area.choices = [("", "All"), *((each.slug, each.name) for each in areas)]
        area.label = area_word.capitalize()
        theme: Any = self.fields["theme"]
        theme.choices = [("", "All themes"), *((e.theme.slug, branch_words(e)) for e in branches)]
