"""Many events, a line each: what a table holds of those that are not told of in full.

A report of a whole country has more than ten thousand. They are kept by columns, which takes
a quarter of the room and of the time of one record each. Pure: no Django, no database.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap

from pilots.counting import CountType, Tally


@dataclass(frozen=True)
class EventLine:
    """One event as a row of a table; `when` says no more than is known of its date."""

    name: str
    kind: str
    area: str
    venue: str
    when: str
    day: date | None
    footfall: Tally
    attendance: Tally
    participation: Tally
    slug: str = ""
    at_odds: str = ""


@dataclass(frozen=True)
class Figures:
    """One column of figures, None where nothing is recorded.

    `about` and `at_least` are the places of those that are so.
    """

    values: tuple[int | None, ...] = ()
    about: tuple[int, ...] = ()
    at_least: tuple[int, ...] = ()

    @classmethod
    def of(cls, tallies: Sequence[Tally]) -> "Figures":
        """The column of what single events counted."""
        return cls(
            tuple(tally.value for tally in tallies),
            tuple(place for place, tally in enumerate(tallies) if tally.is_about),
            tuple(place for place, tally in enumerate(tallies) if tally.is_at_least),
        )

    def tallies(self, type: CountType) -> Iterator[Tally]:
        """What each event counted."""
        about, at_least = set(self.about), set(self.at_least)
        for place, value in enumerate(self.values):
            is_missing = value is None
            yield Tally(type, value, place in about, place in at_least, int(is_missing))


@dataclass(frozen=True)
class EventLines:
    """The lines by columns; `at_odds` are (place, words) of those whose figures do not fit."""

    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    whens: tuple[str, ...] = ()
    days: tuple[date | None, ...] = ()
    footfall: Figures = Figures()
    attendance: Figures = Figures()
    participation: Figures = Figures()
    slugs: tuple[str, ...] = ()
    at_odds: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, lines: Iterable[EventLine]) -> "EventLines":
        """The lines, put into columns."""
        rows = list(lines)
        return cls(
            names=tuple(row.name for row in rows),
            kinds=tuple(row.kind for row in rows),
            areas=tuple(row.area for row in rows),
            venues=tuple(row.venue for row in rows),
            whens=tuple(row.when for row in rows),
            days=tuple(row.day for row in rows),
            footfall=Figures.of([row.footfall for row in rows]),
            attendance=Figures.of([row.attendance for row in rows]),
            participation=Figures.of([row.participation for row in rows]),
            slugs=tuple(row.slug for row in rows),
            at_odds=tuple((place, r.at_odds) for place, r in enumerate(rows) if r.at_odds),
        )

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[EventLine]:
        odds = dict(self.at_odds)
        columns = zip(
            self.names, self.kinds, self.areas, self.venues, self.whens, self.days,
            self.footfall.tallies(CountType.FOOTFALL),
            self.attendance.tallies(CountType.ATTENDANCE),
            self.participation.tallies(CountType.PARTICIPATION),
            self.slugs,
            (odds.get(place, "") for place in range(len(self))),
            strict=True,
        )  # fmt: skip
        return starmap(EventLine, columns)
