"""Held events added up for the engagement page: by month and area, by kind, by whom.

Pure: no Django, no database. Filled from the tallies of today, or from the events themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from pilots.counting import CountType, Tally
from pilots.month_sums import DATED, IN_ALL, SESSIONS, MonthSums, Sum


@dataclass(frozen=True)
class Held:
    """How many events were held; `undated` of them have no known day."""

    events: int = 0
    undated: int = 0

    def __add__(self, other: "Held") -> "Held":
        return Held(self.events + other.events, self.undated + other.undated)

    @property
    def dated(self) -> int:
        """How many have a known day."""
        return self.events - self.undated


@dataclass(frozen=True)
class HeldRow:
    """The events of a month in an area, by its slug; empty: of the whole programme."""

    month: date
    area: str
    held: Held


@dataclass(frozen=True)
class CountRow:
    """What they counted of a type and part; `has_undated`: some of them have no known day."""

    month: date
    area: str
    type: str
    part: str
    has_undated: bool
    sum: Sum

    @property
    def is_total(self) -> bool:
        """Whether it is of all people, at all events of the month."""
        return self.part == IN_ALL

    @property
    def is_dated_total(self) -> bool:
        """Whether it is of all people, at the events with a known day alone."""
        return self.part == (DATED if self.has_undated else IN_ALL)


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value", Held, Sum)


@dataclass(frozen=True)
class Engaged:
    """`kinds` by slug: how many events, and their attendance; `partners` by sector: how many
    organisations, and how often one of them was at an event; `points` as they were given.
    """

    held: tuple[HeldRow, ...] = ()
    counts: tuple[CountRow, ...] = ()
    points: Mapping[int, int] = field(default_factory=dict)
    kinds: Mapping[str, tuple[int, Sum]] = field(default_factory=dict)
    sectors: Mapping[str, Sum] = field(default_factory=dict)
    partners: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def in_all(self) -> Held:
        """How many events were held."""
        return sum((row.held for row in self.held), start=Held())

    @cached_property
    def by_month(self) -> dict[date, Held]:
        """How many were held in each month that has one."""
        found = _gathered(((row.month, row.held) for row in self.held), Held())
        return {month: held for month, held in found.items() if held.events}

    @cached_property
    def by_area(self) -> dict[str, Held]:
        """How many were held in each area that has one, by its slug."""
        found = _gathered(((row.area, row.held) for row in self.held), Held())
        return {area: held for area, held in found.items() if held.events}

    def total(self, type: CountType) -> Tally:
        """What all events counted of a type."""
        rows = (row.sum for row in self._of(type) if row.is_total)
        return sum(rows, start=Sum()).tally(type, self.in_all.events)

    def of_months(self, type: CountType) -> dict[date, Tally]:
        """What each month's events with a known day counted of a type."""
        rows = ((row.month, row.sum) for row in self._of(type) if row.is_dated_total)
        sums = _gathered(rows, Sum())
        return {
            month: sums.get(month, Sum()).tally(type, held.dated)
            for month, held in self.by_month.items()
        }

    def of_areas(self, type: CountType) -> dict[str, Tally]:
        """What each area's events counted of a type."""
        sums = _gathered(((row.area, row.sum) for row in self._of(type) if row.is_total), Sum())
        return {
            area: sums.get(area, Sum()).tally(type, held.events)
            for area, held in self.by_area.items()
        }

    @cached_property
    def dated_by_area(self) -> dict[str, dict[date, int]]:
        """How many with a known day each area held in each month that has one."""
        found: dict[str, dict[date, int]] = defaultdict(dict)
        for row in self.held:
            if row.held.dated:
                before = found[row.area].get(row.month, 0)
                found[row.area][row.month] = before + row.held.dated
        return dict(found)

    def of_months_and_areas(self, type: CountType) -> dict[tuple[str, date], Tally]:
        """What the events with a known day counted of a type, by area and month."""
        rows = (((row.area, row.month), row.sum) for row in self._of(type) if row.is_dated_total)
        sums = _gathered(rows, Sum())
        return {
            (area, month): sums.get((area, month), Sum()).tally(type, events)
            for area, months in self.dated_by_area.items()
            for month, events in months.items()
        }

    def undated(self, type: CountType) -> Tally:
        """What the events without a known day counted.

        As unsure as all the events of the months in which there are some: which of them were
        counted exactly is not kept.
        """
        rows = [row for row in self._of(type) if row.has_undated]
        every = sum((row.sum for row in rows if row.is_total), start=Sum())
        dated = sum((row.sum for row in rows if row.is_dated_total), start=Sum())
        rest = Sum(
            every.value - dated.value,
            every.events - dated.events,
            every.is_about,
            every.is_at_least,
        )
        return rest.tally(type, self.in_all.undated)

    @property
    def sessions(self) -> Sum:
        """How many sessions activities had."""
        return sum((row.sum for row in self.counts if row.type == SESSIONS), start=Sum())

    def audience(self) -> dict[str, Sum]:
        """How many were counted of each group of people; the largest first, nobody's last."""
        rows = (
            (row.part, row.sum)
            for row in self._of(CountType.ATTENDANCE)
            if row.part not in (IN_ALL, DATED)
        )
        found = _gathered(rows, Sum())
        return dict(sorted(found.items(), key=lambda each: (not each[0], -each[1].value, each[0])))

    def _of(self, type: CountType) -> Iterable[CountRow]:
        return (row for row in self.counts if row.type == type.value)


def _gathered(rows: Iterable[tuple[Key, Value]], zero: Value) -> dict[Key, Value]:
    found: dict[Key, Value] = {}
    for key, value in rows:
        found[key] = found.get(key, zero) + value
    return found


@dataclass(frozen=True)
class Cell:
    """What is kept of one area, kind (by their slugs) and month."""

    area: str
    kind: str
    month: date
    sums: MonthSums


def engaged(cells: Iterable[Cell], sector_of: Mapping[int, str]) -> Engaged:
    """Gather what the events come to, cell by cell; organisations by their sectors."""
    kept = list(cells)
    points: Counter[int] = Counter()
    for cell in kept:
        points.update(cell.sums.points)
    return Engaged(
        held=tuple(
            HeldRow(cell.month, cell.area, Held(cell.sums.events, cell.sums.undated))
            for cell in kept
        ),
        counts=tuple(row for cell in kept for row in _count_rows(cell)),
        points=dict(points),
        kinds=_kinds(kept),
        sectors=_gathered((pair for cell in kept for pair in cell.sums.sectors.items()), Sum()),
        partners=_partners(kept, sector_of),
    )


def _count_rows(cell: Cell) -> Iterable[CountRow]:
    for (type, part), told in cell.sums.counts.items():
        yield CountRow(cell.month, cell.area, type, part, cell.sums.undated > 0, told)


def _kinds(cells: Iterable[Cell]) -> dict[str, tuple[int, Sum]]:
    found: dict[str, tuple[int, Sum]] = {}
    for cell in cells:
        events, attendance = found.get(cell.kind, (0, Sum()))
        told = cell.sums.counts.get((CountType.ATTENDANCE.value, IN_ALL), Sum())
        found[cell.kind] = (events + cell.sums.events, attendance + told)
    return {kind: told for kind, told in found.items() if told[0]}


def _partners(cells: Iterable[Cell], sector_of: Mapping[int, str]) -> dict[str, tuple[int, int]]:
    times: Counter[int] = Counter()
    for cell in cells:
        times.update(cell.sums.partners)
    found: dict[str, list[int]] = defaultdict(list)
    for organisation, number in times.items():
        found[sector_of[organisation]].append(number)
    return {sector: (len(numbers), sum(numbers)) for sector, numbers in found.items()}
