"""Answers on a scale as bars that part at the middle of the scale: geometry and words.

Pure: no Django, no clock, no database. What lies below the middle of the scale is drawn to the
left of one line, what lies above to the right, and the middle point half on each side, so that
two waves are compared along one line. Each part says its count where there is room for it; the
words of the picture say all of them. Units are those of the view box, y downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from partnership.lettering import text_width, wrap
from partnership.web.charts import LINE, SIZE

WIDTH, THICKNESS, GAP = 360.0, 26.0, 14.0
MARK = 5.0  # how far the mark of the middle reaches over a bar
BELOW = ("#8a4b08", "#c9751b", "#e8b06b", "#f4d7b1", "#f9ead6")  # from the end of the scale inwards
ABOVE = ("#0b4f8a", "#2f7fc1", "#7fb2de", "#bcd7ef", "#e0edf8")
MIDDLE = "#d4d4d4"
DARK = {BELOW[0], ABOVE[0], ABOVE[1]}
INK, PAPER = "#1a1a1a", "#ffffff"


@dataclass(frozen=True)
class Bar:
    """How often each point was given, the lowest first; under its name."""

    name: str
    counts: tuple[int, ...]

    @property
    def base(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Part:
    """One point of a bar; `said` is empty where it has no room for its count."""

    x: float
    width: float
    fill: str
    ink: str
    said: str
    said_x: float


@dataclass(frozen=True)
class DrawnBar:
    """A bar with its name above it."""

    name: str
    name_y: float
    y: float
    said_y: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class StackedChart:
    """`ident` is unique on the page; `ends` are the lowest and the highest point, in lines."""

    ident: str
    title: str
    summary: str
    bars: tuple[DrawnBar, ...]
    low: tuple[tuple[float, str], ...]
    high: tuple[tuple[float, str], ...]
    middle: float
    foot: float
    height: float
    width: float = WIDTH
    thickness: float = THICKNESS
    mark: float = MARK


def fills(points: int) -> tuple[str, ...]:
    """The colours of a scale of so many points, from the lowest: darker towards its ends."""
    half = points // 2
    low = [BELOW[min(at, len(BELOW) - 1)] for at in range(half)]
    high = [ABOVE[min(at, len(ABOVE) - 1)] for at in range(half)]
    return (*low, *([MIDDLE] if points % 2 else []), *reversed(high))


def stacked(
    bars: Sequence[Bar], points: Sequence[str], *, ident: str, title: str
) -> StackedChart | None:
    """The bars of one question, each with answers; None where there is none."""
    drawn = [bar for bar in bars if bar.base]
    if not drawn:
        return None
    half = len(points) // 2
    lefts = [_left(bar, half) for bar in drawn]
    left, right = max(lefts), max(1 - each for each in lefts)
    unit = WIDTH / (left + right)
    middle = round(left * unit, 2)
    low, high = _ends(points[0], points[-1])
    top = max(len(low), len(high)) * LINE + 8
    placed = []
    for bar in drawn:
        placed.append(_drawn(bar, middle, unit, top, half))
        top += LINE + THICKNESS + GAP
    return StackedChart(
        ident, title, _summary(drawn, points), tuple(placed), low, high, middle, top - GAP, top
    )


def _left(bar: Bar, half: int) -> float:
    """The share of a bar that lies to the left of the line."""
    neutral = bar.counts[half] / 2 if len(bar.counts) % 2 else 0
    return (sum(bar.counts[:half]) + neutral) / bar.base


def _drawn(bar: Bar, middle: float, unit: float, top: float, half: int) -> DrawnBar:
    colours, x, parts = fills(len(bar.counts)), middle - _left(bar, half) * unit, []
    for count, fill in zip(bar.counts, colours, strict=True):
        width = count / bar.base * unit
        if count:
            parts.append(_part(round(x, 2), round(width, 2), fill, count))
        x += width
    y = top + LINE
    name = f"{bar.name}, {bar.base:,} answer{'' if bar.base == 1 else 's'}"
    return DrawnBar(name, y - MARK - 4, y, y + THICKNESS / 2 + 5, tuple(parts))


def _part(x: float, width: float, fill: str, count: int) -> Part:
    said = f"{count:,}"
    has_room = text_width(said, SIZE) + 4 <= width
    ink = PAPER if fill in DARK else INK
    return Part(x, width, fill, ink, said if has_room else "", round(x + width / 2, 2))


def _ends(low: str, high: str) -> tuple[tuple[tuple[float, str], ...], ...]:
    """The words at both ends of the scale, each within its half."""
    room = WIDTH / 2 - 12
    return tuple(
        tuple(
            (LINE * (row + 1) - 3, text)
            for row, text in enumerate(wrap(each, width=room, size=SIZE, most_lines=3))
        )
        for each in (f"← {low}", f"{high} →")
    )


def _summary(bars: Sequence[Bar], points: Sequence[str]) -> str:
    """Before, of 23: Disagree 5, Neither 10, Agree 8. After, …"""
    return " ".join(
        f"{bar.name}, of {bar.base:,}: "
        + ", ".join(f"{point} {count:,}" for point, count in zip(points, bar.counts, strict=True))
        + "."
        for bar in bars
    )
