"""Very many events, a line each, from no more of their rows than a table takes."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from pilots.counting import CountType, Tally, check_attendance
from pilots.event_lines import EventLine
from pilots.models import Event
from pilots.presenters.events import at_odds_words, when_words
from pilots.selectors.figures_added import tallies_by_event

NEEDED = (
    "pk", "slug", "name", "kind__name", "area__name", "venue__name", "place", "happened",
    "happened_as_stated", "before_on", "day", "above_why",
)  # fmt: skip
Tallies = Mapping[CountType, Tally]
NOTHING: dict[CountType, Tally] = {type: Tally(type, missing=1) for type in CountType}


def event_lines(events: QuerySet[Event], *, past: date | None) -> Iterator[EventLine]:
    """Each event as a row of a table, in order, with its figures as said; two queries."""
    counted = tallies_by_event(events, past=past)
    rows: Any = events.order_by("belongs_on", "name", "pk").values_list(*NEEDED, named=True)
    for row in rows.iterator():
        yield _line(row, NOTHING | counted.get(row.pk, {}))


def _line(row: Any, counted: Tallies) -> EventLine:
    footfall, attendance = counted[CountType.FOOTFALL], counted[CountType.ATTENDANCE]
    may_differ = footfall.value is not None and attendance.value is not None
    check = check_attendance(footfall, attendance) if may_differ else None
    return EventLine(
        name=row.name,
        kind=row.kind__name,
        area=row.area__name or "",
        venue=row.venue__name or row.place,
        when=when_words(row),
        day=row.day,
        footfall=footfall,
        attendance=attendance,
        participation=counted[CountType.PARTICIPATION],
        slug=row.slug,
        at_odds=at_odds_words(check, row.above_why) if check else "",
    )
