"""The calendar month in words: weeks of days, each with its events."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from partnership.dates import MONTHS, day_words
from pilots.models import Event
from pilots.selectors.event_calendar import NO_DAY, MonthOfEvents

LONG = timedelta(days=7)  # an event that goes on for longer is said once, beside the grid
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class CalendarLine:
    """One event on one day; `until` is when it ends, `span` from when to when it goes on."""

    event: Event
    time: str
    status: str
    until: str
    span: str


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
    """`long` go on for more than a week, and stand in the grid where they begin and end.

    `partial` may be some time in the month; `more_partial`: there are others still.
    """

    weeks: tuple[tuple[CalendarDay, ...], ...]
    long: tuple[CalendarLine, ...]
    partial: tuple[CalendarLine, ...]
    more_partial: bool

    @property
    def is_empty(self) -> bool:
        has_days = any(not day.is_empty for week in self.weeks for day in week)
        return not (self.partial or self.long or has_days)


def calendar_month(found: MonthOfEvents, *, as_at: date, today: date) -> CalendarMonth:
    """The month's grid, from Monday to Sunday, with its events as they stood on a day."""
    by_day = _by_day(found)
    days = Calendar().monthdatescalendar(found.month.year, found.month.month)
    return CalendarMonth(
        weeks=tuple(
            tuple(_day(day, found.month, by_day.get(day, []), as_at, today) for day in week)
            for week in days
        ),
        long=tuple(_line(event, as_at) for event in found.events if _is_long(event)),
        partial=tuple(_line(event, as_at) for event in found.partial[:NO_DAY]),
        more_partial=len(found.partial) > NO_DAY,
    )


def _by_day(found: MonthOfEvents) -> dict[date, list[Event]]:
    """The events of each day of the month; one of several days is on each of them."""
    by_day: dict[date, list[Event]] = defaultdict(list)
    for event in found.events:
        for day in _days(event):
            if (day.year, day.month) == (found.month.year, found.month.month):
                by_day[day].append(event)
    return by_day


def _days(event: Event) -> list[date]:
    """The days on which it stands in a grid: all of them, or the first and the last."""
    if event.day is None:
        return []
    if event.ends_on is None or _is_long(event):
        return [event.day, *([event.ends_on] if event.ends_on else [])]
    number = (event.ends_on - event.day).days + 1
    return [event.day + timedelta(days=day) for day in range(number)]


def _is_long(event: Event) -> bool:
    """Whether it goes on for more than a week."""
    return bool(event.day and event.ends_on and event.ends_on - event.day >= LONG)


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
        until=f"until {day_words(event.ends_on)}" if event.ends_on else "",
        span=_span(event),
    )


def _span(event: Event) -> str:
    """10 January 2020 to 6 March 2020; nothing where it does not go on for long."""
    if not (event.day and event.ends_on and _is_long(event)):
        return ""
    return f"{day_words(event.day)} to {day_words(event.ends_on)}"
