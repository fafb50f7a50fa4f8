"""The short form in words: kinds and venues on offer, events alike, two versions compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from partnership.dates import NOT_RECORDED
from partnership.web.forms import Difference
from pilots.forms.event_log import ShortFactsForm, changeable_figures, standing
from pilots.models import Event, EventKind
from pilots.presenters.events import when_words
from pilots.selectors.event_log import Offer, VenueName, is_held, names_of


@dataclass(frozen=True)
class KindChoice:
    """A kind as a choice, and for a script where it is held and what it asks."""

    kind: EventKind
    is_chosen: bool
    held: str
    asks: str


@dataclass(frozen=True)
class AlikeLine:
    """An event that looks like the one being logged."""

    event: Event
    when: str
    where: str


def kind_choices(form: ShortFactsForm) -> list[KindChoice]:
    """The kinds on offer, in the programme's order."""
    chosen = str(form["kind"].value() or "")
    return [
        KindChoice(kind, kind.slug == chosen, _held(kind), _asks(kind))
        for kind in form.offered.kinds
    ]


def _held(kind: EventKind) -> str:
    places = {"area": is_held(kind, in_area=True), "whole": is_held(kind, in_area=False)}
    return " ".join(place for place, holds in places.items() if holds)


def _asks(kind: EventKind) -> str:
    asked = {"attendance": kind.asks_attendance, "footfall": kind.asks_footfall}
    return " ".join(what for what, holds in asked.items() if holds)


def venue_names(offered: Offer) -> list[VenueName]:
    """Every name of the venues on offer."""
    return [name for venue in offered.venues for name in names_of(venue)]


def alike_lines(events: Iterable[Event]) -> list[AlikeLine]:
    """Events that look alike, with when and where they were."""
    return [
        AlikeLine(event, when_words(event), str(event.venue or event.place or ""))
        for event in events
    ]


FIELDS: Sequence[str] = (
    "kind", "name", "area", "venue", "when", "starts_at", "ends_at", "ends_on", "adults",
    "children", "footfall", "sure", "went",
)  # fmt: skip


def compared(form: Any, now: Event) -> list[Difference]:
    """Where what was typed and what stands now differ, in words."""
    stands = _said(form, standing(now, changeable_figures(now)))
    typed = _said(form, {name: form[name].value() for name in form.fields})
    labels = {name: str(form[name].label) for name in FIELDS if name in form.fields}
    return [
        Difference(label, stands[name], typed[name])
        for name, label in labels.items()
        if stands[name] != typed[name]
    ]


def _said(form: Any, values: dict[str, Any]) -> dict[str, str]:
    """Each field's words, the date as a whole under `when`."""
    said = {}
    for name in FIELDS:
        field, value = form.fields.get(name), values.get(name)
        if field is None:
            continue
        offered: Any = getattr(field, "choices", None) or getattr(field.widget, "choices", ())
        choices: dict[Any, Any] = dict(offered)
        said[name] = str(choices.get(value, value if value not in (None, "") else NOT_RECORDED))
    said["when"] = _date(form, values)
    return said


def _date(form: Any, values: dict[str, Any]) -> str:
    """The date by whichever of the boxes counts."""
    match values.get("when"):
        case "date":
            found = form.fields["on"].clean(values.get("on"))
            return str(form.fields["roughly"].clean(found).words) if found else NOT_RECORDED
        case "unsure":
            return str(form.fields["roughly"].clean(values.get("roughly")).words)
        case other:
            return str(dict(form.fields["when"].choices).get(other, NOT_RECORDED)).split(", ")[-1]
