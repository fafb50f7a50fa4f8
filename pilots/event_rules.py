"""Rules of events: who may change one, how it stands by its day, which look like one another.

Pure: no Django, no clock, no database.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from difflib import SequenceMatcher
from typing import Protocol, TypeVar

from partnership.dates import PartialDate, day_words

OWN_FOR_DAYS = 30  # domain words §4: "own until held + 30 days"
MOST_PEOPLE = 1_000_000  # what a count can hold
PLAUSIBLE_PEOPLE = 10_000  # more at one event were most likely mistyped
ALIKE = 0.8  # share of equal letters from which two names are taken for one

# Words that stand in addresses where an event's slug stands: events/log/, events/calendar/.
RESERVED_SLUGS = frozenset(
    [
        "add",
        "batch",
        "batches",
        "benchmarks",
        "bulk",
        "calendar",
        "confirm",
        "counts",
        "csv",
        "day",
        "download",
        "downloads",
        "engagement",
        "events",
        "export",
        "feedback",
        "figures",
        "files",
        "form",
        "forms",
        "import",
        "kind",
        "kinds",
        "learning",
        "log",
        "month",
        "months",
        "new",
        "partners",
        "photos",
        "poster",
        "print",
        "repeat",
        "run-chart",
        "search",
        "sheet",
        "tallies",
        "template",
        "upload",
        "venue",
        "venues",
        "year",
    ]
)


class Named(Protocol):
    """Anything that goes by a name."""

    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=Named)


def may_change(
    *, confirms: bool, logs: bool, is_own: bool, held_until: date | None, today: date
) -> bool:
    """Whether a person may change an event (domain words §4, "log and edit events").

    Who `confirms` counts there may change any event; who only `logs` there
    changes their own, until 30 days after the last day of it (`held_until`; None
    while it is planned).
    """
    if confirms:
        return True
    if not (logs and is_own):
        return False
    return held_until is None or today <= held_until + timedelta(days=OWN_FOR_DAYS)


def is_ahead(happened: PartialDate, today: date) -> bool:
    """Whether all of the date lies after today: an event of it is planned, not held.

    One that may have come already, as this month may, does not lie ahead.
    """
    return happened.first is not None and happened.first > today


def begins_later(happened: PartialDate, starts_at: time | None, now: datetime) -> bool:
    """Whether it is of today, and begins at a time that is still to come: it is planned too."""
    return bool(starts_at and happened.day == now.date() and starts_at > now.time())


def fault_of_span(
    day: date | None, ends_on: date | None, has_start: bool, has_end: bool, is_backwards: bool
) -> tuple[str, str] | None:
    """(field, words) of what is wrong with an event's day, last day and times; None if nothing.

    `is_backwards`: the end is not after the start, by the clock.
    """
    if ends_on and day is None:
        return "ends_on", "A last day needs a first day: give the date on which it began"
    if ends_on and day and ends_on < day:
        return "ends_on", (
            f"It can’t end on {day_words(ends_on)}, before it begins on {day_words(day)}:"
            " mend one of the two"
        )
    if has_end and not has_start:
        return "starts_at", "Give the time at which it began too, or leave the end empty"
    if is_backwards and ends_on in (None, day):
        return "ends_at", (
            "It ends before it begins: mend one of the times, or give the last day if it went on"
            " into the next"
        )
    return None


def plain(name: str) -> str:
    """A name for comparing: small letters, without accents and punctuation."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(each for each in letters if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", kept))


def is_alike(one: str, other: str) -> bool:
    """Whether two names look like one: nearly the same letters, or all the words of the other."""
    first, second = plain(one), plain(other)
    if not first or not second:
        return one.strip() == other.strip()
    if first == second:
        return True
    words, others = set(first.split()), set(second.split())
    if words <= others or others <= words:
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def alike(name: str, among: Iterable[Thing]) -> list[Thing]:
    """Those whose names look like `name`, the most alike first."""
    found = [each for each in among if is_alike(name, each.name)]
    return sorted(found, key=lambda each: -closeness(name, each.name))


def closeness(one: str, other: str) -> float:
    """How much of two names is equal, from 0 to 1."""
    return SequenceMatcher(None, plain(one), plain(other), autojunk=False).ratio()


def same_names(name: str, among: Iterable[Thing]) -> list[Thing]:
    """Those of that very name, whatever its case, accents and punctuation."""
    wanted = plain(name) or name.strip()
    return [each for each in among if (plain(each.name) or each.name) == wanted]
