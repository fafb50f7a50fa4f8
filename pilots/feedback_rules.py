"""What follows from feedback on an event: its days, its five points, small numbers.

Pure: no Django, no clock, no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from pilots.proportions import Proportion

POINTS = (5, 4, 3, 2, 1)  # as they are printed: very satisfied first
CONTENT = (5, 4)  # satisfied or very satisfied
OPEN_FOR = timedelta(days=14)


def first_days(day: date | None, *, today: date) -> tuple[date, date]:
    """When a form opens and closes unless somebody says otherwise.

    From the event's day for two weeks; from today where its day is not known, or
    where those two weeks are over.
    """
    opens = day if day and day + OPEN_FOR >= today else today
    return opens, opens + OPEN_FOR


class Door(Enum):
    """Whether a public form takes answers."""

    NOT_YET = "not yet"
    OPEN = "open"
    CLOSED = "closed"


def door(*, opens: date, closes: date, is_shut: bool, on: date) -> Door:
    """How the form stands on a day; `is_shut` where it was closed before its day."""
    if is_shut or on > closes:
        return Door.CLOSED
    return Door.NOT_YET if on < opens else Door.OPEN


@dataclass(frozen=True)
class SmallNumbers:
    """A programme's thresholds: counts only below one, the base beside below the other."""

    counts_only_below: int = 10
    base_beside_below: int = 30


@dataclass(frozen=True)
class FivePoints:
    """How often each point was given; what nobody gave counts 0 among those that answered."""

    given: Mapping[int, int]
    rule: SmallNumbers = field(default_factory=SmallNumbers)

    @property
    def base(self) -> int:
        """How many answered the question."""
        return sum(self.given.get(point, 0) for point in POINTS)

    def of(self, *points: int) -> int:
        """How many gave one of these."""
        return sum(self.given.get(point, 0) for point in points)

    @property
    def shows_per_cent(self) -> bool:
        """Whether there are enough answers for percentages."""
        return self.base >= max(1, self.rule.counts_only_below)

    @property
    def shows_base(self) -> bool:
        """Whether each percentage must have its base beside it."""
        return self.base < self.rule.base_beside_below

    def share(self, *points: int) -> Proportion | None:
        """Their proportion; None where the numbers are too small for one."""
        return Proportion(self.of(*points), self.base) if self.shows_per_cent else None
