"""The figures of an event as they had been said by the end of a day, before later corrections."""

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date
from typing import Any

from django.utils import timezone

from pilots.models import (
    CountCorrection,
    Event,
    EventActivity,
    EventCount,
    EventFeedback,
    EventParticipants,
)
from pilots.models.event_detail import Qualifier

Part = CountCorrection.Part
Told = tuple[str, str]


def is_past(as_at: date | None) -> bool:
    """Whether a day is looked back at from a later one."""
    return as_at is not None and as_at < timezone.localdate()


def counts_as_at(event: Event, as_at: date | None) -> list[EventCount]:
    """An event's counts as they had been said by the end of a day; None is today."""
    if as_at is None or not is_past(as_at):
        return list(event.counts.all())
    since = _since(event, Part.COUNT, as_at)
    return [
        _before(count, since.get((count.type, count.group)))
        for count in event.counts.all()
        if _is_said(count, as_at)
    ]


def activities_as_at(event: Event, as_at: date | None) -> list[EventActivity]:
    """Its activities with the participations that had been said by then."""
    return list(_rows(event, Part.ACTIVITY, event.activities.all(), "name", as_at))


def participants_as_at(
    event: Event, as_at: date | None, rows: Iterable[EventParticipants] | None = None
) -> list[EventParticipants]:
    """Its people by sector, as had been said by then; `rows` are they, if at hand apart."""
    found = event.participants.all() if rows is None else rows
    said = [row for row in found if not is_past(as_at) or _is_said(row, as_at)]
    return list(_rows(event, Part.SECTOR, said, "sector", as_at))


def feedback_as_at(event: Event, as_at: date | None) -> list[EventFeedback]:
    """Its feedback as stated by then."""
    return list(_rows(event, Part.FEEDBACK, event.feedback.all(), "answer", as_at))


def _is_said(row: EventCount | EventParticipants, as_at: date | None) -> bool:
    """Whether a figure had been said by then; one that names no day came with its event."""
    return as_at is None or row.reported_on is None or row.reported_on <= as_at


def _rows(
    event: Event, part: str, rows: Iterable[Any], name: str, as_at: date | None
) -> Iterator[Any]:
    """The rows as they were; one that a later correction brought was not there yet."""
    since = _since(event, part, as_at) if as_at is not None and is_past(as_at) else {}
    for row in rows:
        correction = since.get(("", getattr(row, name)))
        if correction is None or not correction.is_new:
            yield _before(row, correction)


def _since(event: Event, part: str, as_at: date) -> dict[Told, CountCorrection]:
    """The first correction of each figure of a part after a day."""
    since: dict[Told, CountCorrection] = {}
    for each in event.corrections.all():  # in the order in which they were made
        if each.part == part and each.reported_on > as_at:
            since.setdefault((each.type, each.group), each)
    return since


def _before(row: Any, correction: CountCorrection | None) -> Any:
    """A figure as it was before a correction; the record itself stays as it is."""
    if correction is None:
        return row
    was = copy(row)
    for name, value in was_values(correction).items():
        setattr(was, name, value)
    return was


def was_values(correction: CountCorrection) -> dict[str, Any]:
    """What a correction's figure was, by the names of the fields of its row."""
    sure = correction.was_qualifier or Qualifier.EXACT
    match correction.part:
        case Part.ACTIVITY:
            return {"participations": correction.was_value, "participations_qualifier": sure}
        case Part.FEEDBACK:
            return {
                "per_cent": correction.was_per_cent,
                "answers": correction.was_value,
                "base": correction.was_base,
                "as_stated": correction.was_stated,
            }
        case _:
            value = {"value": correction.was_value, "qualifier": sure}
            return value | {"as_stated": correction.was_stated}
