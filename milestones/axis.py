"""Time as a line of a drawing: where a day stands on it, and which days are named.

Pure: no Django, no clock, no database. Units are those of the drawing's view box.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from partnership.dates import MONTHS, add_months, last_day

LEAST_ROOM = 64.0  # between two named days
DAYS_UP_TO = 93  # a stretch no longer than a quarter has days named, a longer one months
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two named days


@dataclass(frozen=True)
class Tick:
    """A named day; `is_year` where a year begins."""

    x: float
    said: str
    is_year: bool


@dataclass(frozen=True)
class Axis:
    """The days from `first` to `last` between `left` and `right`.

    An axis that goes up has its foot at `left` and its top, which is less, at `right`.
    """

    first: date
    last: date
    left: float
    right: float
    least_room: float = LEAST_ROOM

    @classmethod
    def around(
        cls, days: Iterable[date], *, left: float, right: float, least_room: float = LEAST_ROOM
    ) -> "Axis":
        """An axis of whole months that holds all the days; raises ValueError for none."""
        known = sorted(days)
        if not known:
            raise ValueError("An axis needs a day to hold.")
        return cls(known[0].replace(day=1), last_day(known[-1]), left, right, least_room)

    def holds(self, day: date) -> bool:
        """Whether the day is between the ends."""
        return self.first <= day <= self.last

    def x(self, day: date) -> float:
        """Where a day stands; a day beyond an end stands at that end."""
        if day <= self.first:
            return self.left
        if day >= self.last:
            return self.right
        return round(self.left + (day - self.first).days * self._day, 1)

    @cached_property
    def _day(self) -> float:
        """How long a day is."""
        return (self.right - self.left) / max((self.last - self.first).days, 1)

    @cached_property
    def ticks(self) -> tuple[Tick, ...]:
        """The days to name, far enough apart to be read."""
        days = (self.last - self.first).days
        return tuple(self._day_ticks() if days <= DAYS_UP_TO else self._month_ticks())

    def _day_ticks(self) -> Iterator[Tick]:
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        for month in (add_months(self.first, number) for number in range(months + 1)):
            for day in (month.replace(day=number) for number in (1, 11, 21)):
                said = f"{day.day} {MONTHS[day.month - 1][:3]}"
                is_year = day.month == day.day == 1
                is_first = day == self.first
                yield Tick(self.x(day), f"{said} {day.year}" if is_first else said, is_year)

    def _month_ticks(self) -> Iterator[Tick]:
        step = self._step
        number = self.first.year * 12 + self.first.month - 1
        number += -number % step  # the first month, from the first on, that the step names
        is_first = True
        while (day := add_months(date(1, 1, 1), number - 12)) <= self.last:
            yield Tick(self.x(day), _month_name(day, step, is_first), day.month == 1)
            number, is_first = number + step, False

    @cached_property
    def _step(self) -> int:
        """The fewest months between two names that leaves each its room."""
        months = (self.last - self.first).days / 30.4
        room = abs(self.right - self.left) / months
        return next((step for step in STEPS if step * room >= self.least_room), STEPS[-1])


def _month_name(day: date, step: int, is_first: bool) -> str:
    if step >= 12:
        return str(day.year)
    name = MONTHS[day.month - 1][:3]
    return f"{name} {day.year}" if is_first or day.month == 1 else name


def short_day(day: date) -> str:
    """31 Aug 2019: a day where a drawing has no room for the whole name."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def signed_days(days: int) -> str:
    """+54 days; −1 day; +0 days."""
    sign = "−" if days < 0 else "+"
    return f"{sign}{abs(days):,} day{'' if abs(days) == 1 else 's'}"
