"""What a person may ask of the evaluation's pages."""

from collections.abc import Iterable
from typing import Any

from django import forms

from partnership.web.forms import BaseForm


class CountedFilter(BaseForm):
    """Whose events the measures are worked out of: all within reach, or one area's."""

    method = "get"
    submit_label = "Show"

    area = forms.ChoiceField(required=False)
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: Iterable[Any], area_word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.slug: area for area in areas}
        field: Any = self.fields["area"]
        field.label = area_word.capitalize()
        field.choices = [("", "All"), *((slug, area.name) for slug, area in self.areas.items())]
        field.error_messages["invalid_choice"] = (
            f"There is no {area_word} “%(value)s” here: choose one from the list"
        )

    @property
    def chosen(self) -> Any:
        """The area that was chosen, None for all; only of a valid form."""
        return self.areas.get(self.cleaned_data["area"])
