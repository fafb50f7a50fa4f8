"""What must be hidden in a table of people by a personal characteristic, so that none shows.

Pure: no Django, no clock, no database. The rule is domain §3, "Small numbers": cells of 1 to 4
are suppressed, and further cells so that none of them can be worked out from the totals, the
other areas or what was published in an earlier quarter.

What is protected. Take every published table of one series, the first of them after an empty one.
A count of 1 to 4 people, or a change of 1 to 4 between any two of the tables, is never shown, and
whatever is shown leaves it anything from 1 to at least 5, whole numbers all: so that nobody can
tell which it is, nor even that it is small. That holds against a reader who adds and subtracts
all published numbers and knows that no count is below 0 and that answers are only ever added.
One who also knew which of the hidden counts are small is still left with two for each, where
the people in the table allow for it.

Zeros are shown: they count nobody, and domain §3 suppresses 1 to 4. A zero may be hidden beside a
small count where nothing else protects it; hidden cells all look alike, so it is no sign of one.
The number of all answers stands at every figure and is not hidden, unless it is itself, or has
changed by, 1 to 4: then the whole table is withheld, and an earlier one stands until more came.

How. Hidden cells are those that must be, then the cheapest further ones by which each comes
within reach of 1 and 5, then those that turned out unneeded are shown again. Fewer cells first,
then inner cells before totals, zeros last; among equals a secret key decides, because a reader
who could foretell the choice would learn from it. The moves and their flows: `reach`, `series`.

Limits. Tables that share totals only (characteristic by question) are protected one by one: what
is hidden in one is passed to the others as `withhold`, what is shown in one as `most`. Percentages
of a table with hidden cells are made from shown counts alone. A table whose answers were deleted
may show that fewer remain. Where nearly everybody was matched and nobody moved to another area,
the numbers of both waves may leave a hidden area fewer than five, never one.
A reader who ran this very rule on every possible table would in some tables of few people still
be left with one: it is so in 24 of the 969 tables of two by two with 16 answers, and in 6 of the
3,003 of two by three with 10.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from itertools import product

from evaluation.rules.reach import TOTAL, Cell, cheapest_way
from evaluation.rules.series import Change, Series

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
    """A table and the cells of it that are not shown; `most`: what readers know of some cells."""

    table: Table
    hidden: frozenset[Cell] = frozenset()
    most: Mapping[Cell, int] = field(default_factory=dict, hash=False)

    @property
    def is_withheld(self) -> bool:
        """Whether nothing of it is shown."""
        return WHOLE in self.hidden

    def shown(self, row: str, column: str) -> int | None:
        """The count of a cell, or of a total by TOTAL; None where it is hidden."""
        return None if (row, column) in self.hidden else self.table.cells[row, column]


def suppress(
    table: Table,
    *,
    earlier: Sequence[Published] = (),
    below: int = SMALL_BELOW,
    withhold: frozenset[Cell] = frozenset(),
    public: frozenset[Cell] = frozenset(),
    most: Mapping[Cell, int] | None = None,
    key: str = "",
) -> Published:
    """The table with what must be hidden in it; the same for the same tables and key, always.

    `earlier` are the tables already published of the same answers as they came in, oldest first,
    with their true counts. `below` is the programme's threshold: counts from 1 to below it are
    small. `withhold` are cells that must be hidden for another reason. `public` are totals that
    are printed elsewhere, such as an area's number of answers: never hidden, and known to all.
    `most` is what another table tells of this one: no more people of a row can have answered a
    question than answered at all, so where everybody did, its total is known though it is hidden.
    `key` is a secret that decides among cells that would protect equally well.
    Raises ValueError where an earlier table has rows or columns that this one has not.
    """
    now = Published(table, most=most or {})
    series = _series([*earlier, now], below, public)
    if _is_too_little_news(series):
        return replace(now, hidden=frozenset(table.cells) - public)
    must = (withhold - series.public) | _would_show(series)
    series.hidden[-1] |= must
    _protect(series, must, _prices(series, key))
    return replace(now, hidden=frozenset(series.hidden[-1]))


def _would_show(series: Series) -> frozenset[Cell]:
    """The cells of the open table that are small, or would show a small change by themselves."""
    return frozenset(
        change.cell
        for change in series.small_changes()
        if change.until == series.last and change.cell not in series.hidden[change.since]
    )


def _series(told: Sequence[Published], below: int, public: frozenset[Cell]) -> Series:
    nothing = dict.fromkeys(told[-1].table.cells, 0)
    if any(set(each.table.cells) - set(nothing) for each in told):
        raise ValueError("A later table keeps the rows and columns of the earlier ones.")
    return Series(
        tables=[nothing, *(nothing | each.table.cells for each in told)],
        hidden=[set(), *(set(each.hidden) for each in told)],
        below=below,
        public=public | {WHOLE},
        most=[{}, *(each.most for each in told)],
    )


def _is_too_little_news(series: Series) -> bool:
    """Whether so few people answered, or since an earlier table, that no table can be shown."""
    now = series.tables[-1][WHOLE]
    shown = [at for at in range(series.last) if WHOLE not in series.hidden[at]]
    return any(0 < abs(now - series.tables[at][WHOLE]) < series.below for at in shown)


@dataclass(frozen=True)
class _Aim:
    """That a small change could be larger or smaller by `need`, one of the two where both are."""

    change: Change
    larger: tuple[bool, ...]
    need: int
    by_kind: bool = False

    def along(self, series: Series) -> frozenset[Cell] | None:
        """The cells along which it is reached, the change's own among them; None: it is not."""
        for larger in self.larger:
            found = series.reached(self.change, larger=larger, need=self.need, by_kind=self.by_kind)
            if found.far >= self.need:
                return found.along | {self.change.cell}
        return None


def _protect(series: Series, must: frozenset[Cell], prices: Mapping[Cell, int]) -> None:
    """Hide further cells until every aim is reached, then show the unneeded again."""
    along = {}
    for aim in _aims(series):
        while (found := aim.along(series)) is None:
            series.hidden[-1] |= _cheapest(series, aim, prices)
        along[aim] = found
    for cell in sorted(series.hidden[-1] - must, key=lambda each: (-prices[each], each)):
        series.hidden[-1].discard(cell)
        again = {aim: aim.along(series) for aim, cells in along.items() if cell in cells}
        if None in again.values():
            series.hidden[-1].add(cell)
        else:
            along |= {aim: found for aim, found in again.items() if found is not None}


def _aims(series: Series) -> list[_Aim]:
    """What each small change must reach, as far as it can with everything hidden that may be."""
    so_far = series.hidden[-1]
    series.hidden[-1] = set(series.tables[-1]) - series.public
    aims = [aim for change in series.small_changes() for aim in _aims_of(series, change)]
    series.hidden[-1] = so_far
    return aims


def _aims_of(series: Series, change: Change) -> Iterator[_Aim]:
    """From 1 to the threshold for every reader; for one who knew what is small, another count.

    The threshold is out of reach where a public total is itself small.
    """
    size, grows = abs(change.by), change.by > 0
    for larger, need in ((grows, series.below - size), (not grows, size - 1)):
        most = series.reached(change, larger=larger, need=need, by_kind=False).far if need else 0
        if most:
            yield _Aim(change, (larger,), most)
    other = _Aim(change, (True, False), 1, by_kind=True)
    if not change.since and other.along(series) is not None:
        yield other


def _prices(series: Series, key: str) -> dict[Cell, int]:
    """What hiding a cell costs; public totals have no price.

    Counts that are not small cost alike however large, so that the choice tells nothing of them.
    """
    return {
        cell: DEAR["cell"]
        + (DEAR["total"] if TOTAL in cell else 0)
        + (DEAR["zero"] if not count else 0)
        + _lot(key, cell)
        for cell, count in series.tables[-1].items()
        if cell not in series.public
    }


def _lot(key: str, cell: Cell) -> int:
    """A number from 0 to 999 that nobody can foretell who does not know the key."""
    drawn = blake2b("\0".join((key, *cell)).encode(), digest_size=4).digest()
    return int.from_bytes(drawn) % 1_000


def _cheapest(series: Series, aim: _Aim, prices: Mapping[Cell, int]) -> frozenset[Cell]:
    """The cells to hide for an aim to come one nearer; it is known that there are some."""
    ways = []
    for span, larger in product(series.spans(aim.change), aim.larger):
        if span.last == series.last:
            hidden = series.common(span)
            dear = {cell: prices[cell] for cell in sorted(series.able(span.first, span.last))}
            slack, up = series.slack(span, by_kind=aim.by_kind), span.rises == larger
            way = cheapest_way(aim.change.cell, hidden, slack, dear, up=up, need=aim.need)
            new = {*way[1], aim.change.cell} - hidden if way else set()
            if new:
                ways.append((sum(prices[cell] for cell in new), sorted(new)))
    return frozenset(min(ways)[1])
