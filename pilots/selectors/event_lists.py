"""A page of a list of events, as the rows that the database has of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from partnership.programmes.counts import CountOf
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from partnership.web.prepared import Prepared
from pilots.models import (
    Area,
    CountCorrection,
    Event,
    EventActivity,
    EventCount,
    EventKind,
    Venue,
)
from pilots.paging import COUNTED_UP_TO, ROWS_A_PAGE
from pilots.selectors.event_narrowing import Narrowing
from pilots.selectors.events import events_of
from pilots.selectors.figures_as_at import is_past

SHOWN = {"id", "programme_id", "area_id", "kind_id", "venue_id", "slug", "name", "status", "day"}
SHOWN |= {"happened", "happened_as_stated", "before_on", "ends_on", "reported_on"}
SHOWN |= {"held_reported_on", "confirmed_on", "cancelled_reported_on"}
FIELDS = [field.attname for field in Event._meta.concrete_fields if field.attname in SHOWN]
COLUMNS = [*FIELDS, "kind__name", "area__slug", "area__name", "venue__name"]
KEY = COLUMNS.index("id")
GIVEN = ("area", "venue", "kind", "organisation")
Row = tuple[Any, ...]
Rows = tuple[Row, ...]


@dataclass(frozen=True)
class Part:
    """What hangs on an event: by which name, its rows in which order."""

    name: str
    model: Any
    order: tuple[str, ...]

    @property
    def fields(self) -> list[str]:
        return [field.attname for field in self.model._meta.concrete_fields]


COUNTS = Part("counts", EventCount, ("type", "pk"))
ACTIVITIES = Part("activities", EventActivity, ("position", "pk"))
CORRECTIONS = Part("corrections", CountCorrection, ("number",))


@dataclass(frozen=True)
class ListRows:
    """Events by `COLUMNS`, and what hangs on them by part; equal rows make equal lists."""

    events: Rows
    parts: tuple[tuple[Part, Rows], ...]


def first_page(
    programme: Programme, *, as_at: date, reach: Reach, narrowing: Narrowing, **asked: Any
) -> tuple[Rows, int] | None:
    """The first rows of a list, and how many it has, as far as they are counted; one query.

    None where its query can’t be written once: of words, or of what is recorded of an event.
    `asked` is as `events_of` takes it.
    """
    if asked.get("words") or not narrowing.is_of_days:
        return None
    shape = reach, asked.get("status", ""), bool(asked.get("national")), narrowing.dated
    days = {"since": narrowing.since, "until": narrowing.until}
    wanted = days | {name: asked.get(name) for name in GIVEN}
    given = {name: value for name, value in wanted.items() if value}
    found = list(FIRST.rows(*shape, programme=programme.pk, as_at=as_at, **given))
    return tuple(row[:-1] for row in found), found[0][-1] if found else 0


def _first(
    reach: Reach,
    status: str,
    national: bool,
    dated: str,
    *,
    since: date | None = None,
    until: date | None = None,
    **given: Any,
) -> QuerySet[Event, Any]:
    """(the columns, how many there are in all)."""
    narrowing = Narrowing(since=since, until=until, dated=dated)
    wanted: dict[str, Any] = {"reach": reach, "status": status, "national": national, **given}
    events = events_of(narrowing=narrowing, **wanted)
    number = CountOf(events.order_by().values("pk")[: COUNTED_UP_TO + 1])
    return events.annotate(number=number).values_list(*COLUMNS, "number")[:ROWS_A_PAGE]


FIRST = Prepared(_first)


def with_parts(events: Iterable[Row], *, as_at: date) -> ListRows:
    """The rows of one page with those of their counts and activities; two queries.

    A look back at a day before today needs what was corrected since: one more.
    """
    found = tuple(events)
    keys = [row[KEY] for row in found]
    needed = (COUNTS, ACTIVITIES, *((CORRECTIONS,) if is_past(as_at) else ()))
    return ListRows(found, tuple((part, _rows(part, keys)) for part in needed))


def _rows(part: Part, keys: Sequence[int]) -> Rows:
    """What hangs on the events of these keys, a page of them at most."""
    if not keys:
        return ()
    every = [*keys, *([keys[-1]] * (ROWS_A_PAGE - len(keys)))]
    given = {f"key_{number}": key for number, key in enumerate(every)}
    return tuple(OF_EVENTS.rows(part, **given))


def _of_events(part: Part, **keys: int) -> QuerySet[Any, Any]:
    found = part.model.objects.filter(event__in=keys.values())
    rows: QuerySet[Any, Any] = found.order_by("event_id", *part.order).values_list(*part.fields)
    return rows


OF_EVENTS = Prepared(_of_events)


def events_from(rows: ListRows) -> list[Event]:
    """The events, with all that the rows say of them at hand. Pure."""
    events = {row[KEY]: _event(row) for row in rows.events}
    for part, found in rows.parts:
        fields = part.fields
        kept: dict[int, list[Any]] = {key: [] for key in events}
        for values in found:
            row = part.model.from_db(DEFAULT_DB_ALIAS, fields, values)
            row.event = events[row.event_id]
            kept[row.event_id].append(row)
        for key, event in events.items():
            _prefetched(event)[part.name] = kept[key]
    return list(events.values())


def _event(row: Row) -> Event:
    event = Event.from_db(DEFAULT_DB_ALIAS, FIELDS, row[: len(FIELDS)])
    kind, area_slug, area, venue = row[len(FIELDS) :]
    event.kind = EventKind(pk=event.kind_id, name=kind)
    event.area = Area(pk=event.area_id, slug=area_slug, name=area) if event.area_id else None
    event.venue = Venue(pk=event.venue_id, name=venue) if event.venue_id else None
    return event


def _prefetched(event: Event) -> dict[str, Any]:
    """Where a prefetch would put what it finds."""
    kept: dict[str, Any] = event.__dict__.setdefault("_prefetched_objects_cache", {})
    return kept
