"""What a person types of an event: what and where, when, how many, how it went."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from partnership.dates import PartialDate, day_words
from partnership.web.forms import DayField, OnceForm, PartialDateFormField, VersionedForm
from pilots.actions.events import ShortFacts
from pilots.actions.short_figures import Figure, figures_of
from pilots.event_rules import fault_of_span
from pilots.forms.event_fields import KindField, TimeOfDayField
from pilots.forms.event_figures import FOOTFALL, PEOPLE, UNCOUNTED, FigureFields
from pilots.forms.event_venue import VenueFields
from pilots.forms.fields import LineField
from pilots.models import Area, Event, Group
from pilots.selectors.event_log import Offer, is_held

WHOLE = "*"  # no area's slug can be this
TODAY, YESTERDAY, ON, UNSURE = "today", "yesterday", "date", "unsure"
KEPT_DAYS = 366  # how long ago a form that is sent today can have been filled in


class ShortFactsForm(VenueFields, FigureFields):
    """The short form; `offered` is what the person may choose."""

    kind = KindField(label="What kind of event?")
    name = LineField(
        label="What was it called?", help_text="Such as: Fun Day, Bookbug at the fair."
    )
    area = forms.ChoiceField()
    when = forms.ChoiceField(label="On which day?", widget=forms.RadioSelect, initial=TODAY)
    typed_on = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    on = DayField(
        required=False,
        label="Date",
        help_text="Such as 24 October 2019. A coming day makes it a planned event.",
    )
    roughly = PartialDateFormField(
        label="As exactly as you know",
        help_text="Such as October 2019, autumn 2019 or 2019. Leave it empty if you don’t know.",
    )
    starts_at = TimeOfDayField(label="It began at")
    ends_at = TimeOfDayField(label="It ended at")
    ends_on = DayField(
        required=False, label="Last day", help_text="Only if it lasted several days."
    )
    went = LineField(
        required=False,
        max_length=300,
        label="How did it go, in a line?",
        help_text="What you would tell a colleague. No names.",
    )

    def __init__(self, *args: Any, offered: Offer, area_word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.today = timezone.localdate()
        self._offer_kinds()
        self._offer_areas(area_word)
        self._offer_days()

    def _offer_kinds(self) -> None:
        kind: Any = self.fields["kind"]
        kind.kinds = {each.slug: each for each in self.offered.kinds}
        if not any(each.asks_footfall for each in self.offered.kinds):
            self.fields["footfall"].widget = forms.HiddenInput()

    def _offer_areas(self, word: str) -> None:
        area: Any = self.fields["area"]
        choices = [(each.slug, each.name) for each in self.offered.areas]
        if self.offered.of_the_whole:
            choices.append((WHOLE, "Whole programme"))
        area.label = word.capitalize()
        area.error_messages |= {
            "required": f"Choose the {word} of the event",
            "invalid_choice": f"Choose a {word} from the list: one where you may log events",
        }
        if len(choices) == 1:
            area.choices, area.widget = choices, forms.HiddenInput()
            self.initial["area"] = choices[0][0]
        else:
            area.choices = [("", "Choose"), *choices]

    @property
    def only_place(self) -> str:
        """The name of the one place where the person logs events; empty where there are more."""
        if not self.fields["area"].widget.is_hidden:
            return ""
        return self.offered.areas[0].name if self.offered.areas else "Whole programme"

    def _offer_days(self) -> None:
        when: Any = self.fields["when"]
        day = self.typed_day
        when.choices = [
            (TODAY, f"Today, {day_words(day)}"),
            (YESTERDAY, f"Yesterday, {day_words(day - timedelta(days=1))}"),
            (ON, "Another day, past or coming"),
            (UNSURE, "I am not sure"),
        ]
        self.initial.setdefault("typed_on", day.isoformat())

    @property
    def typed_day(self) -> date:
        """The day on which the form was filled in: it may be sent later, from a phone's keeping."""
        try:
            day = date.fromisoformat(str(self.data.get("typed_on") or self.initial["typed_on"]))
        except (KeyError, ValueError):
            return self.today
        return day if timedelta() <= self.today - day <= timedelta(days=KEPT_DAYS) else self.today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.place = self._place()
        self._check_kind()
        cleaned["happened"] = self._happened()
        self._check_span()
        self.find_venue()
        cleaned["figures"] = self._figures()
        return cleaned

    def _place(self) -> Area | None:
        several: set[str] = set(getattr(self.data, "getlist", lambda _: [])("area"))
        if len(several) > 1:
            self.add_error(
                "area",
                "One event is counted in one place: choose who held it, and name the others in"
                " “For whom” once it is logged",
            )
        chosen = self.cleaned_data.get("area")
        return next((each for each in self.offered.areas if each.slug == chosen), None)

    def _check_kind(self) -> None:
        kind = self.cleaned_data.get("kind")
        if not kind or "area" not in self.cleaned_data:
            return
        if not is_held(kind, in_area=self.place is not None):
            whose = "an area" if self.place is None else "the programme as a whole"
            self.add_error(
                "kind", f"“{kind}” is held by {whose}: choose another kind, or another place"
            )

    def _happened(self) -> PartialDate:
        given, when = self.cleaned_data, self.cleaned_data.get("when")
        if when == UNSURE:
            return given.get("roughly") or PartialDate()
        if when in (TODAY, YESTERDAY):
            return PartialDate.on(self.typed_day - timedelta(days=when == YESTERDAY))
        if when == ON and not given.get("on") and not self.has_error("on"):
            self.add_error(
                "on", "Give the date, such as 24 October 2019, or choose “I am not sure”"
            )
        return PartialDate.on(given["on"]) if when == ON and given.get("on") else PartialDate()

    def _check_span(self) -> None:
        given = self.cleaned_data
        if {"on", "roughly", "starts_at", "ends_at", "ends_on"} & set(self.errors):
            return
        start, end = given.get("starts_at"), given.get("ends_at")
        day = given["happened"].day
        backwards = bool(start and end and end <= start)
        fault = fault_of_span(day, given.get("ends_on"), bool(start), bool(end), backwards)
        if fault:
            self.add_error(*fault)
        elif given.get("ends_on") == day:
            given["ends_on"] = None

    def _figures(self) -> tuple[Figure, ...]:
        return self.figures()

    def facts(self, *, group: Group | None) -> ShortFacts:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        is_figured = "sure" in self.fields
        return ShortFacts(
            kind=given["kind"],
            name=given["name"],
            area=self.place,
            group=group,
            **self.where(),
            happened=given["happened"],
            starts_at=given.get("starts_at"),
            ends_at=given.get("ends_at"),
            ends_on=given.get("ends_on"),
            went=given.get("went", ""),
            figures=given["figures"] if is_figured else None,
        )


class LogEventForm(OnceForm, ShortFactsForm):
    """An event to log; `not_same` names those that it was said not to be, by their slugs."""

    submit_label = "Save"

    repeats = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)
    not_same = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    @property
    def known(self) -> set[str]:
        """Slugs of the events that this one was said not to be; only of a valid form."""
        return set(self.cleaned_data["not_same"].split())


class ChangeEventForm(VersionedForm, ShortFactsForm):
    """An event's short facts to change; figures only where the short form can show them."""

    submit_label = "Save"

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        figures = changeable_figures(event)
        initial = standing(event, figures)
        super().__init__(*args, version=event.version, initial=initial, **kwargs)
        if figures is None:
            for name in (*PEOPLE, "sure", "that_many"):
                del self.fields[name]

    def _figures(self) -> tuple[Figure, ...]:
        return super()._figures() if "sure" in self.fields else ()


def changeable_figures(event: Event) -> tuple[Figure, ...] | None:
    """The event's figures, unless they are confirmed or more than the short form shows."""
    return figures_of(event) if event.status != Event.Status.CONFIRMED else None


def standing(event: Event, figures: tuple[Figure, ...] | None) -> dict[str, Any]:
    """An event as the short form shows it."""
    day = event.happened.day
    return {
        "kind": event.kind.slug,
        "name": event.name,
        "area": event.area.slug if event.area else WHOLE,
        "venue": event.venue.name if event.venue else event.place,
        "when": ON if day else UNSURE,
        "on": day,
        "roughly": None if day else event.happened,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "ends_on": event.ends_on,
        "went": event.went,
        **_as_typed(figures or ()),
    }


def _as_typed(figures: tuple[Figure, ...]) -> dict[str, Any]:
    typed = {figure.group or FOOTFALL: figure for figure in figures}
    known = [figure for figure in figures if figure.value is not None]
    found: dict[str, Any] = {
        name: typed[name].value for name in PEOPLE if name in typed and typed[name] in known
    }
    if known:
        return found | {"sure": str(known[0].qualifier)}
    return {"sure": UNCOUNTED} if figures else {}
