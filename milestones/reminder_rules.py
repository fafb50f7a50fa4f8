"""When somebody is reminded of a delivery or a risk, and of which.

Pure: no Django, no clock, no database. Days are counted from the agreed date, or
from the day on which a risk is to be reviewed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from milestones.schedule import Standing, Tolerances, silent_quarter
from partnership.programmes.periods import Period

MISSED_DAYS = 2  # a reminder that was not sent on its day is still sent so many days later
BEFORE = (28, 7)  # days before the due day
WEEK = 7
TO_MANAGER_AFTER = 29  # days after the due day: all four weekly reminders have gone out by then
SILENCE_TO_MANAGER_AFTER = 28  # days after a quarter in which nothing was reported
GOES_ON_DAYS = 90  # after a programme's end nobody is reminded of it any more


@dataclass(frozen=True)
class Reminder:
    """One e-mail in the life of a due day; `name` tells it from the others.

    `after` is how many days after the due day it falls, below 0 before it.
    """

    name: str
    after: int

    @classmethod
    def at(cls, after: int) -> "Reminder":
        """28-days-before; on-the-day; 14-days-after."""
        if not after:
            return cls("on-the-day", 0)
        return cls(f"{abs(after)}-days-{'after' if after > 0 else 'before'}", after)


def reminder_due(
    due_on: date,
    *,
    on: date,
    known_since: date,
    heard_on: date | None = None,
    before: Sequence[int] = BEFORE,
) -> Reminder | None:
    """The reminder that should be out by the day `on`, if there is one.

    So many days before, on the day, then every week for as long as it stays open.
    One that fell on a day when none could be sent is still due for MISSED_DAYS. One
    that fell before it was known that it is due then is not, nor is a weekly one
    within a week of a report (`heard_on`).
    """
    after = (on - due_on).days
    falls = _latest(after, before)
    if falls is None or after - falls > MISSED_DAYS:
        return None
    day = due_on + timedelta(days=falls)
    if day <= known_since:
        return None
    if falls > 0 and heard_on and (day - heard_on).days < WEEK:
        return None
    return Reminder.at(falls)


def _latest(after: int, before: Sequence[int]) -> int | None:
    """The last day on which one falls, by the `after`-th day after the due day."""
    if after >= 0:
        return after - after % WEEK
    past = [-days for days in before if -days <= after]
    return max(past, default=None)


def is_for_manager(due_on: date, *, on: date, known_since: date) -> bool:
    """Whether the programme's manager is to hear of an open delivery by the day `on`, once."""
    day = due_on + timedelta(days=TO_MANAGER_AFTER)
    return 0 <= (on - day).days <= MISSED_DAYS and day > known_since


def silence_due(standing: Standing, *, on: date, tolerances: Tolerances) -> Period | None:
    """The quarter of silence that its owner is to be asked about by the day `on`.

    Only an open delivery, in the first days after the quarter.
    """
    quarter = silent_quarter(standing, on - timedelta(days=1), tolerances)
    if quarter is None or not standing.is_open:
        return None
    return quarter if 1 <= (on - quarter.last).days <= 1 + MISSED_DAYS else None


def silence_for_manager(standing: Standing, *, on: date, tolerances: Tolerances) -> Period | None:
    """The quarter of silence that the programme's manager is to hear of by the day `on`."""
    quarter = silent_quarter(standing, on, tolerances)
    if quarter is None or not standing.is_open:
        return None
    late = (on - quarter.last).days - SILENCE_TO_MANAGER_AFTER
    return quarter if 0 <= late <= MISSED_DAYS else None


def is_reminded_of(ends_on: date, *, on: date) -> bool:
    """Whether a programme that ends on a day is still reminded of."""
    return on <= ends_on + timedelta(days=GOES_ON_DAYS)
