"""Reporting periods: whole months, in Europe/London days.

A period ends at local midnight, so its instants are cut in local time over
both clock changes.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from partnership.dates import MONTHS, add_months, day_words, last_day

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, order=True)
class Period:
    """The days from `first` to `last`, both included; whole months."""

    first: date
    last: date

    @classmethod
    def ending(cls, day: date, *, months: int = 3) -> "Period":
        """The period of `months` months that ends on `day`.

        Raises ValueError in words when `day` is not the last day of a month.
        """
        if day != last_day(day):
            raise ValueError(
                f"{day_words(day)} is not the end of a month: a period ends on the last day"
                f" of its last month, such as {day_words(last_day(day))}."
            )
        return cls(add_months(day, 1 - months), day)

    @classmethod
    def holding(cls, day: date, *, months: int = 3, year_starts: int = 1) -> "Period":
        """The period that holds `day`, in years that start in month `year_starts`."""
        into_period = (day.month - year_starts) % months
        first = add_months(day, -into_period)
        return cls(first, last_day(add_months(first, months - 1)))

    @property
    def months(self) -> int:
        """How many months the period has."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def previous(self) -> "Period":
        """The period of the same length that ends the day before this one starts."""
        return Period.ending(self.first - timedelta(days=1), months=self.months)

    @property
    def following(self) -> "Period":
        """The period of the same length that starts the day after this one ends."""
        return Period.ending(
            last_day(add_months(self.first, 2 * self.months - 1)), months=self.months
        )

    @property
    def starts_at(self) -> datetime:
        """The local midnight at which the period begins."""
        return datetime.combine(self.first, time.min, LONDON)

    @property
    def ends_at(self) -> datetime:
        """The local midnight that ends the period; it belongs to the next one."""
        return datetime.combine(self.last + timedelta(days=1), time.min, LONDON)

    @property
    def words(self) -> str:
        """July to September 2019; October 2019 to March 2020."""
        last = f"{MONTHS[self.last.month - 1]} {self.last.year}"
        first = MONTHS[self.first.month - 1]
        if self.first.year != self.last.year:
            return f"{first} {self.first.year} to {last}"
        return last if self.months == 1 else f"{first} to {last}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def has_ended(self, *, on: date) -> bool:
        """Whether the whole period lies before the day `on`."""
        return self.last < on


def local_day(instant: datetime) -> date:
    """The Europe/London day of an aware instant."""
    return instant.astimezone(LONDON).date()
