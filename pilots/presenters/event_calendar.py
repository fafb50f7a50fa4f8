"""The calendar month in words: weeks of days, each with its events."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from partnership.dates import MONTHS, day_words, last_day
from pilots.models import Event
from pilots.presenters.events import TONES
from pilots.selectors.event_calendar import NO_DAY, MonthOfEvents

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class CalendarLine:
    """One event on one day."""

    event: Event
    time: str
    status: str
    tone: str
    until: str


@dataclass(frozen=True)
class CalendarDay:
    """A day of the grid; `more` events of it are in the list alone."""

    day: date
    weekday: str
    is_in_month: bool
    is_today: bool
    lines: tuple[CalendarLine, ...]
    more: int

    @property
    def is_empty(self) -> bool:
        return not self.lines

    @property
    def words(self) -> str:
        """24 October, for those who see the days as a list."""
        return f"{self.day.day} {MONTHS[self.day.month - 1]}"


@dataclass(frozen=True)
class CalendarMonth:
    """`partial` may be some time in the month; `more_partial`: there are others still."""

    weeks: tuple[tuple[CalendarDay, ...], ...]
    partial: tuple[CalendarLine, ...]
    more_partial: bool

    @property
    def is_empty(self) -> bool:
        return not self.partial and all(day.is_empty for week in self.weeks for day in week)


def calendar_month(found: MonthOfEvents, *, as_at: date, today: date) -> CalendarMonth:
    """The month's grid, from Monday to Sunday, with its events as they stood on a day."""
    by_day = _by_day(found)
    days = Calendar().monthdatescalendar(found.month.year, found.month.month)
    return CalendarMonth(
        weeks=tuple(
            tuple(_day(day, found.month, by_day.get(day, []), as_at, today) for day in week)
            for week in days
        ),
        partial=tuple(_line(event, as_at) for event in found.partial[:NO_DAY]),
        more_partial=len(found.partial) > NO_DAY,
    )


def _by_day(found: MonthOfEvents) -> dict[date, list[Event]]:
    """The events of each day of the month; one of several days is on each of them."""
    by_day: dict[date, list[Event]] = defaultdict(list)
    ends = last_day(found.month)
    for event in found.events:
        day = max(event.day or found.month, found.month)
        until = min(event.ends_on or day, ends)
        while day <= until:
            by_day[day].append(event)
            day += timedelta(days=1)
    return by_day


def _day(day: date, month: date, events: Iterable[Event], as_at: date, today: date) -> CalendarDay:
    is_in_month = (day.year, day.month) == (month.year, month.month)
    shown = list(events) if is_in_month else []
    begun = [event for event in shown if event.day == day]
    return CalendarDay(
        day=day,
        weekday=WEEKDAYS[day.weekday()],
        is_in_month=is_in_month,
        is_today=day == today,
        lines=tuple(_line(event, as_at) for event in shown),
        more=begun[0].on_day - len(begun) if begun else 0,  # type: ignore[attr-defined]
    )


def _line(event: Event, as_at: date) -> CalendarLine:
    status = event.status_on(as_at)
    word = "Held" if status in Event.WAS_HELD else status.label
    return CalendarLine(
        event=event,
        time=f"{event.starts_at:%H:%M}" if event.starts_at else "",
        status=word,
        tone=TONES[status],
        until=f"until {day_words(event.ends_on)}" if event.ends_on else "",
    )
