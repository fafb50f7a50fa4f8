"""What a word on a delivery would mean, told before it is saved.

Pure: no Django, no clock, no database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from milestones.knock_on import Network, pushed_by
from milestones.parts import DeliveryRow
from milestones.schedule import Standing, Status, Tolerances, status
from partnership.dates import day_words


@dataclass(frozen=True)
class PushedRow:
    """A delivery that would be pushed: its row, to which day, and by how many days."""

    row: DeliveryRow
    to: date
    days: int


@dataclass(frozen=True)
class Consequence:
    """How a delivery would stand, its status then, and what it would push."""

    standing: Standing
    status: Status
    pushed: tuple[PushedRow, ...]

    @property
    def slip_words(self) -> str:
        """37 days later than baseline; on the baseline date; nothing where no date was said."""
        slip = self.standing.slip
        if slip is None:
            return ""
        if not slip:
            return "On the baseline date"
        days = f"{abs(slip):,} day{'' if abs(slip) == 1 else 's'}"
        return f"{days} {'later' if slip > 0 else 'earlier'} than baseline"

    def push_words(self, area_slug: str) -> str:
        """Pushes M5 in this area to 5 May 2020; nothing where nothing is pushed."""
        if not self.pushed:
            return ""
        each = [f"{_named(one.row, area_slug)} to {day_words(one.to)}" for one in self.pushed]
        return f"Pushes {', '.join(each)}."


def _named(row: DeliveryRow, area_slug: str) -> str:
    if not row.area_slug:
        return f"{row.milestone.reference} of the whole programme"
    where = "this area" if row.area_slug == area_slug else row.area
    return f"{row.milestone.reference} in {where}"


def consequence(
    network: Network,
    key: int,
    standing: Standing,
    *,
    rows: Iterable[DeliveryRow],
    tolerances: Tolerances,
) -> Consequence:
    """What follows where delivery `key` stands so; `rows` are those that may be named."""
    needs = [other.standing for other in network.before(network.by_key[key])]
    there = {row.key: row for row in rows}
    return Consequence(
        standing=standing,
        status=status(standing, on=network.on, tolerances=tolerances, needs=needs),
        pushed=tuple(
            PushedRow(there[each.key], each.to, each.days)
            for each in pushed_by(network, key, standing)
            if each.key in there
        ),
    )
