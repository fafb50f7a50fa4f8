"""An event as one row of a file; unknown is written as "not recorded", numbers as numbers."""

from collections.abc import Sequence
from datetime import date

from partnership.dates import NOT_RECORDED
from pilots.counting import Count, CountType, Tally, tally_events
from pilots.models import Event
from pilots.presenters.events import when_words

HEADS = (
    "Event", "Kind", "Area", "Venue", "Status", "When", "Date as a code", "Not after",
    *(f"{type.value.capitalize()}{part}" for type in CountType for part in ("", ", how sure")),
    "Reported on", "Slug",
)  # fmt: skip


def file_row(event: Event, counts: Sequence[Count], as_at: date) -> list[object]:
    """The cells of an event as it stood on a day, as HEADS names them."""
    return [
        event.name,
        event.kind.name,
        event.area.name if event.area else "Whole programme",
        event.venue.name if event.venue else NOT_RECORDED,
        event.status_on(as_at).label,
        when_words(event),
        str(event.happened),
        event.before_on or "",
        *(
            cell
            for type in CountType
            for cell in _cells(tally_events(type, counts, [event.pk]), event.was_held_by(as_at))
        ),
        event.reported_on,
        event.slug,
    ]


def _cells(tally: Tally, is_held: bool) -> tuple[object, str]:
    """The number and how sure it is; both empty for an event that was not held."""
    if not is_held:
        return "", ""
    if tally.value is None:
        return NOT_RECORDED, ""
    return tally.value, tally.qualifier_words or "exact"
