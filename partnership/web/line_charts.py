"""A line of monthly values as geometry, with its median where it has one; see `charts`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import floor, log10

from partnership.dates import MONTHS
from partnership.web.charts import Month, summarise, unbroken
from partnership.web.templatetags.words import said_number

LEFT, RIGHT, TOP, BOTTOM = 56.0, 12.0, 14.0, 44.0
CROWDED = 24  # months; more are named by their years alone
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Tick:
    """A value or a month written beside an axis."""

    at: float
    said: str


@dataclass(frozen=True)
class LineChart:
    """`lines` are its unbroken runs; `marked` are the dots that a signal is made of."""

    ident: str
    title: str
    summary: str
    lines: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    marked: tuple[tuple[float, float], ...]
    middle: Tick | None
    values: tuple[Tick, ...]
    months: tuple[Tick, ...]
    years: tuple[Tick, ...]
    width: float
    height: float

    @property
    def left(self) -> float:
        return LEFT

    @property
    def right(self) -> float:
        return self.width - RIGHT

    @property
    def foot(self) -> float:
        return self.height - BOTTOM

    @property
    def month_y(self) -> float:
        return self.foot + 16

    @property
    def year_y(self) -> float:
        return self.foot + 33


def monthly_line(
    months: Sequence[Month],
    *,
    ident: str,
    title: str,
    summary: str = "",
    middle: tuple[float, str] | None = None,
    marked: Collection[int] = (),
    width: float = 720,
    height: float = 230,
    up_to: float = 0,
) -> LineChart:
    """Lay out a line from 0 up, with a gap where a month is not recorded.

    `middle` is the median with its words, `marked` the places of the months to be marked.
    Lines beside each other have one scale where each goes `up_to` the highest of all.
    """
    top = _top([month.value or 0 for month in months] + [middle[0] if middle else 0, up_to])
    foot = height - BOTTOM

    def y(value: float) -> float:
        return round(foot - value / top * (foot - TOP), 2)

    xs = _xs(len(months), width)
    points = [
        None if month.value is None else (x, y(month.value))
        for x, month in zip(xs, months, strict=True)
    ]
    known = [(place, point) for place, point in enumerate(points) if point is not None]
    return LineChart(
        ident=ident,
        title=title,
        summary=summary or summarise([month.datum() for month in months]),
        lines=tuple(
            " ".join(f"{x:g},{height:g}" for x, height in run)
            for run in unbroken(points)
            if len(run) > 1
        ),
        dots=tuple(point for place, point in known if place not in marked),
        marked=tuple(point for place, point in known if place in marked),
        middle=Tick(y(middle[0]), middle[1]) if middle else None,
        values=tuple(Tick(y(each), said_number(each)) for each in _marks(top)),
        months=_month_ticks(months, xs),
        years=_year_ticks(months, xs),
        width=width,
        height=height,
    )


def _xs(number: int, width: float) -> list[float]:
    room = width - LEFT - RIGHT
    step = room / max(number, 1)
    return [round(LEFT + (place + 0.5) * step, 2) for place in range(number)]


def _top(values: Sequence[float]) -> float:
    """The round number that the axis ends with, at or above every value."""
    highest = max(values, default=0)
    if highest <= 0:
        return 1
    size = 10 ** floor(log10(highest))
    return next(step * size for step in STEPS if step * size >= highest)


def _marks(top: float) -> list[float]:
    """0, the half where it is a whole number, and the top."""
    half = top / 2
    marks = [0, half, top] if half == int(half) else [0, top]
    return [int(mark) if mark == int(mark) else mark for mark in marks]


def _month_ticks(months: Sequence[Month], xs: Sequence[float]) -> tuple[Tick, ...]:
    if len(months) > CROWDED:
        return ()
    letters = 3 if len(months) <= CROWDED / 2 else 1
    return tuple(
        Tick(x, MONTHS[month.month.month - 1][:letters])
        for x, month in zip(xs, months, strict=True)
    )


def _year_ticks(months: Sequence[Month], xs: Sequence[float]) -> tuple[Tick, ...]:
    """Each year under its first month; a first year of a month or two gives way to the next."""
    ticks = [
        Tick(x, str(month.month.year))
        for place, (x, month) in enumerate(zip(xs, months, strict=True))
        if place == 0 or month.month.month == 1
    ]
    if len(ticks) > 1 and ticks[1].at - ticks[0].at < LEFT:
        del ticks[0]
    return tuple(ticks)
