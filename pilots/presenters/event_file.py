"""An event as one row of a file; unknown is written as "not recorded", numbers as numbers."""

from collections.abc import Sequence

from partnership.dates import NOT_RECORDED
from pilots.counting import Count, CountType, Tally, tally_events
from pilots.models import Event
from pilots.presenters.events import when_words

HEADS = (
    "Event", "Kind", "Area", "Venue", "Status", "When", "Date as a code", "Not after",
    *(f"{type.value.capitalize()}{part}" for type in CountType for part in ("", ", how sure")),
    "Reported on", "Slug",
)  # fmt: skip


def file_row(event: Event, counts: Sequence[Count]) -> list[object]:
    """The cells of an event, as HEADS names them."""
    return [
        event.name,
        event.kind.name,
        event.area.name if event.area else "Whole programme",
        event.venue.name if event.venue else NOT_RECORDED,
        event.get_status_display(),
        when_words(event),
        str(event.happened),
        event.before_on or "",
        *(
            cell
            for type in CountType
            for cell in _cells(event, tally_events(type, counts, [event.pk]))
        ),
        event.reported_on,
        event.slug,
    ]


def _cells(event: Event, tally: Tally) -> tuple[object, str]:
    """The number and how sure it is; both empty for an event that was not held."""
    if event.status != Event.Status.HELD:
        return "", ""
    if tally.value is None:
        return NOT_RECORDED, ""
    return tally.value, tally.qualifier_words or "exact"
