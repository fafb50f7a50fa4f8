"""Who was asked a question that depends on another: as much is told as the other one tells. Pure.

How many answered “How useful was it?” is how many answered “Yes, I used it” before. So where the
earlier question hides an answer of an area, the later one hides that area, and where it shows it,
no more can have answered the later one. What is asked of one area or sector alone has its size,
so it waits until each of them is shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from evaluation.rules.breakdown import NUMBER, Gate, Shown, hidden_rows
from evaluation.rules.disclosure import TOTAL, Published, Table
from evaluation.rules.tallying import What


def asked_people(
    gate: Gate, told: Mapping[What, Shown], everybody: Published, places: Mapping[bool, Published]
) -> Published | None:
    """How many were asked, row by row, as far as it is shown; None where nothing may be told.

    `told` are the tables of earlier questions, `everybody` that of how many answered at all,
    and `places` the same by area and by sector.
    """
    if gate.place is not None:
        is_open = not (places[gate.place].is_withheld or hidden_rows(places[gate.place]))
        return everybody if is_open else None
    tables = [told[each.what] for each in gate.layouts if each.what in told]
    if len(tables) < len(gate.layouts):
        return None
    if gate.tells_of_people and None in _shown(gate, tables, TOTAL):
        return None
    rows = everybody.table.rows
    hidden = {row for row in rows if None in _shown(gate, tables, row)}
    if not gate.is_exact:
        cells = {(row, head) for row in hidden for head in (NUMBER, TOTAL)}
        return replace(everybody, hidden=everybody.hidden | cells)
    counts = tuple((_exactly(gate, tables[0], row),) for row in rows)
    cells = {(row, head) for row in hidden for head in (NUMBER, TOTAL)}
    return Published(Table(rows, (NUMBER,), counts), frozenset(cells))


def _shown(gate: Gate, tables: list[Shown], row: str) -> Iterator[int | None]:
    """What is shown, in a row, of the answers that matter."""
    for layout, shown in zip(gate.layouts, tables, strict=True):
        if gate.values:
            counts = shown.row(row)
            yield from (counts[str(value)] for value in gate.values)
        elif layout.several:
            yield shown.extra["bases"].get(row)
        else:
            yield shown.base(row)


def _exactly(gate: Gate, shown: Shown, row: str) -> int:
    """How many gave the answers that matter, in truth."""
    cells = shown.table.table.cells
    return sum(cells.get((row, str(value)), 0) for value in gate.values)
