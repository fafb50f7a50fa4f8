"""What of a wave is shown outside the evaluators: tables by area and by sector, protected.

Pure: no Django, no clock, no database. Each question gets one table by area and one by sector;
the whole wave is the foot of the first. Which groups of people are too few, and which others
must be hidden with them, is decided once a wave by the table of all responses, so that no two
questions hide different groups; how many people a group has is what no question’s table may
exceed. What people are (age, say) is protected in all, too, and is not
broken down by sector as well; what they think is shown for the whole wave from 5 answers on.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import Any

from evaluation.rules.disclosure import TOTAL, Cell, Published, Table, suppress
from evaluation.rules.tallying import ALL, EVERYBODY, Step, What, Who

REST = "-"  # the row of those whose area or sector is not recorded
NUMBER = "n"  # the only column where there are no points to be counted
SELF = "whole"
Counts = Mapping[Step, int]
Spread = tuple[tuple[int, int], ...]  # (value, how often)


@dataclass(frozen=True)
class Layout:
    """One thing that is asked: what may be answered, and whether it says what somebody is.

    `columns` are its points; none for a number or a score. `several` may be chosen of some.
    `gate`: only those were asked it who answered an earlier question in some way.
    """

    what: What
    columns: tuple[int, ...] = ()
    is_personal: bool = False
    several: bool = False
    gate: "Gate | None" = None

    @property
    def tells_of_people(self) -> bool:
        """Whether it says what somebody is, or that somebody is of those who were asked it."""
        return self.is_personal or (self.gate is not None and self.gate.tells_of_people)

    @property
    def heads(self) -> tuple[str, ...]:
        """The columns of its table."""
        return tuple(map(str, self.columns)) or (NUMBER,)


@dataclass(frozen=True)
class Gate:
    """An earlier question, one layout for each row of a grid, and the answers that matter; none:
    whether it was answered. `is_exact`: who gave them, and nobody else, was asked what follows.
    `place`: it asked for the area (False) or the sector (True), which is no layout.
    """

    layouts: tuple[Layout, ...] = ()
    values: tuple[int, ...] = ()
    is_exact: bool = False
    place: bool | None = None

    @property
    def tells_of_people(self) -> bool:
        """Whether an earlier question says what somebody is."""
        return any(layout.tells_of_people for layout in self.layouts)


@dataclass(frozen=True)
class Rule:
    """The programme's thresholds, and the secret that decides between equals."""

    below: int = 5
    counts_only_below: int = 10
    key: str = ""


@dataclass(frozen=True)
class Shown:
    """A table as it is shown: `extra` is what else may be said of each row that is not hidden."""

    table: Published
    extra: Mapping[str, Any] = field(default_factory=dict)

    def row(self, name: str) -> dict[str, int | None]:
        """The counts of a row (TOTAL: of all) by column; None where hidden."""
        if name != TOTAL and name not in self.table.table.rows:
            return dict.fromkeys(self.table.table.columns, 0)
        return {each: self.table.shown(name, each) for each in self.table.table.columns}

    def base(self, name: str) -> int | None:
        """How many answered, of a row; None where hidden."""
        if name != TOTAL and name not in self.table.table.rows:
            return 0
        return self.table.shown(name, TOTAL)


def row_of(who: Who) -> str:
    """The name of somebody's row."""
    return who.code or TOTAL


def groups(counts: Counts, *, by_sector: bool) -> list[Who]:
    """The areas (or sectors) that anybody answered from, in an order of their own."""
    found = {step.who for step in counts if step.what == ALL and step.who != EVERYBODY}
    return sorted((each for each in found if bool(each.sector) == by_sector), key=row_of)


def columns_of(counts: Counts, layout: Layout, who: Who) -> tuple[int, ...]:
    """How often each column was answered by these people."""
    if not layout.columns:
        return (counts.get(Step(layout.what, who), 0),)
    return tuple(counts.get(Step(layout.what, who, value), 0) for value in layout.columns)


def table_of(
    rows: Mapping[str, Sequence[int]], whole: Sequence[int], heads: Sequence[str]
) -> Table:
    """A table of groups, with those who belong to none in a row of their own."""
    sums = [sum(row[at] for row in rows.values()) for at in range(len(heads))]
    rest = [each - total for each, total in zip(whole, sums, strict=True)]
    every = {name: tuple(row) for name, row in rows.items()} | {REST: tuple(rest)}
    return Table(tuple(every), tuple(heads), tuple(every.values()))


def with_rows(table: Table, names: Sequence[str]) -> Table:
    """The table with rows of nobody for names that it has not: groups that were there once."""
    missing = [each for each in names if each not in table.rows]
    nobody = (0,) * len(table.columns)
    return Table(
        (*table.rows, *missing), table.columns, (*table.counts, *(nobody for _ in missing))
    )


def protected(
    table: Table,
    earlier: Sequence[Shown],
    rule: Rule,
    *,
    name: str,
    is_personal: bool = False,
    withhold: frozenset[Cell] = frozenset(),
    public: frozenset[Cell] = frozenset(),
    most: Mapping[Cell, int] | None = None,
) -> Published:
    """The table with what must be hidden in it, given what was shown of it before.

    The totals of columns are what is shown of the whole wave; of what people are, they are
    protected like everything else. `public` and `most` are told by other tables.
    """
    full = with_rows(table, [row for each in earlier for row in each.table.table.rows])
    if not is_personal:
        public |= {(TOTAL, head) for head in full.columns}
    return suppress(
        full,
        earlier=[each.table for each in earlier],
        below=rule.below,
        withhold=withhold,
        public=public,
        most=most,
        key=f"{rule.key}:{name}",
    )


def hidden_rows(all_responses: Published) -> frozenset[str]:
    """The groups that are hidden whole: too few people, or needed to hide those."""
    return frozenset(row for row, _ in all_responses.hidden if row != TOTAL)


def withheld(rows: Collection[str], people: Published, heads: Sequence[str]) -> frozenset[Cell]:
    """The cells, of those rows, of the groups that are hidden whole in the table of people."""
    groups = hidden_rows(people).intersection(rows)
    return frozenset((row, head) for row in groups for head in (*heads, TOTAL))


def known(people: Published, heads: Sequence[str]) -> dict[Cell, int]:
    """What cannot be exceeded in those columns, because so many people there are of each row."""
    told = {row: people.shown(row, TOTAL) for row in people.table.rows}
    return {(row, head): n for row, n in told.items() if n is not None for head in heads}


def least_known(table: Table, waves: Sequence[Published]) -> dict[Cell, int]:
    """The same of people who answered both times, from how many answered each time."""
    found: dict[Cell, int] = {}
    for people in waves:
        for cell, number in known(people, (*table.columns, TOTAL)).items():
            if cell in table.cells and table.cells[cell] <= number:
                found[cell] = min(number, found.get(cell, number))
    return found


def spread(counts: Counts, what: What, who: Who) -> Spread:
    """(value, how often) of a number or a score, in its order."""
    return tuple(
        sorted(
            (step.value, number)
            for step, number in counts.items()
            if step.what == what and step.who == who and step.value is not None and number
        )
    )


def middle(values: Spread) -> tuple[float, float] | None:
    """The mean and the median; None where there is nothing."""
    every = [value for value, number in values for _ in range(number)]
    return (fmean(every), float(median(every))) if every else None


def as_json(shown: Shown) -> dict[str, Any]:
    """A table to be stored."""
    table = shown.table.table
    return {
        "rows": list(table.rows),
        "columns": list(table.columns),
        "counts": [list(row) for row in table.counts],
        "hidden": sorted(map(list, shown.table.hidden)),
        "whole": shown.base(TOTAL),
        "most": [[*cell, number] for cell, number in sorted(shown.table.most.items())],
        "extra": dict(shown.extra),
    }


def from_json(stored: Mapping[str, Any]) -> Shown:
    """A table as it was stored."""
    table = Table(
        tuple(stored["rows"]), tuple(stored["columns"]), tuple(map(tuple, stored["counts"]))
    )
    hidden = frozenset((row, column) for row, column in stored["hidden"])
    most = {(row, column): number for row, column, number in stored.get("most", ())}
    return Shown(Published(table, hidden, most), stored.get("extra", {}))
