"""Work that other apps find for a person; each registers its own when it is ready."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from partnership.people.models import User
from partnership.programmes.access import Entry
from pilots.presenters.work import Section

Source = Callable[[User, Sequence[Entry], date], Iterable[Section]]
_SOURCES: list[Source] = []


def register_work(source: Source) -> None:
    """Let `source` add sections: of a person, in the programmes that they are in, on a day.

    It gives only what the person may open, in as many queries for one thing as for fifty.
    """
    if source not in _SOURCES:
        _SOURCES.append(source)


def sections_of(person: User, entries: Sequence[Entry], on: date) -> Iterator[Section]:
    """What all sources give, without the sections in which there is nothing."""
    for source in _SOURCES:
        yield from (section for section in source(person, entries, on) if section.items)
