"""Rules of actions: how one stands on a day, what changed in it, when it is reminded of.

Pure: no Django, no clock, no database. “As at D” answers from what had been
reported by D (domain words §3, "History, in two times").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from partnership.dates import NOT_RECORDED, day_words

MISSED_DAYS = 2  # a reminder that was not sent on its day is still sent so many days later


class State(Enum):
    """What became of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def words(self) -> str:
        return {"open": "Open", "done": "Done", "dropped": "No longer needed"}[self.value]


@dataclass(frozen=True)
class Said:
    """How an action stood, in full, once something was reported of it."""

    reported_on: date
    owner: str
    due_on: date | None = None
    done_on: date | None = None
    dropped_on: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Standing:
    """How an action stands on the day `on`; `ended_on` is when it was done or dropped."""

    on: date
    owner: str
    due_on: date | None
    state: State
    ended_on: date | None = None
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN

    @property
    def days_left(self) -> int | None:
        """Days until an open action is due, below 0 once it is overdue; None: no due day."""
        return (self.due_on - self.on).days if self.is_open and self.due_on else None

    @property
    def is_overdue(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def word(self) -> str:
        """Overdue; Open; Done; No longer needed."""
        return "Overdue" if self.is_overdue else self.state.words

    @property
    def when(self) -> str:
        """by 3 days; due in 31 days; due today; on, or since, 12 July 2019."""
        if not self.is_open:
            link = "on" if self.state is State.DONE else "since"
            return f"{link} {_day(self.ended_on)}"
        left = self.days_left
        if left is None:
            return f"due day {NOT_RECORDED}"
        if left < 0:
            return f"by {days(-left)}"
        return f"due in {days(left)}" if left else "due today"

    @property
    def detail(self) -> str:
        """What follows the word: due 24 November 2019, in 31 days; by 3 days, due …"""
        left = self.days_left
        if left is None:
            return self.when
        if left < 0:
            return f"{self.when}, due {_day(self.due_on)}"
        return f"due {_day(self.due_on)}, {f'in {days(left)}' if left else 'today'}"

    @property
    def sentence(self) -> str:
        """Open, due 24 November 2019, in 31 days; Overdue by 3 days, due 21 October 2019."""
        comma = "," if self.word == State.OPEN.words else ""
        return f"{self.word}{comma} {self.detail}"


def days(count: int) -> str:
    """1 day; 31 days."""
    return f"{count} day{'' if count == 1 else 's'}"


def standing(trail: Sequence[Said], *, on: date) -> Standing:
    """How an action stood on a day, from all that was said of it, in order.

    Raises ValueError where nothing had been said by then.
    """
    by_then = [said for said in trail if said.reported_on <= on]
    if not by_then:
        raise ValueError(f"Nothing had been said of the action by {day_words(on)}.")
    return stands(by_then[-1], on=on)


def stands(said: Said, *, on: date) -> Standing:
    """How it stands on a day by what was last said; an end that lies ahead has not come."""
    state, ended = State.OPEN, None
    if said.done_on and said.done_on <= on:
        state, ended = State.DONE, said.done_on
    elif said.dropped_on and said.dropped_on <= on:
        state, ended = State.DROPPED, said.dropped_on
    return Standing(on, said.owner, said.due_on, state, ended, said.words if ended else "")


def changes(before: Said, after: Said) -> tuple[str, ...]:
    """What was changed between two words on an action; nothing where one only reports."""
    found = []
    if before.owner != after.owner:
        found.append(f"gave it to {after.owner}; it was with {before.owner}")
    if before.due_on != after.due_on:
        found.append(f"moved the due day from {_day(before.due_on)} to {_day(after.due_on)}")
    if after.done_on and not before.done_on:
        found.append(f"closed it as done on {_day(after.done_on)}")
    if after.dropped_on and not before.dropped_on:
        found.append("closed it as no longer needed")
    if (before.done_on or before.dropped_on) and not (after.done_on or after.dropped_on):
        found.append("opened it again")
    return tuple(found)


def _day(day: date | None) -> str:
    return day_words(day) if day else NOT_RECORDED


@dataclass(frozen=True)
class Reminder:
    """One e-mail in the life of an action; `name` tells it from the others.

    `after` is how many days after the due day it is sent, below 0 before it.
    """

    name: str
    after: int
    is_to_chair: bool = False


# A week and a day before; a day after, then weekly, four in all; then the chair, once.
REMINDERS = (
    Reminder("week-before", -7),
    Reminder("day-before", -1),
    Reminder("overdue", 1),
    Reminder("overdue-8-days", 8),
    Reminder("overdue-15-days", 15),
    Reminder("overdue-22-days", 22),
    Reminder("to-the-chair", 29, is_to_chair=True),
)


def reminder_due(due_on: date, *, on: date, since: date) -> Reminder | None:
    """The reminder of an open action that should be out by the day `on`, if there is one.

    One that fell on a day when none could be sent is still due for
    MISSED_DAYS; one that fell on or before the day `since`, on which the action
    was recorded, is not.
    """
    for reminder in reversed(REMINDERS):
        day = due_on + timedelta(days=reminder.after)
        if day <= on:
            is_fresh = (on - day).days <= MISSED_DAYS and day > since
            return reminder if is_fresh else None
    return None


def reminded_days(on: date) -> tuple[date, date]:
    """The first and last due day of which any reminder may be due on the day `on`."""
    first = on - timedelta(days=REMINDERS[-1].after + MISSED_DAYS)
    return first, on - timedelta(days=REMINDERS[0].after)
