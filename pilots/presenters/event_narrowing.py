"""What a list of events is narrowed to by a link from a figure, in words."""

from partnership.dates import day_words
from partnership.people.models import Sector
from pilots.models import EventCount
from pilots.selectors.event_narrowing import NOTHING_SAID, Narrowing

DATED = {"yes": "with a known day", "no": "without a known day"}


def narrowing_words(asked: Narrowing) -> str:
    """from 1 October 2019 to 31 October 2019, at which attendance was counted; or nothing."""
    return ", ".join(filter(None, [_days(asked), DATED.get(asked.dated, ""), *_recorded(asked)]))


def _days(asked: Narrowing) -> str:
    if asked.since and asked.since == asked.until:
        return f"on {day_words(asked.since)}"
    ends = (("from", asked.since), ("to", asked.until))
    return " ".join(f"{word} {day_words(day)}" for word, day in ends if day)


def _recorded(asked: Narrowing) -> list[str]:
    found = []
    if asked.counted:
        found.append(f"at which {_counted(asked)} was counted")
    if asked.sector:
        found.append(f"with participants of the sector {_sector(asked.sector)}")
    if asked.partners:
        found.append(f"with partners of the sector {_sector(asked.partners)}")
    return found


def _counted(asked: Narrowing) -> str:
    type = str(EventCount.Type(asked.counted).label).lower()
    if asked.audience == NOTHING_SAID:
        return f"{type} without saying of whom"
    return f"{type} of {asked.audience}" if asked.audience else type


def _sector(sector: str) -> str:
    return str(Sector("" if sector == NOTHING_SAID else sector).label)
