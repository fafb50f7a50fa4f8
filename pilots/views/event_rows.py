"""A list of events as HTML, made anew only where something in it differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from partnership.web.remembered import Remembered
from pilots.models import Event
from pilots.paging import ListPaginator
from pilots.presenters.event_asked import FigureAsked, figure_asked, needed_by
from pilots.presenters.events import EventTable, event_table
from pilots.selectors.event_lists import ListRows, events_from
from pilots.selectors.event_narrowing import Narrowing
from pilots.selectors.events import counts_of


@dataclass(frozen=True)
class Seen:
    """What a list depends on beside its rows: the day, the address, and which page it is of
    how many events; `whole` is what all pages come to, in words.
    """

    slug: str
    as_at: date
    is_past: bool
    as_at_query: str
    query: str
    file_query: str
    counted: int
    number: int
    whole: str


@dataclass(frozen=True)
class Shown:
    """A page of events, the figure that was asked for, and the same as HTML."""

    table: EventTable
    asked: FigureAsked | None
    html: SafeString


def shown(
    listed: ListRows,
    seen: Seen,
    asked: Narrowing | None = None,
    points: Mapping[int, Mapping[int, int]] | None = None,
) -> Shown:
    """The list with the figure that was asked for; `points` are answers given, by event."""
    asked = asked or Narrowing()
    events = events_from(listed)
    prefetch_related_objects(events, *needed_by(asked))
    counts = counts_of(events, as_at=seen.as_at)
    figure = figure_asked(asked, events, counts, points or {}, seen.as_at)
    table = event_table(events, counts, seen.as_at, figure)
    paginator: ListPaginator[Event] = ListPaginator(None, counted=seen.counted)
    context = {
        **vars(seen),
        "table": table,
        "asked": figure,
        "page": paginator.page(seen.number),
        "found": paginator.words("event"),
        "request": SimpleNamespace(GET=QueryDict(seen.query)),
    }
    return Shown(table, figure, render_to_string("pilots/events/_list.html", context))


def _plain(_: str, listed: ListRows, seen: Seen) -> Shown:
    """A list that was opened from no figure: its rows say all."""
    return shown(listed, seen)


LISTS = Remembered(_plain, most=16)
