"""How far a hidden cell could be from what it is, as far as a reader can tell. Pure.

A table with its totals is a circuit: rows and columns, the totals' own included, are junctions,
and each cell is a wire between its row and its column. Hidden cells can change together, without
any shown number changing, exactly along closed ways through hidden cells, and how far is the
largest flow through the cell's ends (L. R. Ford and D. R. Fulkerson, 1956). Flows are whole
numbers, so every value within reach belongs to a table that fits all that is shown.
"""

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

TOTAL = ""  # stands for the row or the column of totals
FREE = 10**9  # no bound

Cell = tuple[str, str]  # its row and its column
Junction = tuple[str, str]
Residual = dict[Junction, dict[Junction, int]]


@dataclass(frozen=True)
class Slack:
    """How far each cell may rise and fall by itself, and which cells are hidden so far."""

    rise: Mapping[Cell, int]
    fall: Mapping[Cell, int]


@lru_cache(maxsize=10_000)
def ends(cell: Cell) -> tuple[Junction, Junction]:
    """Where a rise of the cell leads from and to; a total runs against its row or column."""
    row, column = ("row", cell[0]), ("column", cell[1])
    is_total = (cell[0] == TOTAL) != (cell[1] == TOTAL)
    return (column, row) if is_total else (row, column)


@dataclass(frozen=True)
class Reach:
    """How far a cell can move, and along which other cells."""

    far: int
    along: frozenset[Cell]


def reach(cell: Cell, hidden: Collection[Cell], slack: Slack, *, up: bool, need: int) -> Reach:
    """How far the cell can rise or fall along hidden cells, `need` at most."""
    start, end = _way_back(cell, up)
    wires = _wires(cell, hidden, slack)
    far = _flow(wires, start, end, min(need, (slack.rise if up else slack.fall)[cell]))
    return Reach(far, frozenset(each for each in hidden if _is_used(each, cell, wires, slack)))


def _is_used(each: Cell, cell: Cell, wires: Residual, slack: Slack) -> bool:
    tail, head = ends(each)
    return each != cell and wires[tail][head] != slack.rise[each]


def cheapest_way(
    cell: Cell,
    hidden: Collection[Cell],
    slack: Slack,
    prices: Mapping[Cell, int],
    *,
    up: bool,
    need: int,
) -> tuple[int, frozenset[Cell]] | None:
    """The price and the cells to hide so that the cell reaches one further; None: no way.

    `prices` are those of the cells that may be hidden; what is hidden already costs nothing.
    No cells where those that are hidden are enough.
    """
    start, end = _way_back(cell, up)
    most = min(need, (slack.rise if up else slack.fall)[cell])
    used = _wires(cell, hidden, slack)
    if _flow(used, start, end, most) == most:
        return (0, frozenset()) if most else None
    new = {wire: each for each in prices if each not in hidden for wire in _both(ends(each))}
    wires = _wires(cell, {*hidden, *prices}, slack)
    for junction, left in used.items():
        wires[junction].update(left)
    found = _shortest(wires, start, end, {wire: prices[each] for wire, each in new.items()})
    return (found[0], frozenset(new[step] for step in found[1] if step in new)) if found else None


def _both(wire: tuple[Junction, Junction]) -> tuple[tuple[Junction, Junction], ...]:
    return wire, wire[::-1]


def _way_back(cell: Cell, up: bool) -> tuple[Junction, Junction]:
    """From where to where the others must make up for a change of the cell."""
    tail, head = ends(cell)
    return (head, tail) if up else (tail, head)


def _wires(cell: Cell, hidden: Collection[Cell], slack: Slack) -> Residual:
    """What each wire of the hidden cells, but the cell's own, can carry each way."""
    wires: Residual = {}
    for each in sorted(hidden):
        if each != cell:
            tail, head = ends(each)
            wires.setdefault(tail, {})[head] = slack.rise[each]
            wires.setdefault(head, {})[tail] = slack.fall[each]
    return wires


def _flow(wires: Residual, start: Junction, end: Junction, need: int) -> int:
    """The flow from start to end, `need` at most; `wires` keep what is left of them."""
    flowing = 0
    while flowing < need and (way := _open_way(wires, start, end)):
        least = min(need - flowing, *(wires[here][there] for here, there in way))
        for here, there in way:
            wires[here][there] -= least
            wires[there][here] += least
        flowing += least
    return flowing


def _open_way(
    wires: Residual, start: Junction, end: Junction
) -> list[tuple[Junction, Junction]] | None:
    came_from: dict[Junction, Junction] = {start: start}
    queue = deque([start])
    while queue and end not in came_from:
        here = queue.popleft()
        for there, left in wires.get(here, {}).items():
            if left and there not in came_from:
                came_from[there] = here
                queue.append(there)
    return _steps(came_from, start, end) if end in came_from else None


def _steps(
    came_from: Mapping[Junction, Junction], start: Junction, end: Junction
) -> list[tuple[Junction, Junction]]:
    steps, here = [], end
    while here != start:
        steps.append((came_from[here], here))
        here = came_from[here]
    return steps


def _shortest(
    wires: Residual,
    start: Junction,
    end: Junction,
    cost: Mapping[tuple[Junction, Junction], int],
) -> tuple[int, list[tuple[Junction, Junction]]] | None:
    """The way of the least cost (E. W. Dijkstra, 1959); equal costs by the junctions' order."""
    known, came_from = {start: 0}, {start: start}
    queue = [(0, start)]
    while queue:
        so_far, here = heappop(queue)
        if here == end:
            return so_far, _steps(came_from, start, end)
        for there, left in wires.get(here, {}).items():
            price = so_far + cost.get((here, there), 0)
            if left and price < known.get(there, FREE):
                known[there], came_from[there] = price, here
                heappush(queue, (price, there))
    return None
