"""What must be hidden in a table of people by a personal characteristic, so that none shows.

Pure: no Django, no clock, no database. The rule is domain §3, "Small numbers": cells of 1 to 4
are suppressed, and further cells so that none of them can be worked out from the totals, the
other areas or what was published in an earlier quarter.

What is protected. Take every published table of one series, the first of them after an empty one.
A count of 1 to 4 people, or a change of 1 to 4 between any two of the tables, is never shown, and
whatever is shown leaves it anything from 1 to at least 5, whole numbers all: so that nobody can
tell which it is, nor even that it is small. That holds against a reader who adds and subtracts
all published numbers and knows that no count is below 0 and that answers are only ever added.

Zeros are shown: they count nobody, and domain §3 suppresses 1 to 4. A zero may be hidden beside a
small count where nothing else protects it; hidden cells all look alike, so it is no sign of one.
The number of all answers stands at every figure and is not hidden, unless it is itself, or has
changed by, 1 to 4: then the whole table is withheld, and an earlier one stands until more came.

How. Hidden cells are those that must be, then the cheapest further ones by which each comes
within reach of 1 and 5, then those that turned out unneeded are shown again. Fewer cells first,
then inner cells before totals, then small ones; zeros last. `Slack` and the flows: `reach.py`.

Limits. Tables that share totals only (characteristic by question) are protected one by one: what
is hidden in one is passed to the others as `withhold`. Percentages of a table with hidden cells
are made from shown counts alone. A table whose answers were deleted may show that fewer remain.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from evaluation.rules.reach import FREE, TOTAL, Cell, Reach, Slack, cheapest_way, reach

__all__ = ["TOTAL", "Cell", "Published", "Table", "suppress"]

SMALL_BELOW = 5
WHOLE = (TOTAL, TOTAL)
DEAR = {"cell": 10_000, "total": 5_000, "zero": 20_000}


@dataclass(frozen=True)
class Table:
    """Counts of people, row by row. Raises ValueError where it is no table of counts."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        shape = [len(row) for row in self.counts]
        if shape != [len(self.columns)] * len(self.rows) or not self.columns:
            raise ValueError("A table has a count for each row and column.")
        for labels in (self.rows, self.columns):
            if len(set(labels)) < len(labels) or TOTAL in labels:
                raise ValueError("Rows and columns have names of their own.")
        if any(count < 0 for row in self.counts for count in row):
            raise ValueError("A count of people is not below 0.")

    @cached_property
    def cells(self) -> dict[Cell, int]:
        """Every count by its row and column, with all totals under TOTAL."""
        told = dict.fromkeys(
            ((row, column) for row in (*self.rows, TOTAL) for column in (*self.columns, TOTAL)), 0
        )
        for row, counts in zip(self.rows, self.counts, strict=True):
            for column, count in zip(self.columns, counts, strict=True):
                for cell in ((row, column), (row, TOTAL), (TOTAL, column), WHOLE):
                    told[cell] += count
        return told


@dataclass(frozen=True)
class Published:
    """A table and the cells of it that are not shown."""

    table: Table
    hidden: frozenset[Cell] = frozenset()

    @property
    def is_withheld(self) -> bool:
        """Whether nothing of it is shown."""
        return WHOLE in self.hidden

    def shown(self, row: str, column: str) -> int | None:
        """The count of a cell, or of a total by TOTAL; None where it is hidden."""
        return None if (row, column) in self.hidden else self.table.cells[row, column]


@dataclass(frozen=True)
class _Change:
    """That a cell changed from one table (0: the empty one) to another by a few people."""

    cell: Cell
    since: int
    until: int
    by: int


@dataclass
class _Series:
    """The tables of a series, first to last, and what is hidden in each; the last is open."""

    tables: list[dict[Cell, int]]
    hidden: list[set[Cell]]
    below: int
    public: frozenset[Cell]
    kept: dict[tuple[int, int], Slack] = field(default_factory=dict)

    @property
    def last(self) -> int:
        return len(self.tables) - 1

    def small_changes(self) -> list[_Change]:
        """All changes of 1 to 4 people that nobody may learn of."""
        return [
            _Change(cell, since, until, now - self.tables[since][cell])
            for until in range(1, self.last + 1)
            for since in range(until)
            for cell, now in self.tables[until].items()
            if cell not in self.public
            if 0 < abs(now - self.tables[since][cell]) < self.below
        ]

    def slack(self, first: int, last: int) -> Slack:
        """How far cells may move in all tables from first to last and in no other."""
        if (first, last) not in self.kept:
            within = self.tables[first : last + 1]
            fall = {
                cell: max(0, min(count - self.tables[first - 1][cell], *(t[cell] for t in within)))
                for cell, count in self.tables[first].items()
            }
            rise = dict.fromkeys(fall, FREE)
            if last < self.last:
                after = self.tables[last + 1]
                rise = {cell: max(0, after[cell] - n) for cell, n in self.tables[last].items()}
            self.kept[first, last] = Slack(rise, fall)
        return self.kept[first, last]

    def spans(self, change: _Change) -> Iterator[tuple[int, int, bool]]:
        """From which table to which a move alters the change, and whether up makes it larger."""
        for first in range(1, self.last + 1):
            for last in range(first, self.last + 1):
                has_until, has_since = (first <= at <= last for at in (change.until, change.since))
                if has_until != has_since and self._can_move(change.cell, first, last):
                    yield first, last, has_until

    def _can_move(self, cell: Cell, first: int, last: int) -> bool:
        """Whether the cell is hidden in all those tables, or may yet be in the last one."""
        return all(cell in self.hidden[at] for at in range(first, last + 1) if at < self.last) and (
            last < self.last or cell not in self.public
        )

    def common(self, first: int, last: int) -> set[Cell]:
        """The cells that are hidden in all tables from first to last."""
        return set.intersection(*self.hidden[first : last + 1])

    def reached(self, change: _Change, *, larger: bool, need: int) -> Reach:
        """How much larger or smaller than it is the change may be, `need` at most.

        Moves that last until the newest table are independent of each other, so they add up,
        unless answers were deleted.
        """
        best = lasting = Reach(0, frozenset())
        for first, last, rises in self.spans(change):
            hidden = self.common(first, last)
            if best.far < need and change.cell in hidden:
                slack, up = self.slack(first, last), rises == larger
                found = reach(change.cell, hidden, slack, up=up, need=need)
                if last == self.last and self.only_grows:
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


def suppress(
    table: Table,
    *,
    earlier: Sequence[Published] = (),
    below: int = SMALL_BELOW,
    withhold: frozenset[Cell] = frozenset(),
    public: frozenset[Cell] = frozenset(),
) -> Published:
    """The table with what must be hidden in it; the same for the same tables, always.

    `earlier` are the tables already published of the same answers as they came in, oldest first,
    with their true counts. `below` is the programme's threshold: counts from 1 to below it are
    small. `withhold` are cells that must be hidden for another reason. `public` are totals that
    are printed elsewhere, such as an area's number of answers: never hidden, and known to all.
    Raises ValueError where an earlier table has rows or columns that this one has not.
    """
    series = _series(table, earlier, below, public)
    if _is_too_little_news(series):
        return Published(table, frozenset(table.cells) - public)
    hidden = series.hidden[-1]
    hidden |= withhold - series.public
    hidden |= {
        change.cell
        for change in series.small_changes()
        if change.until == series.last and change.cell not in series.hidden[change.since]
    }
    must = frozenset(hidden)
    _protect(series, must)
    return Published(table, frozenset(hidden))


def _series(
    table: Table, earlier: Sequence[Published], below: int, public: frozenset[Cell]
) -> _Series:
    nothing = dict.fromkeys(table.cells, 0)
    if any(set(each.table.cells) - set(nothing) for each in earlier):
        raise ValueError("A later table keeps the rows and columns of the earlier ones.")
    return _Series(
        tables=[nothing, *(nothing | each.table.cells for each in earlier), table.cells],
        hidden=[set(), *(set(each.hidden) for each in earlier), set()],
        below=below,
        public=public | {WHOLE},
    )


def _is_too_little_news(series: _Series) -> bool:
    """Whether so few people answered, or since an earlier table, that no table can be shown."""
    now = series.tables[-1][WHOLE]
    shown = [at for at in range(series.last) if WHOLE not in series.hidden[at]]
    return any(0 < abs(now - series.tables[at][WHOLE]) < series.below for at in shown)


Aim = tuple[_Change, bool, int]  # a change, whether to make it larger, and by how much


def _protect(series: _Series, must: frozenset[Cell]) -> None:
    """Hide further cells until every small change has its reach, then show the unneeded."""
    prices = _prices(series)
    along = {}
    for aim in _aims(series):
        while (found := _reached(series, aim)) is None:
            series.hidden[-1] |= _cheapest(series, aim, prices)
        along[aim] = found
    for cell in sorted(series.hidden[-1] - must, key=lambda each: (-prices[each], each)):
        series.hidden[-1].discard(cell)
        again = {aim: _reached(series, aim) for aim, cells in along.items() if cell in cells}
        if None in again.values():
            series.hidden[-1].add(cell)
        else:
            along |= {aim: found for aim, found in again.items() if found is not None}


def _aims(series: _Series) -> list[Aim]:
    """How far each small change must reach: from 1 to the threshold, or as far as can be.

    It can't be that far where a public total is itself small.
    """
    so_far = series.hidden[-1]
    series.hidden[-1] = set(series.tables[-1]) - series.public
    aims = []
    for change in series.small_changes():
        size = abs(change.by)
        for away, need in ((True, series.below - size), (False, size - 1)):
            larger = away == (change.by > 0)
            most = series.reached(change, larger=larger, need=need).far if need else 0
            aims.append((change, larger, most))
    series.hidden[-1] = so_far
    return [aim for aim in aims if aim[2]]


def _reached(series: _Series, aim: Aim) -> frozenset[Cell] | None:
    """The cells along which an aim is reached, the change's own among them; None: it is not."""
    change, larger, need = aim
    found = series.reached(change, larger=larger, need=need)
    return found.along | {change.cell} if found.far >= need else None


def _prices(series: _Series) -> dict[Cell, int]:
    """What hiding a cell costs; public totals have no price."""
    return {
        cell: DEAR["cell"]
        + (DEAR["total"] if TOTAL in cell else 0)
        + (DEAR["zero"] if not count else 0)
        + min(count, 4_000)
        for cell, count in series.tables[-1].items()
        if cell not in series.public
    }


def _cheapest(series: _Series, aim: Aim, prices: Mapping[Cell, int]) -> frozenset[Cell]:
    """The cells to hide for an aim to come one nearer; it is known that there are some."""
    change, larger, need = aim
    ways = []
    for first, last, rises in series.spans(change):
        if last == series.last:
            hidden = series.common(first, last)
            before = series.common(first, last - 1) if first < last else set(prices)
            way = cheapest_way(
                change.cell,
                hidden,
                series.slack(first, last),
                {cell: prices[cell] for cell in sorted(before) if cell in prices},
                up=rises == larger,
                need=need,
            )
            if way:
                own = frozenset({change.cell} - hidden)
                ways.append((way[0] + sum(prices[cell] for cell in own), sorted(way[1] | own)))
    return frozenset(min(ways)[1])
