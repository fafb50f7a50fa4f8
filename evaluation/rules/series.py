"""Tables of the same answers as they came in, and how far what is hidden in them could differ.

Pure. Used by `disclosure`; the moves are those of `reach`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from evaluation.rules.reach import FREE, Cell, Reach, Slack, reach


@dataclass(frozen=True)
class Change:
    """That a cell changed from one table (0: the empty one) to another by a few people."""

    cell: Cell
    since: int
    until: int
    by: int


@dataclass(frozen=True)
class Span:
    """A move of all tables from first to last; `rises`: a rise makes the change larger."""

    first: int
    last: int
    rises: bool


@dataclass
class Series:
    """The tables, an empty one first, and the cells hidden in each; the last is still open.

    Counts from 1 to below `below` are small. `public` cells are never hidden. `most` is what
    readers know of each table that a cell of it can't exceed.
    """

    tables: list[dict[Cell, int]]
    hidden: list[set[Cell]]
    below: int
    public: frozenset[Cell]
    most: list[Mapping[Cell, int]]
    kept: dict[tuple[int, int, bool], Slack] = field(default_factory=dict)
    kept_able: dict[tuple[int, int], frozenset[Cell]] = field(default_factory=dict)

    @property
    def last(self) -> int:
        return len(self.tables) - 1

    def small_changes(self) -> list[Change]:
        """All changes by a small number of people, small counts among them."""
        return [
            Change(cell, since, until, now - self.tables[since][cell])
            for until in range(1, self.last + 1)
            for since in range(until)
            for cell, now in self.tables[until].items()
            if cell not in self.public
            if 0 < abs(now - self.tables[since][cell]) < self.below
        ]

    def slack(self, span: Span, *, by_kind: bool) -> Slack:
        """How far each cell may move in the tables of the span and in no other.

        `by_kind`: for a reader who somehow knew which counts are small and which are 0.
        """
        key = (span.first, span.last, by_kind)
        if key not in self.kept:
            cells = self.tables[0]
            fall = {cell: self._fall(cell, span, by_kind) for cell in cells}
            rise = {cell: self._rise(cell, span, by_kind) for cell in cells}
            self.kept[key] = Slack(rise, fall)
        return self.kept[key]

    def _fall(self, cell: Cell, span: Span, by_kind: bool) -> int:
        within = [table[cell] for table in self.tables[span.first : span.last + 1]]
        least = min(within[0] - self.tables[span.first - 1][cell], *within)
        if by_kind:
            least = min(least, *(count - self._bounds(count)[0] for count in within))
        return max(0, least)

    def _rise(self, cell: Cell, span: Span, by_kind: bool) -> int:
        within = [table[cell] for table in self.tables[span.first : span.last + 1]]
        known = [each.get(cell, FREE) for each in self.most[span.first : span.last + 1]]
        most = min(bound - count for bound, count in zip(known, within, strict=True))
        if span.last < self.last:
            most = min(most, self.tables[span.last + 1][cell] - within[-1])
        if by_kind:
            most = min(most, *(self._bounds(count)[1] - count for count in within))
        return max(0, most)

    def _bounds(self, count: int) -> tuple[int, int]:
        """The lowest and highest count of the same kind: none, small or neither."""
        if count >= self.below:
            return self.below, FREE
        return (1, self.below - 1) if count else (0, 0)

    def spans(self, change: Change) -> Iterator[Span]:
        """The moves that alter the change."""
        for first in range(1, self.last + 1):
            for last in range(first, self.last + 1):
                has_until, has_since = (first <= at <= last for at in (change.until, change.since))
                if has_until != has_since and change.cell in self.able(first, last):
                    yield Span(first, last, rises=has_until)

    def able(self, first: int, last: int) -> frozenset[Cell]:
        """The cells that are hidden in all those tables, or may yet be in the open one."""
        if (first, last) not in self.kept_able:
            closed = self.hidden[first : min(last + 1, self.last)]
            public = self.public if last == self.last else frozenset()
            able = frozenset(self.tables[0]).intersection(*closed) - public
            self.kept_able[first, last] = able
        return self.kept_able[first, last]

    def common(self, span: Span) -> frozenset[Cell]:
        """The cells that are hidden in all tables of the span."""
        able = self.able(span.first, span.last)
        return able & self.hidden[-1] if span.last == self.last else able

    def reached(self, change: Change, *, larger: bool, need: int, by_kind: bool) -> Reach:
        """How much larger or smaller than it is the change may be, `need` at most.

        Moves that last until the open table are independent of each other, so they add up,
        unless answers were deleted, a count has a most, or a move must keep counts of their kind.
        """
        adds_up = self.only_grows and not by_kind and not any(self.most)
        best = lasting = Reach(0, frozenset())
        for span in self.spans(change):
            hidden = self.common(span)
            if best.far < need and change.cell in hidden:
                slack, up = self.slack(span, by_kind=by_kind), span.rises == larger
                found = reach(change.cell, hidden, slack, up=up, need=need)
                if span.last == self.last and adds_up:
                    lasting = Reach(lasting.far + found.far, lasting.along | found.along)
                    found = lasting
                best = max(best, found, key=lambda each: each.far)
        return best

    @cached_property
    def only_grows(self) -> bool:
        """Whether no count is lower than in an earlier table."""
        return all(
            count <= later[cell]
            for earlier, later in pairwise(self.tables)
            for cell, count in earlier.items()
        )
