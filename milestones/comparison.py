"""One milestone across its areas: in order, and as a strip of dots in time.

Pure: no Django, no clock, no database. Units are those of the view box, y downwards.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from milestones.axis import Axis, short_day, signed_days
from milestones.parts import DeliveryRow
from milestones.schedule import slip_words
from milestones.timeline_entries import tally_words
from partnership.dates import day_words
from partnership.lettering import text_width

WIDTH, LEFT, RIGHT = 1000.0, 12.0, 988.0
TOP, STACK, STEP, DOT = 44.0, 156.0, 13.0, 12.0
SIZE = 13.0
BY_PLACE = "area"


@dataclass(frozen=True)
class Dot:
    """An area at the day it was done or is expected."""

    x: float
    y: float
    is_done: bool
    said: str


@dataclass(frozen=True)
class Named:
    """Words at a place of the strip; `anchor` says which of its ends is at x."""

    x: float
    y: float
    said: str
    anchor: str


@dataclass(frozen=True)
class Strip:
    """The dots over an axis of days, the earliest and the latest of them named."""

    ident: str
    title: str
    axis: Axis
    dots: tuple[Dot, ...]
    names: tuple[Named, ...]
    baselines: tuple[Named, ...]
    foot: float
    height: float
    width: float = WIDTH


def in_order(rows: Sequence[DeliveryRow], order: str = "") -> list[DeliveryRow]:
    """Rows with the furthest slipped or longest overdue first; or as they are, by area."""
    if order == BY_PLACE:
        return list(rows)
    return sorted(rows, key=lambda row: -max(row.standing.slip_days, row.overdue_days))


def strip(rows: Sequence[DeliveryRow], *, reference: str) -> Strip:
    """Draw when each area was done or is expected; raises ValueError for no rows."""
    days = [day for row in rows for day in (row.standing.baseline_on, row.standing.expected_on)]
    axis = Axis.around(days, left=LEFT, right=RIGHT)
    piles = Counter(_pile(row, axis) for row in rows)
    highest = max(piles.values())
    step = min(STEP, STACK / highest)
    foot = round(TOP + highest * step + 6, 1)
    return Strip(
        ident="strip",
        title=title(rows, reference),
        axis=axis,
        dots=tuple(_dots(rows, axis, foot, step)),
        names=tuple(_names(rows, axis)),
        baselines=tuple(_baselines(rows, axis)),
        foot=foot,
        height=foot + 24,
    )


def _pile(row: DeliveryRow, axis: Axis) -> int:
    return int(axis.x(row.standing.expected_on) // DOT)


def _dots(rows: Iterable[DeliveryRow], axis: Axis, foot: float, step: float) -> Iterator[Dot]:
    """Those of about the same day stand on each other."""
    standing: Counter[int] = Counter()
    for row in rows:
        pile = _pile(row, axis)
        y = round(foot - DOT / 2 - 2 - standing[pile] * step, 1)
        standing[pile] += 1
        said = f"{row.where}: {_expected(row)}"
        x = axis.x(row.standing.expected_on)
        yield Dot(x, y, row.standing.actual_on is not None, said)


def _expected(row: DeliveryRow) -> str:
    standing = row.standing
    which = "done" if standing.actual_on else "forecast" if standing.forecast_on else "due"
    return f"{which} {day_words(standing.expected_on)}"


def _names(rows: Sequence[DeliveryRow], axis: Axis) -> Iterator[Named]:
    """The earliest area's name over its dot, and the latest's where that is another day."""
    by_day = sorted(rows, key=lambda row: row.standing.expected_on)
    first, last = by_day[0], by_day[-1]
    if first.standing.expected_on == last.standing.expected_on:
        return
    yield _named(first, rows, axis, y=34, is_last=False)
    yield _named(last, rows, axis, y=34, is_last=True)


def _named(
    row: DeliveryRow, rows: Sequence[DeliveryRow], axis: Axis, *, y: float, is_last: bool
) -> Named:
    alike = sum(r.standing.expected_on == row.standing.expected_on for r in rows) - 1
    said = f"{row.where}{f' and {alike} more' if alike else ''}"
    if row.standing.slip_days:
        said += f" {signed_days(row.standing.slip_days)}"
    x = axis.x(row.standing.expected_on)
    wide = text_width(said, SIZE)
    if is_last:
        return Named(x + 6, y, said, "end") if x - wide > LEFT else Named(x - 6, y, said, "start")
    return Named(x - 6, y, said, "start") if x + wide < RIGHT else Named(x + 6, y, said, "end")


def _baselines(rows: Iterable[DeliveryRow], axis: Axis) -> Iterator[Named]:
    for day in sorted({row.standing.baseline_on for row in rows}):
        x, said = axis.x(day), f"baseline {short_day(day)}"
        at_end = x + text_width(said, SIZE) > RIGHT
        yield Named(x, 14, said, "end" if at_end else "start")


def title(rows: Sequence[DeliveryRow], reference: str) -> str:
    """What the strip says, for those who do not see it."""
    by_day = sorted(rows, key=lambda row: row.standing.expected_on)
    words = [f"{reference} in {len(rows)}: {tally_words(rows)}."]
    for which, row in (("Earliest", by_day[0]), ("Latest", by_day[-1])):
        slip = slip_words(row.standing.slip_days)
        words.append(f"{which}: {row.where}, {_expected(row)}, {slip}.")
    return " ".join(words)
