"""How a test of the service model stands on a day, and which contexts are tested by then.

Pure: no Django, no clock, no database. Dates are known as exactly as they were
recorded: an end that is not recorded is not “never”, and counts for nothing yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from partnership.dates import NOT_RECORDED, UNKNOWN, PartialDate, day_words


class State(Enum):
    """How far a test has come; each value is the word that pages and files print."""

    UNDATED = "Begin not recorded"
    PLANNED = "Planned"
    UNDER_WAY = "Under way"
    FINISHED = "Finished"
    STOPPED = "Stopped early"

    @property
    def key(self) -> str:
        """under-way: what an address calls it."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True)
class Facts:
    """What is recorded of a test; `area` and `context` are keys.

    `end_reported_on` is the day on which its end, or that it was stopped, was
    said; None: it was said with the test itself, on `reported_on`.
    """

    key: int
    title: str
    area: int
    context: int
    reported_on: date
    began: PartialDate = UNKNOWN
    ended: PartialDate = UNKNOWN
    is_stopped: bool = False
    end_reported_on: date | None = None

    @property
    def end_said_on(self) -> date:
        """The day since which its end is known."""
        return self.end_reported_on or self.reported_on

    def as_said_by(self, on: date) -> "Facts":
        """The same as it was known on a day: an end said later is not there yet."""
        if self.end_said_on <= on:
            return self
        return Facts(
            self.key, self.title, self.area, self.context, self.reported_on, began=self.began
        )


@dataclass(frozen=True)
class Verdict:
    """How a test stands on a day, and whether its context counts as tested by it."""

    state: State
    counts: bool
    why_not: str = ""


def state(facts: Facts, *, on: date) -> State:
    """How a test stood on the day `on`, by what had been said of it by then."""
    known = facts.as_said_by(on)
    is_to_come = known.ended.first is not None and known.ended.first > on
    if known.is_stopped and not is_to_come:
        return State.STOPPED
    if known.ended and not known.is_stopped and _is_over(known, on):
        return State.FINISHED
    if known.began.first is None:
        return State.UNDATED
    return State.UNDER_WAY if known.began.first <= on else State.PLANNED


def _is_over(known: Facts, on: date) -> bool:
    """Whether the end had certainly come by a day.

    “November 2019” said on 20 November had come by the 20th: an end is reported
    once it is there. Said in October, it was a plan, and is sure on the 30th only.
    """
    first, last = known.ended.first, known.ended.last
    is_past = last is not None and last <= on
    return is_past or (first is not None and first <= known.end_said_on)


def verdicts(tests: Iterable[Facts], *, on: date) -> dict[int, Verdict]:
    """Of each test reported by the day, by its key: how it stands and whether it counts.

    A context of an area is tested once a test of it there is finished: ended by
    the day, and not stopped early. Of several the one that ended first counts, once.
    """
    reported = [each for each in tests if each.reported_on <= on]
    states = {each.key: state(each, on=on) for each in reported}
    counting: dict[tuple[int, int], Facts] = {}
    for each in sorted(reported, key=_by_end):
        if states[each.key] is State.FINISHED:
            counting.setdefault((each.area, each.context), each)
    return {each.key: _verdict(each, states, counting, on) for each in reported}


def _by_end(facts: Facts) -> tuple[date, int]:
    return facts.ended.last or date.max, facts.key


def _verdict(
    facts: Facts,
    states: Mapping[int, State],
    counting: Mapping[tuple[int, int], Facts],
    on: date,
) -> Verdict:
    stands = states[facts.key]
    if stands is not State.FINISHED:
        return Verdict(stands, False, _not_finished(facts.as_said_by(on), stands, on))
    first = counting[facts.area, facts.context]
    if first.key == facts.key:
        return Verdict(stands, True)
    return Verdict(stands, False, f"“{first.title}” counts for this context already")


def _not_finished(known: Facts, stands: State, on: date) -> str:
    if stands is State.STOPPED:
        return "It was stopped early"
    if stands is State.PLANNED:
        return f"It is planned to begin {when(known.began)}"
    if known.ended and not known.is_stopped:
        return f"It is to end {when(known.ended)}, {_after(known.ended)} {day_words(on)}"
    if stands is State.UNDATED:
        return f"Its begin and its end are {NOT_RECORDED}"
    return f"It is under way: its end is {NOT_RECORDED}"


def _after(ended: PartialDate) -> str:
    return "after" if ended.day else "which may be after"


def when(date: PartialDate) -> str:
    """on 24 October 2019; in October 2019; in July to September 2019."""
    return f"on {date.words}" if date.day else f"in {date.words}"


@dataclass(frozen=True)
class Span:
    """From when to when a test, or a cycle of it, ran; `name` begins what is said of it."""

    name: str
    began: PartialDate = UNKNOWN
    ended: PartialDate = UNKNOWN


def begin_refused(began: PartialDate, *, programme_from: date) -> str:
    """What to tell whoever says that a test began before its programme; else nothing."""
    if began.last is None or began.last >= programme_from:
        return ""
    return (
        f"The programme starts on {day_words(programme_from)}: its tests can’t begin before that"
        f" ({began.words})."
    )


def end_refused(ended: PartialDate, *, today: date) -> str:
    """What to tell whoever says that something has ended, on a day to come; else nothing."""
    if ended.first is None or ended.first <= today:
        return ""
    return f"{capital(ended.words)} has not come yet: say that it ended once it has."


def cycles_refused(test: Span, cycles: Sequence[Span]) -> tuple[str, str]:
    """The first thing wrong with a test's cycles, in order: words, and began or ended.

    A cycle lies within its test, and begins no earlier than the one before it. Only
    what is certain is wrong: dates that may be in order are. Both empty: nothing is.
    """
    before = test
    for cycle in cycles:
        for earlier in (test, before):
            if is_before(cycle.began, earlier.began):
                return _too_early(cycle, earlier), "began"
        if is_before(test.ended, cycle.began):
            return _too_late(f"{cycle.name} can’t begin ({cycle.began.words})", test), "began"
        if is_before(test.ended, cycle.ended):
            return _too_late(f"{cycle.name} can’t end ({cycle.ended.words})", test), "ended"
        before = cycle
    return "", ""


def _too_early(cycle: Span, earlier: Span) -> str:
    name = earlier.name[:1].lower() + earlier.name[1:]
    return (
        f"{cycle.name} can’t begin ({cycle.began.words}) before {name} did ({earlier.began.words})."
    )


def _too_late(what: str, test: Span) -> str:
    return f"{what} after the test had ended ({test.ended.words})."


def is_before(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date certainly comes before another."""
    return one.last is not None and other.first is not None and one.last < other.first


def capital(words: str) -> str:
    """Autumn 2019, from autumn 2019."""
    return words[:1].upper() + words[1:]
