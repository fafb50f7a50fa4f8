"""What a person may type about events."""

from typing import Any

from django import forms

from partnership.people.models import Sector
from partnership.web.forms import BaseForm
from pilots.models import Event, EventCount
from pilots.selectors.event_narrowing import NOTHING_SAID, Narrowing
from pilots.selectors.events import EventChoices

NATIONAL = "*"  # no area's slug can be this
SECTORS = [(sector.value, sector.label) for sector in Sector if sector.value]


class NarrowingFields(forms.Form):
    """What links from figures ask for beside the filters; nobody types it."""

    since = forms.DateField(required=False, widget=forms.HiddenInput)
    until = forms.DateField(required=False, widget=forms.HiddenInput)
    dated = forms.ChoiceField(
        required=False, choices=[("yes", "yes"), ("no", "no")], widget=forms.HiddenInput
    )
    counted = forms.ChoiceField(
        required=False, choices=EventCount.Type.choices, widget=forms.HiddenInput
    )
    audience = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    sector = forms.ChoiceField(required=False, choices=SECTORS, widget=forms.HiddenInput)
    partners = forms.ChoiceField(
        required=False, choices=[*SECTORS, (NOTHING_SAID, "")], widget=forms.HiddenInput
    )

    @property
    def narrowing(self) -> Narrowing:
        """What was asked for; what can't be read is left out."""
        self.is_valid()
        told = ((name, self.cleaned_data.get(name)) for name in Narrowing.__dataclass_fields__)
        return Narrowing(**{name: value for name, value in told if value})


class EventFilter(BaseForm, NarrowingFields):
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
        names = ("words", "area", "kind", "status", "organisation")
        asked = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        if asked.get("area") == NATIONAL:
            asked.update(area="", national=True)
        return asked

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(self.asked().values()) or self.narrowing.is_any
