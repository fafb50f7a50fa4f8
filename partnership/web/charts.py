"""Charts as geometry: typed data in, places and words out; templates draw them as SVG.

Units are those of the drawing's own viewBox, y downwards. A value that is not
recorded has no mark and says so; it is never drawn as 0. The words of a chart
(`title` and `summary`) say what the picture says, for those who do not see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from partnership.dates import MONTHS, NOT_RECORDED, month_words
from partnership.web.templatetags.words import said_number

SIZE, LINE, THICKNESS = 14.0, 17.0, 16.0  # of the type, of a line of it, of a bar
CHARACTER = 0.58  # mean width of a Roboto character, as a share of its size


@dataclass(frozen=True)
class Datum:
    """One value under its label; None is not recorded. `words` replaces the number printed."""

    label: str
    value: float | None
    words: str = ""

    @property
    def said(self) -> str:
        """The value as printed beside its mark and in the table."""
        if self.value is None:
            return NOT_RECORDED
        return self.words or said_number(self.value)


@dataclass(frozen=True)
class Bar:
    """One horizontal bar with its label above, as (y, text) lines, and its value after it."""

    label: tuple[tuple[float, str], ...]
    said: str
    is_recorded: bool
    y: float
    width: float
    value_x: float
    value_y: float


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars; `ident` is unique on the page and makes the ids of its parts."""

    ident: str
    title: str
    summary: str
    column: str
    data: tuple[Datum, ...]
    bars: tuple[Bar, ...]
    width: float
    height: float
    thickness: float


@dataclass(frozen=True)
class Column:
    """One month's column with its value above and the month's short name below."""

    label: str
    short: str
    year: str
    said: str
    is_recorded: bool
    x: float
    y: float
    width: float
    height: float
    middle: float
    value_y: float


@dataclass(frozen=True)
class ColumnChart:
    """Monthly columns on a common foot line at `foot`."""

    ident: str
    title: str
    summary: str
    column: str
    data: tuple[Datum, ...]
    columns: tuple[Column, ...]
    width: float
    height: float
    foot: float

    @property
    def month_y(self) -> float:
        """Where the months' names stand."""
        return self.foot + 16

    @property
    def year_y(self) -> float:
        """Where the years stand, each under its first month."""
        return self.foot + 33


@dataclass(frozen=True)
class Sparkline:
    """A line broken where a value is not recorded; a lone value is a dot of its own."""

    ident: str
    title: str
    summary: str
    lines: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    last: tuple[float, float] | None
    width: float
    height: float


def summarise(data: Sequence[Datum]) -> str:
    """Say the highest and lowest of the values, and how many are not recorded."""
    known = [datum for datum in data if datum.value is not None]
    parts = []
    if known:
        top = max(known, key=_value)
        low = min(known, key=_value)
        parts.append(f"Highest: {top.label}, {top.said}.")
        if _value(low) < _value(top):
            parts.append(f"Lowest: {low.label}, {low.said}.")
    if missing := len(data) - len(known):
        parts.append(f"Not recorded: {missing} of {len(data)}.")
    return " ".join(parts) or "Nothing is recorded."


def _value(datum: Datum) -> float:
    return datum.value or 0


def _lengths(data: Sequence[Datum], longest: float) -> list[float]:
    """Return the length of each mark; bars and columns start from 0, the top is the longest."""
    if any(_value(datum) < 0 for datum in data):
        raise ValueError("Bars and columns show amounts of 0 or more.")
    top = max((_value(datum) for datum in data), default=0)
    return [round(_value(datum) / top * longest, 2) if top else 0 for datum in data]


def text_width(text: str, size: float) -> float:
    """Estimate the width of a text set in Roboto at a size; on the wide side."""
    return len(text) * size * CHARACTER


def horizontal_bars(
    data: Sequence[Datum],
    *,
    ident: str,
    title: str,
    column: str = "Number",
    summary: str = "",
    width: float = 360,
) -> BarChart:
    """Lay out one bar a datum, each under its own label, which runs over lines if it is long.

    `column` heads the numbers in the table beside the picture. Raises ValueError
    for a negative value.
    """
    room = max((text_width(datum.said, SIZE) for datum in data), default=0) + 8
    # Long words after a bar may leave it little room, but never none.
    lengths = _lengths(data, max(width - room, width / 4))
    bars: list[Bar] = []
    top = 0.0
    for datum, length in zip(data, lengths, strict=True):
        bars.append(_bar(datum, length, top, width))
        top = bars[-1].y + THICKNESS + 13
    words = summary or summarise(data)
    height = max(top - 9, 1)
    return BarChart(ident, title, words, column, tuple(data), tuple(bars), width, height, THICKNESS)


def _bar(datum: Datum, length: float, top: float, width: float) -> Bar:
    rows = wrap(datum.label, int(width / (SIZE * CHARACTER))) or [""]
    y = top + len(rows) * LINE + 3
    return Bar(
        label=tuple((top + LINE * (row + 1) - 3, text) for row, text in enumerate(rows)),
        said=datum.said,
        is_recorded=datum.value is not None,
        y=y,
        width=length,
        value_x=round(length + 7, 2),
        value_y=y + THICKNESS - 3,
    )


@dataclass(frozen=True)
class Month:
    """A month's value; `month` is any day in it, None is not recorded."""

    month: date
    value: float | None
    words: str = ""

    def datum(self) -> Datum:
        """The value under the month's name: "October 2019"."""
        return Datum(month_words(self.month), self.value, self.words)


def monthly_columns(
    months: Sequence[Month],
    *,
    ident: str,
    title: str,
    column: str = "Number",
    summary: str = "",
    width: float = 360,
    height: float = 190,
) -> ColumnChart:
    """Lay out one column a month, in the order given; raises ValueError below 0."""
    top_room, foot = 20.0, height - 40
    data = tuple(month.datum() for month in months)
    lengths = _lengths(data, foot - top_room)
    slot = width / max(len(months), 1)
    columns = tuple(
        _column(months, index, data[index], lengths[index], slot, foot)
        for index in range(len(months))
    )
    words = summary or summarise(data)
    return ColumnChart(ident, title, words, column, data, columns, width, height, foot)


def _column(
    months: Sequence[Month], index: int, datum: Datum, tall: float, slot: float, foot: float
) -> Column:
    month = months[index]
    starts_year = index == 0 or months[index - 1].month.year != month.month.year
    width = round(min(slot * 0.68, 40), 2)
    return Column(
        label=datum.label,
        short=MONTHS[month.month.month - 1][: 3 if slot >= 30 else 1],
        year=str(month.month.year) if starts_year else "",
        said=datum.said if datum.value is not None else "–",
        is_recorded=datum.value is not None,
        x=round(index * slot + (slot - width) / 2, 2),
        y=round(foot - tall, 2),
        width=width,
        height=tall,
        middle=round((index + 0.5) * slot, 2),
        value_y=round(foot - tall - 5, 2),
    )


def spark(
    data: Sequence[Datum],
    *,
    ident: str,
    title: str,
    summary: str = "",
    width: float = 120,
    height: float = 28,
) -> Sparkline:
    """Lay out a trend from its lowest to its highest value, with a gap where one is unknown."""
    points = _spark_points(data, width, height)
    runs = unbroken(points)
    known = [point for point in points if point is not None]
    return Sparkline(
        ident=ident,
        title=title,
        summary=summary or summarise(data),
        lines=tuple(" ".join(f"{x:g},{y:g}" for x, y in run) for run in runs if len(run) > 1),
        dots=tuple(run[0] for run in runs if len(run) == 1),
        last=known[-1] if known else None,
        width=width,
        height=height,
    )


def _spark_points(
    data: Sequence[Datum], width: float, height: float
) -> list[tuple[float, float] | None]:
    edge = 4.0
    known = [datum.value for datum in data if datum.value is not None]
    low, high = min(known, default=0), max(known, default=0)
    step = (width - 2 * edge) / max(len(data) - 1, 1)
    span = high - low

    def place(value: float) -> float:
        share = (value - low) / span if span else 0.5
        return round(height - edge - share * (height - 2 * edge), 2)

    return [
        None if datum.value is None else (round(edge + index * step, 2), place(datum.value))
        for index, datum in enumerate(data)
    ]


def unbroken(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Split points into unbroken runs."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is not None:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
