"""The milestone trend: what was expected at each update, area by area.

Pure: no Django, no clock, no database. The day of the update runs to the right, the day
that was then expected runs up: a level line keeps its date, a climbing one slips. A line
begins on its baseline and holds each date until the next update.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from milestones.axis import Axis, short_day
from milestones.schedule import slip_words
from partnership.dates import day_words

WIDTH, HEIGHT = 1000.0, 386.0
LEFT, RIGHT, TOP, FOOT = 84.0, 730.0, 26.0, 344.0
MOST_LINES = 6  # that can be told apart and named beside each other
NAME_ROOM = 32.0  # of a name and the day below it
BEYOND = 92  # days after the last update within which the drawing goes on


@dataclass(frozen=True)
class TrendPoint:
    """One update: the day it was reported, and what was expected (or when it was done)."""

    reported_on: date
    expected_on: date
    is_done: bool
    reason: str = ""


@dataclass(frozen=True)
class TrendLine:
    """All updates of one delivery by a day, the first first."""

    where: str
    area_slug: str
    baseline_on: date
    points: tuple[TrendPoint, ...]

    @property
    def last_on(self) -> date:
        """What is expected now; the baseline before any update."""
        return self.points[-1].expected_on if self.points else self.baseline_on

    @property
    def slip_days(self) -> int:
        """From the baseline to what is expected now."""
        return (self.last_on - self.baseline_on).days

    @property
    def is_done(self) -> bool:
        return bool(self.points) and self.points[-1].is_done

    @property
    def moves(self) -> int:
        """How often another date was said than the one before."""
        said = [self.baseline_on, *(point.expected_on for point in self.points)]
        return sum(now != then for then, now in pairwise(said))

    @property
    def sentence(self) -> str:
        """Midlothian: baseline 31 August 2019, moved twice, forecast 24 October 2019, …"""
        often = {0: "never moved", 1: "moved once", 2: "moved twice"}
        words = [
            f"baseline {day_words(self.baseline_on)}",
            often.get(self.moves, f"moved {self.moves} times"),
            f"{'done' if self.is_done else 'expected'} {day_words(self.last_on)}",
            slip_words(self.slip_days),
        ]
        return f"{self.where}: {', '.join(words if self.points else [words[0], 'no update'])}"


@dataclass(frozen=True)
class DrawnLine:
    """A line in the drawing; `number` gives its look, `name_y` is where its name stands."""

    line: TrendLine
    number: int
    path: str
    dots: tuple[tuple[float, float], ...]
    end: tuple[float, float]
    name_y: float
    said: str


@dataclass(frozen=True)
class Baseline:
    """A level line at the day of the baseline."""

    y: float
    said: str


@dataclass(frozen=True)
class Trend:
    """The drawing of some lines, and in words what they are; no `lines`: nothing to draw."""

    ident: str
    title: str
    left_out: int
    lines: tuple[DrawnLine, ...]
    baselines: tuple[Baseline, ...]
    across: Axis | None
    up: Axis | None
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = RIGHT
    top: float = TOP
    foot: float = FOOT

    @property
    def rows(self) -> Iterator[tuple[TrendLine, TrendPoint, str]]:
        """Every update that is drawn with its slip in words, for the table of the same."""
        for drawn in self.lines:
            for point in drawn.line.points:
                slip = (point.expected_on - drawn.line.baseline_on).days
                yield drawn.line, point, slip_words(slip)


def draw_trend(
    lines: Sequence[TrendLine],
    *,
    reference: str,
    as_at: date,
    area: str = "",
    ident: str = "trend",
) -> Trend:
    """Draw the lines of one area, or of those furthest from their baseline."""
    of_area = [line for line in lines if line.area_slug == area] if area else list(lines)
    shown = _furthest([line for line in of_area if line.points])
    left_out = len(of_area) - len(shown)
    title = _title(reference, shown)
    if not shown:
        return Trend(ident, title, left_out, (), (), None, None)
    across = _across(shown, as_at)
    days = [day for line in shown for day in _days(line)]
    up = Axis.around(days, left=FOOT, right=TOP, least_room=26)
    drawn = _drawn(shown, across, up, as_at)
    return Trend(ident, title, left_out, drawn, _baselines(shown, up), across, up)


def _furthest(lines: Sequence[TrendLine]) -> list[TrendLine]:
    """As many lines as can be told apart, those furthest from their baseline, in their order."""
    far = sorted(lines, key=lambda line: -abs(line.slip_days))[:MOST_LINES]
    return [line for line in lines if line in far]


def _title(reference: str, lines: Sequence[TrendLine]) -> str:
    if not lines:
        return f"{reference}: no update was reported."
    said = ". ".join(line.sentence for line in lines)
    return f"When {reference} was expected, by the day it was reported. {said}."


def _days(line: TrendLine) -> list[date]:
    return [line.baseline_on, *(point.expected_on for point in line.points)]


def _across(lines: Sequence[TrendLine], as_at: date) -> Axis:
    """From the first update to the day looked at, or to the last update where that is long past."""
    reported = [point.reported_on for line in lines for point in line.points]
    last = max(reported)
    days = [*reported, as_at if (as_at - last).days <= BEYOND else last]
    return Axis.around(days, left=LEFT, right=RIGHT)


def _baselines(lines: Sequence[TrendLine], up: Axis) -> tuple[Baseline, ...]:
    days = sorted({line.baseline_on for line in lines})
    return tuple(Baseline(up.x(day), f"baseline {short_day(day)}") for day in days)


def _drawn(
    lines: Sequence[TrendLine], across: Axis, up: Axis, as_at: date
) -> tuple[DrawnLine, ...]:
    names = _apart([up.x(line.last_on) for line in lines])
    return tuple(
        _drawn_line(line, number, names[number - 1], across, up, as_at)
        for number, line in enumerate(lines, 1)
    )


def _drawn_line(
    line: TrendLine, number: int, name_y: float, across: Axis, up: Axis, as_at: date
) -> DrawnLine:
    dots = tuple((across.x(p.reported_on), up.x(p.expected_on)) for p in line.points)
    steps = "".join(f"H{x:g}V{y:g}" for x, y in dots)
    end_x = dots[-1][0] if line.is_done else across.x(min(as_at, across.last))
    day = short_day(line.last_on)
    return DrawnLine(
        line=line,
        number=number,
        path=f"M{across.left:g} {up.x(line.baseline_on):g}{steps}H{end_x:g}",
        dots=dots,
        end=(end_x, dots[-1][1]),
        name_y=name_y,
        said=f"{'done' if line.is_done else 'expected'} {day}",
    )


def _apart(places: Sequence[float]) -> list[float]:
    """The places, moved so that none is nearer to another than names are high."""
    order = sorted(range(len(places)), key=lambda each: places[each])
    moved = list(places)
    least = TOP
    for each in order:
        moved[each] = max(places[each], least)
        least = moved[each] + NAME_ROOM
    most = FOOT
    for each in reversed(order):
        moved[each] = round(min(moved[each], most), 1)
        most = moved[each] - NAME_ROOM
    return moved
