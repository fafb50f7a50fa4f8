"""The meetings that a group's series asks for, and which of them are still to be made.

Pure: no Django, no clock, no database. A series of one meeting every three months
from January 2019 cuts the months into stretches (January to March 2019, …). Each
stretch asks for one meeting, planned for its first month until it is given a day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partnership.dates import MONTHS, UNKNOWN, PartialDate, add_months, last_day, month_words
from pilots.representation import Series


@dataclass(frozen=True)
class Slot:
    """One meeting that the series asks for: stretch number `place`, counted from 1."""

    place: int
    first: date
    last: date

    @property
    def planned(self) -> PartialDate:
        """The first month of the stretch."""
        return PartialDate.parse(f"{self.first:%Y-%m}")

    @property
    def words(self) -> str:
        """January to March 2019; December 2019 to February 2020; April 2019."""
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return month_words(self.first)
        is_one_year = self.first.year == self.last.year
        first = MONTHS[self.first.month - 1] if is_one_year else month_words(self.first)
        return f"{first} to {month_words(self.last)}"

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the stretch."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True)
class Known:
    """A meeting that is there; `is_loose`: for no day yet, and nothing hangs on it."""

    key: int
    number: int
    planned: PartialDate = UNKNOWN
    held: PartialDate = UNKNOWN
    is_loose: bool = False

    @property
    def day(self) -> date | None:
        """The first day on which it was or may be held; None: nothing is recorded."""
        return self.held.first or self.planned.first


@dataclass(frozen=True)
class New:
    """A meeting to make: its number in the group, and the stretch that asks for it."""

    number: int
    slot: Slot


@dataclass(frozen=True)
class SeriesPlan:
    """What a series asks for against what is there.

    `misfits` are loose meetings still to come that no stretch asks for: those
    of a frequency that has been changed since.
    """

    there: tuple[tuple[Slot, Known], ...]
    missing: tuple[Slot, ...]
    misfits: tuple[Known, ...]
    others: tuple[Known, ...]

    def to_come(self, on: date) -> tuple[Slot, ...]:
        """Those missing whose stretch has not ended before a day."""
        return tuple(slot for slot in self.missing if slot.last >= on)

    def new(self, slots: Iterable[Slot], *, without_misfits: bool) -> tuple[New, ...]:
        """These slots as meetings with numbers: their place in the series, if all there have it.

        Else the number after that of the meeting before, or the next after all:
        none is given twice.
        """
        known = [*(each for _, each in self.there), *self.others]
        if not without_misfits:
            known += self.misfits
        taken = {each.number: each.day for each in known}
        is_in_step = all(slot.place == each.number for slot, each in self.there)
        made = []
        for slot in sorted(slots, key=lambda slot: slot.place):
            number = slot.place if is_in_step and slot.place not in taken else _next(slot, taken)
            taken[number] = slot.first
            made.append(New(number, slot))
        return tuple(made)


def slots_of(series: Series) -> tuple[Slot, ...]:
    """Each stretch of the series; the last one may be shorter."""
    end = last_day(series.last)
    starts = (
        add_months(series.first, place * series.every_months) for place in range(series.in_all)
    )
    return tuple(
        Slot(place, first, min(last_day(add_months(first, series.every_months - 1)), end))
        for place, first in enumerate(starts, start=1)
    )


def compare(series: Series, known: Sequence[Known], *, on: date) -> SeriesPlan:
    """What the series asks for against the meetings that are there, on the day `on`.

    A meeting answers the stretch in which it lies, the one with the stretch's
    own number before others. One that was moved out of its stretch still
    answers for it by its number. Each meeting answers for one stretch.
    """
    slots, left = slots_of(series), list(known)
    there: dict[int, Known] = {}
    for fits in (_lies_in, _is_numbered):
        for slot in slots:
            found = [each for each in left if slot.place not in there and fits(slot, each, slots)]
            if found:
                there[slot.place] = min(found, key=lambda each: _nearness(each, slot))
                left.remove(there[slot.place])
    misfits = tuple(each for each in left if each.is_loose and each.day and each.day > on)
    return SeriesPlan(
        there=tuple((slot, there[slot.place]) for slot in slots if slot.place in there),
        missing=tuple(slot for slot in slots if slot.place not in there),
        misfits=misfits,
        others=tuple(each for each in left if each not in misfits),
    )


def _lies_in(slot: Slot, known: Known, _: Sequence[Slot]) -> bool:
    return slot.holds(known.day) or slot.holds(known.planned.first)


def _is_numbered(slot: Slot, known: Known, slots: Sequence[Slot]) -> bool:
    """Whether it has the stretch's number, and was not held long before: that is a further one."""
    earliest = slots[max(slot.place - 2, 0)].first
    return known.number == slot.place and (known.day is None or known.day >= earliest)


def _nearness(known: Known, slot: Slot) -> tuple[bool, bool, int]:
    return known.number != slot.place, known.is_loose, known.number


def _next(slot: Slot, taken: dict[int, date | None]) -> int:
    before = [number for number, day in taken.items() if day is None or day < slot.first]
    following = max(before, default=0) + 1
    return max(taken, default=0) + 1 if following in taken else following
