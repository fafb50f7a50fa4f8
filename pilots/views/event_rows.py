"""The rows of the list of events as HTML, made anew only where one of them differs."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from partnership.web.remembered import Remembered
from pilots.presenters.events import EventLine


@dataclass(frozen=True)
class EventListRow:
    """What a row of the list says; `area` is its slug, empty for the whole programme."""

    slug: str
    name: str
    when: str
    area: str
    area_name: str
    venue: str
    kind: str
    status: str
    tone: str
    is_silent: bool
    footfall: str
    attendance: str
    asked: str


@dataclass(frozen=True)
class Seen:
    """What the rows depend on beside the events; `head` is of the figure that is asked for."""

    slug: str
    as_at_query: str
    head: str


def row_of(line: EventLine) -> EventListRow:
    """A line in words alone, so that equal lines are equal."""
    event = line.event
    return EventListRow(
        slug=event.slug,
        name=event.name,
        when=line.when,
        area=event.area.slug if event.area else "",
        area_name=event.area.name if event.area else "",
        venue=event.venue.name if event.venue else "",
        kind=event.kind.name,
        status=line.status,
        tone=line.tone,
        is_silent=line.is_silent,
        footfall=line.footfall,
        attendance=line.attendance,
        asked=line.asked,
    )


def _rows(_: str, rows: tuple[EventListRow, ...], seen: Seen) -> SafeString:
    context = {"rows": rows, **vars(seen)}
    return render_to_string("pilots/events/_rows.html", context)


ROWS = Remembered(_rows, most=16)
