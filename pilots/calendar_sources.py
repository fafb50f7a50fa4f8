"""What others put into a person's calendar; each registers its own when it is ready."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from partnership.people.models import User
from partnership.programmes.access import Entry
from pilots.calendars import CalendarDay, CalendarMeeting

Found = CalendarDay | CalendarMeeting
Source = Callable[[User, Sequence[Entry], date], Iterable[Found]]
_SOURCES: list[Source] = []


def register_days(source: Source) -> None:
    """Let `source` add days: of a person, in the programmes that they are in, on a day.

    It gives only what the person may open, the same as long as nothing changes.
    """
    if source not in _SOURCES:
        _SOURCES.append(source)


def days_of(person: User, entries: Sequence[Entry], on: date) -> Iterator[Found]:
    """What all sources give, in the order in which they were registered."""
    for source in _SOURCES:
        yield from source(person, entries, on)
