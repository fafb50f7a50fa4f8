"""Knock-on: what a late delivery does to those that wait for it.

Pure: no Django, no clock, no database. The rule is the product's own, for no source
gives durations. The plan says only when each is due; so the days between the baselines
of two deliveries, of which one waits for the other, are taken as the time that the
later one needs once the earlier is there. If that time is kept, the later one can't
come before: day of the earlier one + days between the baselines (none, where the plan
has them the other way round). The day of the earlier one is

- open: when it is expected or itself pushed to, and not before the day looked at;
- complete: the day it was done, until the later one is next heard of, for whoever
  then speaks of it knows;
- not needed: none, it holds nothing up.

A knock-on is shown and never applied: a forecast stays what a manager said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from milestones.schedule import Stage, Standing

T = TypeVar("T")


def waited_for(by_area: Mapping[str, T], area: str) -> list[T]:
    """Of one milestone's deliveries by area, those that a delivery in `area` waits for.

    Those in its own area and of the whole programme (""); one of the whole programme
    waits for every area's.
    """
    if not area:
        return list(by_area.values())
    return [by_area[place] for place in ("", area) if place in by_area]


@dataclass(frozen=True)
class Linked:
    """A delivery among those it waits for; `area` is a slug, empty for the whole programme."""

    key: int
    milestone: int
    area: str
    standing: Standing


@dataclass(frozen=True)
class Network:
    """All deliveries of a plan on a day; `needs` are milestones' keys by milestone's key."""

    on: date
    deliveries: tuple[Linked, ...]
    needs: Mapping[int, tuple[int, ...]]

    def with_standing(self, key: int, standing: Standing) -> "Network":
        """The same, if one delivery stood otherwise."""
        rows = (replace(r, standing=standing) if r.key == key else r for r in self.deliveries)
        return replace(self, deliveries=tuple(rows))

    @cached_property
    def by_key(self) -> dict[int, Linked]:
        return {row.key: row for row in self.deliveries}

    @cached_property
    def by_milestone(self) -> dict[int, dict[str, Linked]]:
        found: dict[int, dict[str, Linked]] = defaultdict(dict)
        for row in self.deliveries:
            found[row.milestone][row.area] = row
        return found

    def before(self, row: Linked) -> list[Linked]:
        """The deliveries that one waits for."""
        return [
            other
            for milestone in self.needs.get(row.milestone, ())
            for other in waited_for(self.by_milestone.get(milestone, {}), row.area)
        ]

    @cached_property
    def in_order(self) -> tuple[Linked, ...]:
        """Each after all that it waits for; those in a circle, which no published plan
        has, in any order at the end."""
        keys = _sorted(list(self.by_milestone), self.needs)
        return tuple(row for key in keys for row in self.by_milestone[key].values())


def _sorted(keys: Sequence[int], needs: Mapping[int, tuple[int, ...]]) -> list[int]:
    """Keys after what they need, otherwise as given."""
    there, waits = set(keys), {}
    followers: dict[int, list[int]] = defaultdict(list)
    for key in keys:
        first = {need for need in needs.get(key, ()) if need in there}
        waits[key] = len(first)
        for need in first:
            followers[need].append(key)
    ready = [key for key in keys if not waits[key]]
    for key in ready:  # grows while it is read
        for follower in followers[key]:
            waits[follower] -= 1
            if not waits[follower]:
                ready.append(follower)
    done = set(ready)
    return [*ready, *(key for key in keys if key not in done)]


@dataclass(frozen=True)
class Push:
    """The day to which a delivery is pushed, and the keys of those that push it there."""

    to: date
    by: tuple[int, ...]


def knock_on(network: Network) -> dict[int, Push]:
    """By key, the open deliveries that can't be done when expected, if times are kept."""
    return _walk(network)[1]


def _walk(network: Network) -> tuple[dict[int, date], dict[int, Push]]:
    """The day from which each delivery holds up others, and the pushes; in one pass."""
    days: dict[int, date] = {}
    pushes: dict[int, Push] = {}
    for row in network.in_order:
        standing = row.standing
        if standing.stage is Stage.NOT_NEEDED:
            continue
        days[row.key] = standing.expected_on
        if not standing.is_open:
            continue
        reached = [
            (days[other.key] + gap(other, row), other.key)
            for other in network.before(row)
            if other.key in days and _still_pushes(other.standing, standing)
        ]
        latest = max((day for day, _ in reached), default=standing.expected_on)
        if latest > standing.expected_on:
            by = tuple(key for day, key in reached if day == latest)
            pushes[row.key] = Push(latest, by)
        days[row.key] = max(latest, standing.expected_on, network.on)
    return days, pushes


def _still_pushes(earlier: Standing, later: Standing) -> bool:
    """Whether the later one's date was not spoken of since the earlier one was done."""
    if earlier.actual_on is None or later.updated_on is None:
        return True
    return later.updated_on < earlier.actual_on


def gap(earlier: Linked, later: Linked) -> timedelta:
    """The time that the plan as first agreed gave between two deliveries, at least none."""
    return max(later.standing.baseline_on - earlier.standing.baseline_on, timedelta())


@dataclass(frozen=True)
class Pushed:
    """A delivery that another holds up: to which day, and how many days that adds."""

    key: int
    to: date
    days: int


def pushed_by(network: Network, key: int, standing: Standing | None = None) -> tuple[Pushed, ...]:
    """What one delivery pushes, through others too, if it stands so (None: as it does).

    `days` are those which this delivery adds to what is expected, or to what the rest
    of the plan pushes already. In the plan's order; empty where it holds nothing up.
    """
    stands = standing or network.by_key[key].standing
    gone = replace(stands, stage=Stage.NOT_NEEDED, actual_on=None)
    held = knock_on(network.with_standing(key, stands))
    free = knock_on(network.with_standing(key, gone))
    found = []
    for row in network.deliveries:
        if row.key == key or row.key not in held:
            continue
        otherwise = free[row.key].to if row.key in free else row.standing.expected_on
        if held[row.key].to > otherwise:
            to = held[row.key].to
            found.append(Pushed(row.key, to, (to - otherwise).days))
    return tuple(found)


@dataclass(frozen=True)
class Step:
    """One delivery on the way to another: when it comes, if times are kept, and by how
    many days it could come later without moving the last one."""

    key: int
    comes_on: date
    float_days: int


def critical_path(network: Network, *, to: int) -> tuple[Step, ...]:
    """The open deliveries that decide when milestone `to` comes, first things first.

    From the last one back: of those it waits for, the one that can come last with the
    time it leaves. Ends with the delivery of `to` that comes last; empty once none of
    `to` is open.
    """
    days, _ = _walk(network)
    ends = [row for row in network.by_milestone.get(to, {}).values() if row.standing.is_open]
    if not ends:
        return ()
    last = max(ends, key=lambda row: days[row.key])
    floats = _floats(
        network, days, {row.key: (days[last.key] - days[row.key]).days for row in ends}
    )
    path, at = [last], last
    while first := _driver(network, days, at, {row.key for row in path}):
        path.append(first)
        at = first
    return tuple(Step(row.key, days[row.key], floats.get(row.key, 0)) for row in reversed(path))


def _driver(
    network: Network, days: Mapping[int, date], row: Linked, passed: set[int]
) -> Linked | None:
    """Of the open ones that a delivery waits for, the one that lets it come last."""
    found = [
        each for each in network.before(row) if each.standing.is_open and each.key not in passed
    ]
    return max(found, key=lambda each: days[each.key] + gap(each, row), default=None)


def _floats(network: Network, days: Mapping[int, date], ends: Mapping[int, int]) -> dict[int, int]:
    """By key, the days each may still lose before the end moves, given those of the ends."""
    floats = dict(ends)
    for row in reversed(network.in_order):
        if row.key not in floats:
            continue
        for other in network.before(row):
            if not other.standing.is_open:
                continue
            spare = (days[row.key] - days[other.key] - gap(other, row)).days
            mine = floats[row.key] + max(spare, 0)
            floats[other.key] = min(floats.get(other.key, mine), mine)
    return floats


def last_milestone(milestones: Iterable[tuple[int, date, bool]]) -> int | None:
    """The key of the one that the plan ends with, such as the final report.

    Of (key, planned day, whether in each area): the last of the whole programme by its
    day, else the last of all; None where there is none.
    """
    rows = list(milestones)
    whole = [row for row in rows if not row[2]] or rows
    return max(whole, key=lambda row: row[1])[0] if whole else None
