"""Counts of people and visits: how they add up, and how the total is said.

Pure: no Django, no clock, no database. The rules are domain words §3, "Counts"
and "Missing is not zero":

- Footfall, attendance and participation are never added to one another, and
  nobody works out people from participations.
- "About" survives into every total that it enters; so does "at least". A total
  with both is said as "at least about 360": neither word is lost.
- People who may be among another count of their event are in no total.
- Unknown is never 0. An event of which one part is not recorded is counted as
  at least its other parts; an event of which nothing is recorded stays out of
  the sum and is named beside it: "about 366, 1 event not recorded".
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from partnership.dates import NOT_RECORDED


class Qualifier(Enum):
    """How sure a number is; the values are those of the records."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"


class CountType(Enum):
    """What was counted: through the door, there in person, or taking part in an activity."""

    FOOTFALL = "footfall"
    ATTENDANCE = "attendance"
    PARTICIPATION = "participation"

    @property
    def words(self) -> str:
        """Footfall; Attendance; Participations: what a figure of the type is headed."""
        return "Participations" if self is CountType.PARTICIPATION else self.value.capitalize()


@dataclass(frozen=True)
class Count:
    """One figure of one event; `value` None is not recorded.

    `part` says of whom or of what: adults, an activity; empty is all of it.
    One that `may_overlap` another of its event is in no total.
    """

    event: Hashable
    type: CountType
    value: int | None
    qualifier: Qualifier = Qualifier.EXACT
    part: str = ""
    may_overlap: bool = False


@dataclass(frozen=True)
class Tally:
    """A total of counts of one type; `value` None says that nothing in it is recorded.

    `missing` is how many events (or activities) have no figure at all.
    """

    type: CountType
    value: int | None = None
    is_about: bool = False
    is_at_least: bool = False
    missing: int = 0

    @classmethod
    def of(cls, count: Count) -> "Tally":
        """The tally of one figure."""
        if count.value is None:
            return cls(count.type, missing=1)
        return cls(
            count.type,
            count.value,
            is_about=count.qualifier is Qualifier.ABOUT,
            is_at_least=count.qualifier is Qualifier.AT_LEAST,
        )

    def __add__(self, other: "Tally") -> "Tally":
        """The total of both; raises ValueError for counts of different types."""
        if self.type is not other.type:
            raise ValueError(
                f"{self.type.value} and {other.type.value} count different things"
                " and are never added together."
            )
        known = [tally.value for tally in (self, other) if tally.value is not None]
        return Tally(
            self.type,
            sum(known) if known else None,
            is_about=self.is_about or other.is_about,
            is_at_least=self.is_at_least or other.is_at_least,
            missing=self.missing + other.missing,
        )

    @property
    def qualifier_words(self) -> str:
        """at least about; about; at least; nothing for an exact number."""
        parts = [("at least", self.is_at_least), ("about", self.is_about)]
        return " ".join(word for word, holds in parts if holds)

    @property
    def figure(self) -> str:
        """about 1,366; or that it is not recorded."""
        if self.value is None:
            return NOT_RECORDED
        return f"{self.qualifier_words} {self.value:,}".strip()

    def said(self, noun: str = "event", plural: str = "") -> str:
        """about 366, 1 event not recorded; `noun` names what was left out."""
        if self.value is None or not self.missing:
            return self.figure
        nouns = noun if self.missing == 1 else plural or f"{noun}s"
        return f"{self.figure}, {self.missing:,} {nouns} {NOT_RECORDED}"

    @property
    def words(self) -> str:
        """The total with the number of events that are not in it."""
        return self.said()


def total(type: CountType, tallies: Iterable[Tally]) -> Tally:
    """The total of tallies of one type; of none, a tally in which nothing is recorded."""
    return sum(tallies, start=Tally(type))


def event_tallies(type: CountType, counts: Iterable[Count]) -> dict[Hashable, Tally]:
    """What each event counted of a type, from its parts; other types are passed over.

    A part that is not recorded makes the event's total "at least" the others.
    """
    parts: dict[Hashable, list[Tally]] = defaultdict(list)
    for count in counts:
        if count.type is type and not count.may_overlap:
            parts[count.event].append(Tally.of(count))
    return {event: _of_event(type, found) for event, found in parts.items()}


def _of_event(type: CountType, parts: Iterable[Tally]) -> Tally:
    tally = total(type, parts)
    if tally.value is None:
        return replace(tally, missing=1)
    return replace(tally, missing=0, is_at_least=tally.is_at_least or tally.missing > 0)


def tally_events(type: CountType, counts: Iterable[Count], events: Collection[Hashable]) -> Tally:
    """What the `events` counted of a type in all; those without a figure are `missing`.

    Give the events that were held: nobody counts at one that is only planned.
    """
    by_event = event_tallies(type, counts)
    return total(type, (by_event.get(event, Tally(type, missing=1)) for event in events))


def tally_parts(type: CountType, counts: Iterable[Count]) -> dict[str, Tally]:
    """What was counted of each part (adults, children), in the order of first mention.

    `missing` counts the events that name the part without a figure for it.
    """
    parts: dict[str, Tally] = {}
    for count in counts:
        if count.type is type:
            parts[count.part] = parts.get(count.part, Tally(type)) + Tally.of(count)
    return parts


def participations(stated: Iterable[Count], of_activities: Iterable[Count]) -> list[Count]:
    """The participations to tally: an event's own figure where it states one, else its activities'.

    The two are never added: an event's own figure takes its activities in.
    """
    kept = [count for count in stated if count.type is CountType.PARTICIPATION]
    told = {count.event for count in kept if count.value is not None}
    return [*kept, *(count for count in of_activities if count.event not in told)]


@dataclass(frozen=True)
class Check:
    """Whether figures agree, with the words for it; `holds` None cannot be told."""

    holds: bool | None
    words: str


def check_attendance(footfall: Tally, attendance: Tally) -> Check:
    """Whether no more people attended than came through the door.

    A footfall of "at least" may have been higher, so it contradicts nothing.
    """
    for tally in (footfall, attendance):
        if tally.value is None:
            return Check(None, f"Can't be checked: {tally.type.value} is {NOT_RECORDED}.")
    if (attendance.value or 0) <= (footfall.value or 0):
        return Check(
            True,
            f"Attendance ({attendance.figure}) is not more than footfall ({footfall.figure}).",
        )
    if footfall.is_at_least:
        return Check(
            None, f"Can't be checked: footfall is {footfall.figure} and may have been higher."
        )
    return Check(
        False,
        f"Attendance ({attendance.figure}) is more than footfall ({footfall.figure}).",
    )


def contradictions(counts: Collection[Count]) -> Mapping[Hashable, str]:
    """The events at which more attended than came through the door, each with the words."""
    footfall = event_tallies(CountType.FOOTFALL, counts)
    attendance = event_tallies(CountType.ATTENDANCE, counts)
    checks = {
        event: check_attendance(footfall[event], tally)
        for event, tally in attendance.items()
        if event in footfall
    }
    return {event: check.words for event, check in checks.items() if check.holds is False}
