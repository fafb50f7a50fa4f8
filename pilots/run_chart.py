"""Run charts: the median of monthly points, and the signals that something changed.

Pure: no Django, no clock, no database. The rules are domain words §3, "Run charts": monthly
points; a shift is 6 or more points on one side of the median, a trend 5 or more points that
all rise or all fall, and neither is shown below 10 points. How they are counted follows
R. J. Perla, L. P. Provost and S. K. Murray, "The run chart: a simple analytical tool for
learning from variation in healthcare processes", BMJ Quality & Safety 20 (2011), 46-51:
a point on the median neither makes nor breaks a shift, and one equal to the point before it
neither makes nor breaks a trend.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from statistics import median

LEAST_POINTS = 10
SHIFT, TREND = 6, 5

Point = tuple[int, float]  # its place among the months, its value


class Way(Enum):
    """Which way a signal goes."""

    ABOVE = "above the median"
    BELOW = "below the median"
    UP = "rising"
    DOWN = "falling"


@dataclass(frozen=True)
class Signal:
    """`points` months, the first and last of them by their places, that chance hardly explains."""

    way: Way
    first: int
    last: int
    points: int

    @property
    def is_shift(self) -> bool:
        """Whether it is a shift; otherwise it is a trend."""
        return self.way in (Way.ABOVE, Way.BELOW)


@dataclass(frozen=True)
class RunChart:
    """`median` is None, and there is no signal, where there are fewer than ten points."""

    points: int
    median: float | None = None
    signals: tuple[Signal, ...] = ()

    @property
    def in_signal(self) -> frozenset[int]:
        """The places of the months that a signal spans."""
        return frozenset(
            place for each in self.signals for place in range(each.first, each.last + 1)
        )


def run_chart(values: Sequence[float | None]) -> RunChart:
    """The run chart of monthly values; a month without a figure is no point and ends a run."""
    known = [value for value in values if value is not None]
    if len(known) < LEAST_POINTS:
        return RunChart(len(known))
    middle = float(median(known))
    found = [signal for run in _runs(values) for signal in (*_shifts(run, middle), *_trends(run))]
    return RunChart(len(known), middle, tuple(sorted(found, key=lambda each: each.first)))


def _runs(values: Sequence[float | None]) -> Iterator[list[Point]]:
    """The points that follow one another without a gap."""
    for is_known, group in groupby(enumerate(values), key=lambda pair: pair[1] is not None):
        if is_known:
            yield [(place, value) for place, value in group if value is not None]


def _shifts(run: Sequence[Point], middle: float) -> Iterator[Signal]:
    off = [(place, value) for place, value in run if value != middle]
    for is_above, group in groupby(off, key=lambda point: point[1] > middle):
        side = list(group)
        if len(side) >= SHIFT:
            way = Way.ABOVE if is_above else Way.BELOW
            yield Signal(way, side[0][0], side[-1][0], len(side))


def _trends(run: Sequence[Point]) -> Iterator[Signal]:
    kept = [point for at, point in enumerate(run) if at == 0 or point[1] != run[at - 1][1]]
    steps = [(kept[at][1] > kept[at - 1][1], at) for at in range(1, len(kept))]
    for rises, group in groupby(steps, key=lambda step: step[0]):
        places = [at for _, at in group]
        if len(places) + 1 >= TREND:
            first, last = kept[places[0] - 1][0], kept[places[-1]][0]
            yield Signal(Way.UP if rises else Way.DOWN, first, last, len(places) + 1)
