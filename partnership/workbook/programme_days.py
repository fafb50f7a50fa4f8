"""Days of a programme rather than of the calendar, for workbooks that move with today.

m3+12 is the 12th day of month 3, m3-tue2 its second Tuesday, m3 the month itself,
end-m3 its last day. Month 1 is the start month and month 0 the one before it, as
everywhere (domain words §3, "Dates").
"""

import re
from datetime import date, timedelta

from partnership.dates import end_of_month

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PROGRAMME_DAY = re.compile(
    r"(?P<end>end-)?m(?P<month>\d{1,3})"
    rf"(?:\+(?P<day>[1-9]|[12]\d|3[01])|-(?P<weekday>{'|'.join(WEEKDAYS)})(?P<nth>[1-4]))?"
)


def resolved(text: str, start_month: date) -> str:
    """The day or month that a programme day means, as a workbook writes it.

    Other texts come back as they are. A month too short for the day wanted
    gives its last day.
    """
    found = PROGRAMME_DAY.fullmatch(text)
    if not found or (found["end"] and (found["day"] or found["weekday"])):
        return text
    last = end_of_month(start_month, int(found["month"]))
    if found["day"]:
        return last.replace(day=min(int(found["day"]), last.day)).isoformat()
    if found["weekday"]:
        return _nth_weekday(last, WEEKDAYS.index(found["weekday"]), int(found["nth"])).isoformat()
    return last.isoformat() if found["end"] else f"{last:%Y-%m}"


def _nth_weekday(month: date, weekday: int, nth: int) -> date:
    """The first, second, third or fourth such weekday of the month."""
    first = month.replace(day=1)
    to_first = (weekday - first.weekday()) % 7
    return first + timedelta(days=to_first + 7 * (nth - 1))
