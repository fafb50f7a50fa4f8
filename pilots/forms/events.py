"""What a person may type about events."""

from typing import Any

from django import forms

from partnership.web.forms import BaseForm
from pilots.models import Event
from pilots.selectors.events import EventChoices

NATIONAL = "*"  # no area's slug can be this


class EventFilter(BaseForm):
    """How a list of events is narrowed; everything may be left open.

    `organisation` comes by a link from elsewhere and `as_at` from the address.
    """

    method = "get"
    submit_label = "Show"

    words = forms.CharField(required=False, max_length=100, label="With the words")
    area = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    status = forms.ChoiceField(required=False, choices=[("", "Any"), *Event.Status.choices])
    organisation = forms.SlugField(required=False, widget=forms.HiddenInput)
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: EventChoices, area_word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [("", "All"), *choices.areas, (NATIONAL, "Whole programme")]
        self._offer("area", areas, area_word)
        self._offer("kind", [("", "All"), *choices.kinds], "kind of event")

    def _offer(self, name: str, choices: list[tuple[str, str]], noun: str) -> None:
        field = self.fields[name]
        field.label = noun.capitalize()
        field.choices = choices  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = (
            f"There is no {noun} “%(value)s” here: choose one from the list"
        )

    def asked(self) -> dict[str, Any]:
        """What was asked for, as `events_of` takes it; what can't be read is left out."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if name != "as_at"}
        if asked.get("area") == NATIONAL:
            asked.update(area="", national=True)
        return asked

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(value for value in self.asked().values())
