"""What the held events of one area, kind and month come to. Pure: no Django, no database.

The one place where a month is added up: the tallies that are kept and a look back, which
counts the events themselves, both come from here, by the rules of `counting`.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pilots.counting import Count, CountType, Qualifier, Tally, event_tallies

IN_ALL, DATED = "*", "~"  # of all events of a month; of those with a known day alone
SESSIONS = "sessions"  # counted beside the types of count: how many sessions activities had
OTHERS = {IN_ALL: "＊", DATED: "～"}  # how a group of people would be kept that is called so
MOST = 2_147_483_647  # what the database holds; more is said as at least that


@dataclass(frozen=True)
class Sum:
    """A sum of figures of one sort: of how many `events` there was one, and how sure it is."""

    value: int = 0
    events: int = 0
    is_about: bool = False
    is_at_least: bool = False

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(
            self.value + other.value,
            self.events + other.events,
            self.is_about or other.is_about,
            self.is_at_least or other.is_at_least,
        )

    def tally(self, type: CountType, events: int) -> Tally:
        """The total, of so many events in all, for the rules of counting and their words."""
        return Tally(
            type,
            self.value if self.events else None,
            is_about=self.is_about,
            is_at_least=self.is_at_least,
            missing=events - self.events,
        )

    def kept(self) -> "Sum":
        """As it can be kept: a sum too large for that is at least the most that can be."""
        return self if self.value <= MOST else replace(self, value=MOST, is_at_least=True)


NOTHING = Sum()


@dataclass(frozen=True)
class Facts:
    """What one held event adds to its month.

    `counts` as the rules take them, with the activities' participations; `sectors` and
    `sessions` with None for what is not recorded; `points` how often each was given.
    """

    event: Hashable
    has_day: bool
    counts: Sequence[Count] = ()
    sectors: Sequence[tuple[str, int | None, Qualifier]] = ()
    sessions: Sequence[int | None] = ()
    partners: Sequence[int] = ()
    points: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class MonthSums:
    """All that is kept of a month; `counts` by type and part, `points` by how satisfied."""

    events: int = 0
    undated: int = 0
    points: Mapping[int, int] = field(default_factory=dict)
    counts: Mapping[tuple[str, str], Sum] = field(default_factory=dict)
    sectors: Mapping[str, Sum] = field(default_factory=dict)
    partners: Mapping[int, int] = field(default_factory=dict)


def month_sums(events: Sequence[Facts]) -> MonthSums:
    """Add up the events of one area, kind and month."""
    points: Counter[int] = Counter()
    partners: Counter[int] = Counter()
    for each in events:
        points.update({point: given for point, given in each.points.items() if given})
        partners.update(set(each.partners))
    return MonthSums(
        events=len(events),
        undated=sum(not each.has_day for each in events),
        points=dict(points),
        counts={key: found.kept() for key, found in _counts(events).items()},
        sectors={sector: found.kept() for sector, found in _sectors(events).items()},
        partners=dict(partners),
    )


def _counts(events: Sequence[Facts]) -> dict[tuple[str, str], Sum]:
    found: dict[tuple[str, str], Sum] = defaultdict(Sum)
    some_undated = not all(each.has_day for each in events)
    for each in events:
        for type in CountType:
            told = _of_event(type, each)
            _put(found, (type.value, IN_ALL), told)
            if some_undated and each.has_day:
                _put(found, (type.value, DATED), told)
        for part, told in _parts(each):
            _put(found, (CountType.ATTENDANCE.value, part), told)
        _put(found, (SESSIONS, IN_ALL), sessions_of(each.sessions))
    return found


def _put(found: dict[tuple[str, str], Sum], key: tuple[str, str], told: Sum) -> None:
    """Add what is recorded; what is not leaves no trace, so that it is never a 0."""
    if told.events:
        found[key] += told


def _of_event(type: CountType, facts: Facts) -> Sum:
    tally = event_tallies(type, facts.counts).get(facts.event)
    return _sum_of(tally) if tally else NOTHING


def _sum_of(tally: Tally) -> Sum:
    if tally.value is None:
        return NOTHING
    return Sum(tally.value, 1, tally.is_about, tally.is_at_least)


def _parts(facts: Facts) -> Iterable[tuple[str, Sum]]:
    """Of whom the event counted how many; who may be among others too, each group by itself."""
    for count in facts.counts:
        if count.type is CountType.ATTENDANCE:
            yield part_of(count.part), _sum_of(Tally.of(count))


def part_of(group: str) -> str:
    """Under which name a group of people is kept; nearly always its own."""
    return OTHERS.get(group, group)


def sessions_of(sessions: Sequence[int | None]) -> Sum:
    """How many sessions an event's activities had; at least that, where some are not recorded."""
    known = [each for each in sessions if each is not None]
    if not known:
        return NOTHING
    return Sum(sum(known), 1, is_at_least=len(known) < len(sessions))


def _sectors(events: Iterable[Facts]) -> dict[str, Sum]:
    found: dict[str, Sum] = defaultdict(Sum)
    for each in events:
        for sector, value, sure in each.sectors:
            if value is not None:
                told = Sum(value, 1, sure is Qualifier.ABOUT, sure is Qualifier.AT_LEAST)
                found[sector] += told
    return found
