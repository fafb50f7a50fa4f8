"""Rows of a sheet that look like events which are there already, under another key.

They are said, never refused: two events of a day may well have nearly one name.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from partnership.dates import UNKNOWN
from partnership.programmes.models import Programme
from pilots.event_rules import is_alike
from pilots.event_sheet import Reading
from pilots.models import Event, EventBatchRow

SHOWN = 3
LONGEST = 30  # characters of a name
MOST_COMPARED = 50  # events of one area and date

Found = tuple[int, str]  # a line, and the name of the event that it looks like
Place = tuple[int | None, str]


def looking_alike(
    programme: Programme, readings: Iterable[tuple[EventBatchRow, Reading]]
) -> list[Found]:
    """The rows to be added that have the area, the date and nearly the name of an event."""
    rows = [
        (row.number, reading.values)
        for row, reading in readings
        if not row.is_left_out and {"name", "area", "when"} <= set(reading.values)
    ]
    there = _there(programme, [values["when"] for _, values in rows])
    found = []
    for line, values in rows:
        names = there[values["area"], str(values["when"])]
        name = next((each for each in names if is_alike(values["name"], each)), None)
        if name:
            found.append((line, name))
    return found


def _there(programme: Programme, dates: Sequence[object]) -> dict[Place, list[str]]:
    """The names of events by where and when they are, of these dates; one query."""
    codes = {str(when) for when in dates if when != UNKNOWN}
    days = {code for code in codes if len(code) == len("2019-10-24") and code[5].isdigit()}
    at = Q(belongs_on__in=days, happened__in=days) | Q(day__isnull=True, happened__in=codes - days)
    events = programme.events.filter(at).exclude(status=Event.Status.CANCELLED).order_by("pk")
    there: dict[Place, list[str]] = defaultdict(list)
    for area, when, name in events.values_list("area", "happened", "name") if codes else ():
        names = there[area, str(when)]
        if len(names) < MOST_COMPARED:
            names.append(name)
    return there


def perhaps_there(found: Sequence[Found]) -> str:
    """Perhaps there already: line 2 (“Fun Day”) and 12 more. …"""
    if not found:
        return ""
    shown = ", ".join(f"line {line} (“{_short(name)}”)" for line, name in found[:SHOWN])
    more = f" and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
    return f"Perhaps there already: {shown}{more}. Leave out what is the same event."


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
