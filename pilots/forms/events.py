"""What a person may type about events."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from partnership.dates import day_words
from partnership.people.models import Sector
from partnership.web.forms import BaseForm, DayField
from pilots.feedback_rules import POINTS
from pilots.models import Event, EventCount
from pilots.selectors.event_narrowing import ANY, NOTHING_SAID, SESSIONS, Narrowing
from pilots.selectors.events import EventChoices

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}")
NATIONAL = "*"  # no area's slug can be this
SECTORS = [*((sector.value, sector.label) for sector in Sector if sector.value), (NOTHING_SAID, "")]
COUNTED = [*EventCount.Type.choices, (SESSIONS, "")]
ANSWERS = [(ANY, ""), *((str(point), "") for point in POINTS)]


def slug_asked(asked: str | None) -> str:
    """What an address asks for, if it may be a slug; nothing otherwise."""
    return asked if asked and SLUG.fullmatch(asked) else ""


def hidden(choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    """A choice that comes by a link; nobody types it."""
    return forms.ChoiceField(required=False, choices=choices, widget=forms.HiddenInput)


class PlaceFilter(BaseForm):
    """The area, the venue and the kind: what every view of events can be narrowed to.

    A venue is chosen among those of an area, so the area comes first. `as_at` comes from the
    address.
    """

    method = "get"
    submit_label = "Show"

    area = forms.ChoiceField(required=False)
    venue = forms.ChoiceField(required=False, label="Venue")
    kind = forms.ChoiceField(required=False, label="Kind of event")
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: EventChoices, area_word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [("", "All"), *choices.areas, (NATIONAL, "Whole programme")]
        self._offer("area", areas, area_word)
        self._offer("kind", [("", "All"), *choices.kinds], "kind of event")
        if choices.venues or self.data.get("venue"):
            self._offer("venue", [("", "All"), *choices.venues], "venue")
        else:
            del self.fields["venue"]

    def _offer(self, name: str, choices: list[tuple[str, str]], noun: str) -> None:
        field = self.fields[name]
        field.label = noun.capitalize()
        field.choices = choices  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = (
            f"There is no {noun} “%(value)s” here: choose one from the list"
        )

    def place(self) -> dict[str, Any]:
        """The area, the venue and the kind, as `events_of` takes them; nothing unreadable."""
        self.is_valid()
        told = self.cleaned_data
        area = told.get("area", "")
        return {
            "area": "" if area == NATIONAL else area,
            "national": area == NATIONAL,
            "venue": told.get("venue", ""),
            "kind": told.get("kind", ""),
        }

    @property
    def is_understood(self) -> bool:
        """Whether every choice is one of those offered; otherwise a field says which is not."""
        return self.is_valid()


class NarrowingFields(forms.Form):
    """From when to when, and what links from figures ask for beside it, which nobody types."""

    since = DayField(required=False, label="From")
    until = DayField(required=False, label="To")
    dated = hidden([("yes", ""), ("no", "")])
    counted = hidden(COUNTED)
    audience = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    missing = hidden(COUNTED)
    sector = hidden(SECTORS)
    partners = hidden(SECTORS)
    answers = hidden(ANSWERS)

    def clean_until(self) -> date | None:
        """The last day, which can't be before the first."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data["until"]
        if since and until and until < since:
            raise forms.ValidationError(
                f"{day_words(until)} is before {day_words(since)}: choose that day or a later one"
            )
        return until

    @property
    def narrowing(self) -> Narrowing:
        """What was asked for; what can't be read is left out."""
        self.is_valid()
        told = ((name, self.cleaned_data.get(name)) for name in Narrowing.__dataclass_fields__)
        return Narrowing(**{name: value for name, value in told if value})


class EventFilter(PlaceFilter, NarrowingFields):
    """How a list of events is narrowed; everything may be left open.

    `organisation` comes by a link from elsewhere.
    """

    words = forms.CharField(required=False, max_length=100, label="With the words")
    status = forms.ChoiceField(required=False, choices=[("", "Any"), *Event.Status.choices])
    organisation = forms.SlugField(required=False, widget=forms.HiddenInput)
    field_order = ("words", "area", "venue", "kind", "status", "since", "until")

    def asked(self) -> dict[str, Any]:
        """What was asked for, as `events_of` takes it; what can't be read is left out."""
        place, told = self.place(), self.cleaned_data
        names = ("words", "status", "organisation")
        return place | {name: told[name] for name in names if name in told}

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(self.asked().values()) or self.narrowing.is_any
