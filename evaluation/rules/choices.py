"""Questions of which several answers may be chosen: each answer is a table of its own. Pure.

Who chose an answer and who did not are both people: where all but a few of an area chose it, the
few are protected as well. How many answered at all is a table before that, because their number
stands beside each answer.
"""

from collections.abc import Iterator, Mapping, Sequence

from evaluation.rules.breakdown import (
    NUMBER,
    Layout,
    Rule,
    Shown,
    as_json,
    from_json,
    known,
    protected,
    table_of,
    withheld,
)
from evaluation.rules.disclosure import TOTAL, Cell, Published, Table

HEADS = CHOSE, DID_NOT = ("1", "0")
WHOLE = (TOTAL, TOTAL)


def protected_choices(
    chosen: Table,
    bases: Mapping[str, int],
    layout: Layout,
    everybody: Published,
    earlier: Sequence[Shown],
    rule: Rule,
    *,
    name: str,
) -> Shown:
    """What is shown of `chosen`, where `bases` answered (TOTAL: in all) of `everybody`."""
    rows = {row: (number,) for row, number in bases.items() if row != TOTAL}
    answered = protected(
        table_of(rows, (bases[TOTAL],), (NUMBER,)),
        [Shown(_answered(each).table) for each in earlier],
        rule,
        name=f"{name}:answered",
        is_personal=True,
        withhold=withheld(everybody.table.rows, everybody, (NUMBER,)),
        most=known(everybody, (NUMBER, TOTAL)),
    )
    hidden: set[Cell] = set(chosen.cells) if answered.is_withheld else set()
    if not hidden:
        for column in chosen.columns:
            hidden.update(_hidden_of(column, chosen, answered, layout, earlier, rule, name))
    told = {row: answered.shown(row, TOTAL) for row in (*bases, TOTAL)}
    return Shown(
        Published(chosen, frozenset(hidden)),
        {
            "bases": {row: number for row, number in told.items() if number is not None},
            "answered": as_json(Shown(answered)),
        },
    )


def _hidden_of(
    column: str,
    chosen: Table,
    answered: Published,
    layout: Layout,
    earlier: Sequence[Shown],
    rule: Rule,
    name: str,
) -> Iterator[Cell]:
    """The rows in which one answer is hidden, and TOTAL."""
    found = protected(
        _option(column, chosen, answered.table),
        [Shown(_shown_option(column, each)) for each in earlier],
        rule,
        name=f"{name}:{column}",
        is_personal=layout.is_personal,
        withhold=withheld(answered.table.rows, answered, HEADS),
        public=frozenset(cell for cell in answered.table.cells if cell[1] == TOTAL)
        - answered.hidden,
    )
    return ((row, column) for row, head in found.hidden if head in HEADS)


def _option(column: str, chosen: Table, answered: Table) -> Table:
    """Who chose one answer, and who answered and did not, row by row."""
    chose = {row: chosen.cells.get((row, column), 0) for row in answered.rows}
    counts = tuple((n, answered.cells[row, TOTAL] - n) for row, n in chose.items())
    return Table(answered.rows, HEADS, counts)


def _shown_option(column: str, earlier: Shown) -> Published:
    """The same as it was shown once; what was hidden of one was hidden of the other."""
    answered, chosen = _answered(earlier).table, earlier.table
    hidden = {(row, head) for row, each in chosen.hidden if each == column for head in HEADS}
    bases = {(row, TOTAL) for row, head in answered.hidden if head == TOTAL}
    return Published(_option(column, chosen.table, answered.table), frozenset(hidden | bases))


def _answered(earlier: Shown) -> Shown:
    """How many had answered at all, as it was shown once."""
    return from_json(earlier.extra["answered"])
