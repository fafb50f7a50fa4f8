"""The heat map of a register: how many entries, and which, at each likelihood and impact.

Pure: no Django, no clock, no database.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from milestones.parts import RiskRow
from milestones.risk_chart import key_of
from milestones.risk_rules import IMPACT, LIKELIHOOD, impact_words, level_of, likelihood_words

NAMED = 6  # references in a cell; more open the list


@dataclass(frozen=True)
class MapCell:
    """One likelihood × impact; `rows` are the entries there, the first ones named."""

    likelihood: int
    impact: int
    rows: tuple[RiskRow, ...]

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def level(self) -> str:
        """High."""
        level = level_of(self.score)
        assert level
        return level.value

    @property
    def key(self) -> str:
        """The level's name in style sheets."""
        level = level_of(self.score)
        assert level
        return key_of(level)

    @property
    def named(self) -> tuple[RiskRow, ...]:
        return self.rows[:NAMED]

    @property
    def more(self) -> int:
        """How many entries the cell does not name."""
        return len(self.rows) - len(self.named)


@dataclass(frozen=True)
class MapRow:
    """One likelihood, with a cell for every impact."""

    words: str
    cells: tuple[MapCell, ...]


@dataclass(frozen=True)
class HeatMap:
    """The open entries that are scored, most likely first; and those that are not."""

    heads: tuple[str, ...]
    rows: tuple[MapRow, ...]
    unscored: tuple[RiskRow, ...]


def heat_map(register: Iterable[RiskRow]) -> HeatMap:
    """The heat map of a register's open entries."""
    at: dict[tuple[int | None, int | None], list[RiskRow]] = defaultdict(list)
    for row in register:
        if row.is_open:
            at[row.likelihood, row.impact].append(row)
    return HeatMap(
        heads=tuple(impact_words(impact) for impact in IMPACT),
        rows=tuple(
            MapRow(
                likelihood_words(likelihood),
                tuple(
                    MapCell(likelihood, impact, tuple(at.get((likelihood, impact), ())))
                    for impact in IMPACT
                ),
            )
            for likelihood in reversed(LIKELIHOOD)
        ),
        unscored=tuple(row for rows in at.values() for row in rows if row.score is None),
    )
