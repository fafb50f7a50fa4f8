"""A reader who tries to work out hidden cells: whole-number programming over all that is shown."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from evaluation.rules.disclosure import TOTAL, Cell, Published


class Attack:
    """What is known of the tables of a series, and the least and most that any sum may be."""

    def __init__(self, tables: Sequence[Published]) -> None:
        cells = [(at, cell) for at, each in enumerate(tables) for cell in each.table.cells]
        self.places = {key: place for place, key in enumerate(cells)}
        self.truth = np.array([tables[at].table.cells[cell] for at, cell in cells])
        self.rows: list[np.ndarray] = []
        self.low: list[float] = []
        self.high: list[float] = []
        for at, each in enumerate(tables):
            self._totals(at, each)
            self._shown(at, each)
            if at:
                self._only_added(at, each)

    def _know(self, terms: dict[tuple[int, Cell], int], low: float, high: float) -> None:
        row = np.zeros(len(self.places))
        for key, factor in terms.items():
            row[self.places[key]] += factor
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def _totals(self, at: int, told: Published) -> None:
        rows, columns = told.table.rows, told.table.columns
        for row in (*rows, TOTAL):
            self._know({(at, (row, c)): 1 for c in columns} | {(at, (row, TOTAL)): -1}, 0, 0)
        for column in (*columns, TOTAL):
            self._know({(at, (r, column)): 1 for r in rows} | {(at, (TOTAL, column)): -1}, 0, 0)

    def _shown(self, at: int, told: Published) -> None:
        for cell in told.table.cells:
            if (count := told.shown(*cell)) is not None:
                self._know({(at, cell): 1}, count, count)

    def _only_added(self, at: int, told: Published) -> None:
        for cell in told.table.cells:
            self._know({(at, cell): 1, (at - 1, cell): -1}, 0, np.inf)

    def range(self, terms: dict[tuple[int, Cell], int]) -> tuple[int, int]:
        """The least and most of a sum of cells, in whole numbers from 0 to 1,000."""
        aim = np.zeros(len(self.places))
        for key, factor in terms.items():
            aim[self.places[key]] += factor
        least, most = -self._most(-aim), self._most(aim)
        assert least <= aim @ self.truth <= most, "The solver is wrong: this is so."
        return least, most

    def _most(self, aim: np.ndarray) -> int:
        found = milp(
            -aim,
            constraints=LinearConstraint(np.array(self.rows), self.low, self.high),
            integrality=np.ones(len(aim)),
            bounds=Bounds(0, 1_000),
            options={"presolve": False},  # with it SciPy 1.17.1 finds ranges without the truth
        )
        assert found.status == 0, found.message
        return round(-found.fun)
