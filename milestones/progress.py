"""What counts towards a target, and why the rest does not.

Pure: no Django, no clock, no database. A target is counted from records alone
(domain words §2, "Target"): events that were held, or contexts in which a test of
the service model has ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from milestones.parts import AreaProgress, CountedRecord
from partnership.dates import PartialDate

HELD, PLANNED, CANCELLED = "held", "planned", "cancelled"
WHOLE_PROGRAMME = "whole programme"


def counted_in_all(by_area: Sequence[AreaProgress], wanted: int) -> int:
    """How far a target of so many in each area is: what one has too many helps no other."""
    return sum(min(each.counted, wanted) for each in by_area)


def area_counts(
    areas: Sequence[tuple[str, str]], counted: Mapping[str, int]
) -> tuple[AreaProgress, ...]:
    """How many count in each area (slug, name), by area's slug; none is 0, for all were asked."""
    return tuple(AreaProgress(slug, name, counted.get(slug, 0)) for slug, name in areas)


# -- Events --------------------------------------------------------------------


@dataclass(frozen=True)
class EventFact:
    """An event as a target looks at it; `when` are its words, `area` empty for a national one."""

    kind: str
    slug: str
    name: str
    status: str
    happened: PartialDate
    when: str
    area: str = ""


def event_record(event: EventFact, *, on: date, is_each_area: bool) -> CountedRecord:
    """The event, with the reason if it does not count by the end of a day."""
    return CountedRecord(
        kind="event",
        slug=event.slug,
        name=event.name,
        when=event.when,
        where=event.area or WHOLE_PROGRAMME,
        why_not=_why_not_held(event, on, is_each_area),
    )


def _why_not_held(event: EventFact, on: date, is_each_area: bool) -> str:
    first, last = event.happened.first, event.happened.last
    if event.status == CANCELLED:
        return "cancelled"
    if event.status == PLANNED:
        is_past = last is not None and last <= on
        return "its day has passed, not reported as held yet" if is_past else "planned only"
    if first is not None and event.happened.day and first > on:
        return "held after this day"
    if is_each_area and not event.area:
        return "of the whole programme, and the target is for each area"
    return ""
