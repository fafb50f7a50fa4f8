"""Fields that forms about events share: kinds as big choices, people counted, times of day."""

import re
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from pilots.event_rules import MOST_PEOPLE
from pilots.models import EventKind

NOT_A_NUMBER = "Enter a whole number of people, such as 40, or leave it empty"


class KindField(forms.Field):
    """A kind of event by its slug, from `kinds`; cleans to the kind."""

    widget = forms.RadioSelect
    default_error_messages = {"required": "Choose the kind of event"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._kinds: dict[str, EventKind] = {}

    @property
    def kinds(self) -> dict[str, EventKind]:
        """The kinds on offer, by their slugs."""
        return self._kinds

    @kinds.setter
    def kinds(self, kinds: dict[str, EventKind]) -> None:
        self._kinds = kinds
        widget: Any = self.widget
        widget.choices = [(slug, kind.name) for slug, kind in kinds.items()]

    def to_python(self, value: Any) -> EventKind | None:
        if not value:
            return None
        if value not in self.kinds:
            raise forms.ValidationError(
                f"“{str(value)[:80]}” is not on offer here: choose a kind from the list", "invalid"
            )
        return self.kinds[value]


class PeopleField(forms.IntegerField):
    """How many people; empty is not recorded, which is not 0. Understands 1,200."""

    # Not a number input: what it can't read, a browser throws away without a word.
    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "12"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.error_messages["invalid"] = NOT_A_NUMBER

    def to_python(self, value: Any) -> int | None:
        typed = re.sub(r"(?<=\d)[,\s](?=\d{3}\b)", "", "" if value is None else str(value))
        if "." in typed:  # 1.000 may be a thousand, and 2.5 is no number of people
            raise forms.ValidationError(NOT_A_NUMBER, "invalid")
        found: int | None = super().to_python(typed)
        if found is not None and found < 0:
            raise forms.ValidationError("Fewer than no people can’t come: enter 0 or more", "few")
        if found is not None and found > MOST_PEOPLE:
            raise forms.ValidationError(
                f"{found:,} is more people than one event can have: enter {MOST_PEOPLE:,} or fewer",
                "many",
            )
        return found

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"class": "ds_input--fixed-5"}


class TimeOfDayField(forms.TimeField):
    """A time of day, as 14:30."""

    widget = forms.TimeInput(attrs={"type": "time", "class": "ds_input--fixed-10"}, format="%H:%M")

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%H:%M", "%H:%M:%S", "%H.%M"]
        super().__init__(required=False, input_formats=formats, **kwargs)
        self.error_messages["invalid"] = "Enter a time of day, such as 14:30"


def suggestions(known: str) -> forms.TextInput:
    """A line of text for which the page suggests what is in its list `known`."""
    return forms.TextInput(attrs={"list": known, "autocomplete": "off"})


def kind_choices(field: BoundField) -> list[tuple[EventKind, bool]]:
    """The kinds of a bound KindField, each with whether it is chosen."""
    kinds: Any = field.field
    chosen = str(field.value() or "")
    return [(kind, slug == chosen) for slug, kind in kinds.kinds.items()]
