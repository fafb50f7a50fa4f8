"""Which periods a body is reported to for: whole ones of its year, ended, of the programme."""

from dataclasses import dataclass
from datetime import date

from partnership.dates import day_words
from partnership.programmes.periods import Period

NAMES = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}


class PeriodError(ValueError):
    """A day that no report can be about; the message says why, and which day could be."""


@dataclass(frozen=True)
class Calendar:
    """The periods of one body.

    Each is `months` long and the years start in month `year_starts`, so that a
    period never crosses a year; the first one holds the programme's `start_month`.
    """

    months: int
    year_starts: int
    start_month: date

    @property
    def name(self) -> str:
        """What one of the periods is called: quarter, year, period of 4 months."""
        return NAMES.get(self.months, f"period of {self.months} months")

    @property
    def first(self) -> Period:
        """The period in which the programme starts."""
        return self.holding(self.start_month)

    def holding(self, day: date) -> Period:
        """The period that `day` lies in."""
        return Period.holding(day, months=self.months, year_starts=self.year_starts)

    def ended(self, *, on: date) -> list[Period]:
        """The periods that lie wholly before the day `on`, newest first."""
        period, found = self.first, []
        while period.has_ended(on=on):
            found.append(period)
            period = period.following
        return found[::-1]

    def due(self, *, on: date, ends_on: date) -> Period | None:
        """The newest period that has ended before the day `on`, if it is one of the programme.

        None before the first has ended, and none on what lies wholly after `ends_on`, the
        programme's last day.
        """
        newest = self.holding(on).previous
        return newest if newest >= self.first and newest.first <= ends_on else None

    def ended_since(self, day: date, *, on: date, ends_on: date) -> list[Period]:
        """The programme's periods that ended on a `day` or later, before the day `on`; newest last.

        None of them lies wholly after `ends_on`, the programme's last day.
        """
        period, found = self.holding(on).previous, []
        while period.last >= day and period >= self.first:
            found.append(period)
            period = period.previous
        return [each for each in found[::-1] if each.first <= ends_on]

    def ending(self, day: date, *, on: date) -> Period:
        """The period whose last day is `day`, seen on the day `on`.

        Raises PeriodError for a day that ends no period, one that lies before
        the programme, and one that has not passed yet.
        """
        period = self.holding(day)
        self._check_ends(period, day)
        if period < self.first:
            raise PeriodError(
                f"{day_words(day)} lies before the programme: its first {self.name}"
                f" ends on {day_words(self.first.last)}."
            )
        if not period.has_ended(on=on):
            raise PeriodError(
                f"The {self.name} {period.words} has not ended yet. It can be reported on"
                f" after {day_words(period.last)}."
            )
        return period

    def _check_ends(self, period: Period, day: date) -> None:
        if day == period.last:
            return
        raise PeriodError(
            f"{day_words(day)} is not the end of a {self.name}: the {self.name} that holds"
            f" it ends on {day_words(period.last)}."
        )
