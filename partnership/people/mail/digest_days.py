"""When digests are due: each morning, or on Monday mornings, by the clock on the wall."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MORNING = time(7, 30)  # exists once on every day, whatever the clocks do at night
MONDAY = 0


def last_due(now: datetime, *, weekly: bool) -> datetime:
    """The latest moment, not after `now`, at which a digest was due."""
    here = now.astimezone(LONDON)
    day = here.date() if here.time() >= MORNING else here.date() - timedelta(days=1)
    if weekly:
        day -= timedelta(days=(day.weekday() - MONDAY) % 7)
    return datetime.combine(day, MORNING, tzinfo=LONDON)
