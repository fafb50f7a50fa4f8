"""What a list of events is narrowed to by a link from a figure, in words."""

from partnership.dates import day_words
from partnership.people.models import Sector
from pilots.counting import CountType
from pilots.models import Satisfaction
from pilots.selectors.event_narrowing import ANY, NOTHING_SAID, SESSIONS, Narrowing, said

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
        noun, verb = _counted(asked)
        found.append(f"at which {noun} {verb} counted")
    if asked.missing:
        found.append(f"at which {_type(asked.missing)[0]} {_type(asked.missing)[1]} not recorded")
    if asked.sector:
        found.append(f"with participants of the sector {_sector(asked.sector)}")
    if asked.partners:
        found.append(f"with partners of the sector {_sector(asked.partners)}")
    if asked.answers:
        found.append(f"at which feedback forms were answered{_answer(asked.answers)}")
    return found


def _counted(asked: Narrowing) -> tuple[str, str]:
    noun, verb = _type(asked.counted)
    if asked.audience == NOTHING_SAID:
        return f"{noun} without saying of whom", verb
    return (f"{noun} of {asked.audience}" if asked.audience else noun), verb


def _type(type: str) -> tuple[str, str]:
    """attendance was; sessions of activities were."""
    if type == SESSIONS:
        return "sessions of activities", "were"
    words = CountType(type).words.lower()
    return words, "were" if words.endswith("s") else "was"


def _answer(asked: str) -> str:
    return "" if asked == ANY else f" “{Satisfaction(int(asked)).label}”"


def _sector(sector: str) -> str:
    return str(Sector(said(sector)).label)
