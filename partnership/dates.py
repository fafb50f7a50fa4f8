"""Dates with precision, months of a programme, and how both are said.

A date may be known as a day, a month, a quarter, a season, a year or not at
all. It is kept as the code that says no more than is known: 2019-10-24,
2019-10, 2019-Q4, 2019-autumn, 2019 or nothing.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

NOT_RECORDED = "not recorded"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SEASON_FIRST_MONTH = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
PATTERN = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:(?P<season>winter|spring|summer|autumn)|Q(?P<quarter>[1-4])"
    r"|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)


class Precision(Enum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PartialDate:
    """A date as exactly as it is known; `first` and `last` are the days it may be."""

    first: date | None = None
    last: date | None = None
    precision: Precision = Precision.UNKNOWN

    @classmethod
    def parse(cls, code: str) -> "PartialDate":
        """Read a code such as 2019-10, 2019-Q4 or 2019-autumn; empty means unknown.

        Seasons are the meteorological ones: autumn is September to November,
        and winter 2019 begins in December 2019. Raises ValueError in words.
        """
        code = code.strip()
        if not code:
            return cls()
        found = PATTERN.fullmatch(code)
        if not found:
            raise ValueError(
                f"“{code[:40]}” is not a date: write 2019-10-24, 2019-10, 2019-Q4,"
                " 2019-autumn, 2019, or leave it empty where it is not known."
            )
        try:
            return cls._from_parts(**found.groupdict())
        except ValueError as error:
            raise ValueError(f"“{code[:40]}” is not a day of the calendar.") from error

    @classmethod
    def _from_parts(
        cls,
        year: str,
        season: str | None,
        quarter: str | None,
        month: str | None,
        day: str | None,
    ) -> "PartialDate":
        if day and month:
            return cls.on(date(int(year), int(month), int(day)))
        if month:
            return cls._span(int(year), int(month), 1, Precision.MONTH)
        if quarter:
            return cls._span(int(year), int(quarter) * 3 - 2, 3, Precision.QUARTER)
        if season:
            return cls._span(int(year), SEASON_FIRST_MONTH[season], 3, Precision.SEASON)
        return cls._span(int(year), 1, 12, Precision.YEAR)

    @classmethod
    def _span(cls, year: int, month: int, months: int, precision: Precision) -> "PartialDate":
        first = date(year, month, 1)
        return cls(first, last_day(add_months(first, months - 1)), precision)

    @classmethod
    def on(cls, day: date) -> "PartialDate":
        """The date of which the day is known."""
        return cls(day, day, Precision.DAY)

    @property
    def day(self) -> date | None:
        """The day, where the day itself is known."""
        return self.first if self.precision is Precision.DAY else None

    @property
    def season(self) -> str:
        """The season's name, or nothing where the date is not a season."""
        if self.precision is not Precision.SEASON or self.first is None:
            return ""
        return next(n for n, month in SEASON_FIRST_MONTH.items() if month == self.first.month)

    def __bool__(self) -> bool:
        return self.precision is not Precision.UNKNOWN

    def __str__(self) -> str:
        """The code that `parse` reads."""
        if self.first is None:
            return ""
        # Not %Y: some C libraries write the year 19 as “19”, which is no year to `parse`.
        year, month = f"{self.first.year:04}", self.first.month
        return {
            Precision.DAY: self.first.isoformat(),
            Precision.MONTH: f"{year}-{month:02}",
            Precision.QUARTER: f"{year}-Q{(month + 2) // 3}",
            Precision.SEASON: f"{year}-{self.season}",
            Precision.YEAR: year,
        }[self.precision]

    @property
    def words(self) -> str:
        """The date as it is read aloud, saying no more than is known."""
        if self.first is None or self.last is None:
            return NOT_RECORDED
        year = self.first.year
        return {
            Precision.DAY: day_words(self.first),
            Precision.MONTH: month_words(self.first),
            Precision.QUARTER: f"{MONTHS[self.first.month - 1]} to {month_words(self.last)}",
            Precision.SEASON: f"{self.season} {year}",
            Precision.YEAR: str(year),
        }[self.precision]

    def may_include(self, day: date) -> bool:
        """Whether `day` is one of the days this date may be."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last


UNKNOWN = PartialDate()


def day_words(day: date) -> str:
    """24 October 2019."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_words(day: date) -> str:
    """October 2019."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def add_months(first: date, months: int) -> date:
    """The first day of the month that is `months` after the month of `first`."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def last_day(day: date) -> date:
    """The last day of the month that holds `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def day_after(day: date) -> date:
    """The next day; the calendar's last, 31 December 9999, has none and stands for itself."""
    return day + timedelta(days=1) if day < date.max else day


def end_of_month(start_month: date, number: int) -> date:
    """The last day of month `number` of a programme that starts in `start_month`.

    Month 1 is the start month; month 0 is the month before the start
    (domain words §3, "Dates").
    """
    return last_day(add_months(start_month, number - 1))


def month_number(start_month: date, day: date) -> int:
    """Which month of the programme `day` is in; 0 or less before the start."""
    return (day.year - start_month.year) * 12 + day.month - start_month.month + 1
