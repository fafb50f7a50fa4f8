"""What is known of one thing that was asked, of some people, as one reader may see it.

Pure: no Django, no clock, no database. An evaluator's comes from the tallies themselves, everybody
else's from the tables that were shown. Where something may not be told it is None, never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from evaluation.rules import breakdown, publishing
from evaluation.rules.breakdown import Counts, Layout, Shown, Spread, row_of
from evaluation.rules.publishing import Pairs, key_of
from evaluation.rules.tallying import ALL, Step, What, Who

NOTHING: Spread = ()


@dataclass(frozen=True)
class Told:
    """How a wave answered: by value, of how many, and the (mean, median) of numbers and scores.

    `is_known` is false where nothing of it may be told. `missing` are those who said that they
    would rather not say; None where that is not told.
    """

    counts: Mapping[int, int | None] = field(default_factory=dict)
    base: int | None = None
    middle: tuple[float, float] | None = None
    missing: int | None = None
    is_known: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether no part of it is hidden."""
        return self.is_known and self.base is not None and None not in self.counts.values()


@dataclass(frozen=True)
class Moved:
    """What matched people went from and to, and the answers that are in no pair.

    `pairs` None: it may not be told how many.
    """

    moves: tuple[tuple[int, int, int], ...] = ()
    pairs: int | None = 0
    before: Spread = NOTHING
    after: Spread = NOTHING
    is_known: bool = True


UNKNOWN = Told(is_known=False)
NOT_TOLD = Moved(pairs=None, is_known=False)


class Source(Protocol):
    """Where the figures of one wave come from, and of the pairs of an after wave."""

    def responses(self, who: Who) -> int | None:
        """How many responded; None where that is not told."""

    def told(self, layout: Layout, who: Who) -> Told:
        """How they answered."""

    def people(self, who: Who) -> int | None:
        """How many were matched."""

    def moved(self, what: What, who: Who) -> Moved:
        """How matched people's answers changed."""


@dataclass(frozen=True)
class Raw:
    """As evaluators see it: everything."""

    counts: Counts
    before: Counts = field(default_factory=dict)
    pairs: Pairs = field(default_factory=dict)
    same: Mapping[What, What] = field(default_factory=dict)

    def responses(self, who: Who) -> int | None:
        return self.counts.get(Step(ALL, who), 0)

    def told(self, layout: Layout, who: Who) -> Told:
        values = breakdown.spread(self.counts, layout.what, who)
        every = dict(values)
        told = {value: every.get(value, 0) for value in layout.columns}
        base = self.counts.get(Step(layout.what, who), 0)
        is_number = not layout.columns
        missing = 0 if is_number else sum(every.values()) - sum(told.values())
        return Told(told, base, breakdown.middle(values) if is_number else None, missing)

    def people(self, who: Who) -> int | None:
        return sum(self.pairs.get((ALL, who), {}).values())

    def moved(self, what: What, who: Who) -> Moved:
        moves = self.pairs.get((what, who), {})
        spreads = (
            breakdown.spread(counts, each, who)
            for counts, each in ((self.before, self.same.get(what, what)), (self.counts, what))
        )
        before, after = publishing.unpaired(moves, *spreads)
        told = tuple((then, now, n) for (then, now), n in sorted(moves.items()))
        return Moved(told, sum(moves.values()), before, after)


@dataclass(frozen=True)
class Disclosed:
    """As everybody else sees it: the tables that were shown last, by their keys."""

    shown: Mapping[str, Shown]

    def _find(self, what: What, who: Who, *, is_pair: bool = False) -> Shown | None:
        return self.shown.get(key_of(what, by_sector=bool(who.sector), is_pair=is_pair))

    def responses(self, who: Who) -> int | None:
        found = self._find(ALL, who)
        return found.base(row_of(who)) if found else None

    def told(self, layout: Layout, who: Who) -> Told:
        found, row = self._find(layout.what, who), row_of(who)
        if found is None:
            return UNKNOWN
        counts = {} if not layout.columns else _counts(found.row(row))
        return Told(
            counts,
            _base(found, layout, row),
            _middle(found.extra.get("middles", {}).get(row)),
            None,
            is_known=bool([each for each in found.row(row).values() if each is not None]),
        )

    def people(self, who: Who) -> int | None:
        found = self._find(ALL, who, is_pair=True)
        return found.base(row_of(who)) if found else None

    def moved(self, what: What, who: Who) -> Moved:
        found, row = self._find(what, who, is_pair=True), row_of(who)
        moves = found.extra["moves"].get(row) if found else None
        if found is None or moves is None:
            return NOT_TOLD
        before, after = (
            tuple((value, number) for value, number in each)
            for each in found.extra["unpaired"].get(row, ((), ()))
        )
        told = tuple((then, now, number) for then, now, number in moves)
        return Moved(told, sum(each[2] for each in told), before, after)


def _counts(row: Mapping[str, int | None]) -> dict[int, int | None]:
    return {int(column): count for column, count in row.items()}


def _base(found: Shown, layout: Layout, row: str) -> int | None:
    if not layout.several:
        return found.base(row)
    base: int | None = found.extra["bases"].get(row)
    return base


def _middle(stored: Any) -> tuple[float, float] | None:
    return (stored[0], stored[1]) if stored else None
