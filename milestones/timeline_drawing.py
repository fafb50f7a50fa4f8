"""A timeline as geometry: rows under each other, marks where their days are.

Pure: no Django, no clock, no database. Units are those of the view box, y downwards.
A band is a drawing of its own, of which a sheet of paper in landscape takes two, so
that no row is cut by a page's end and the axis is never far. The bands stand under
each other without a gap: arrows run on over a band's edge. At 273 mm (A4) one unit is
0.774 pt, so that the smallest letters print at 9 pt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from milestones.axis import Axis, Tick
from milestones.timeline_entries import ACTUAL, AGREED, BASELINE, FORECAST, Entry
from partnership.dates import day_words
from partnership.lettering import shortened, text_width
from partnership.programmes.periods import Period

WIDTH = 1000.0
LEFT, RIGHT, LABELS = 304.0, 988.0, 290.0
HEAD, ROW, MIDDLE, FOOT = 46.0, 33.0, 18.0, 6.0
SIZE, SMALL = 13.5, 12.0
ROWS_TO_A_BAND = 8
BEYOND = 92  # days after the last of the plan within which the day looked at is drawn


@dataclass(frozen=True)
class Group:
    """Rows under a heading."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Shape:
    """A mark or line of a row; `kind` is its class, `path` its outline from the row's top."""

    kind: str
    path: str


@dataclass(frozen=True)
class Words:
    """Text in a row; `anchor` says which of its ends is at x."""

    x: float
    y: float
    said: str
    anchor: str = "start"


@dataclass(frozen=True)
class Row:
    """A drawn entry; shapes, words and arrows are placed from its own top."""

    entry: Entry
    y: float
    name: str
    shapes: tuple[Shape, ...]
    words: tuple[Words, ...]
    arrows: tuple[str, ...]


@dataclass(frozen=True)
class Band:
    """One drawing; `heading` is said as continued where its group began in the band before."""

    ident: str
    heading: str
    is_continued: bool
    height: float
    foot: float
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Drawing:
    """All bands with what they share: the axis and the day looked at (None: beyond its ends)."""

    axis: Axis
    ticks: tuple[Tick, ...]
    today_x: float | None
    today: Words
    bands: tuple[Band, ...]
    width: float = WIDTH
    head: float = HEAD


def draw(
    groups: Sequence[Group], *, as_at: date, within: Period | None = None, today: str = "as at"
) -> Drawing:
    """Place rows in time: of all that they mark, or of the days within a period."""
    entries = [entry for group in groups for entry in group.entries]
    axis = _axis(entries, as_at, within)
    today_x = axis.x(as_at) if axis.holds(as_at) else None
    return Drawing(
        axis=axis,
        ticks=axis.ticks,
        today_x=today_x,
        today=_today(axis, as_at, f"{today} {day_words(as_at)}"),
        bands=tuple(_bands(groups, axis)),
    )


def _axis(entries: Iterable[Entry], as_at: date, within: Period | None) -> Axis:
    if within:
        return Axis(within.first, within.last, LEFT, RIGHT)
    days = [day for entry in entries for day in entry.days]
    if min(days) <= as_at and (as_at - max(days)).days <= BEYOND:
        days.append(as_at)
    return Axis.around(days, left=LEFT, right=RIGHT)


def _today(axis: Axis, as_at: date, said: str) -> Words:
    """The day's name above its line, inside the axis; an arrow where it lies beyond."""
    x = axis.x(as_at)
    if as_at > axis.last:
        return Words(RIGHT, 16, f"{said} →", "end")
    if as_at < axis.first:
        return Words(LEFT, 16, f"← {said}")
    half = text_width(said, SMALL) / 2
    if x + half > RIGHT:
        return Words(x, 16, said, "end")
    return Words(x, 16, said, "middle" if x - half > LEFT else "start")


def _bands(groups: Sequence[Group], axis: Axis) -> Iterator[Band]:
    cuts = list(_cuts(groups))
    places = dict(_places(cuts))
    top = 0.0
    for number, (group, entries, is_continued) in enumerate(cuts, 1):
        height = HEAD + len(entries) * ROW + FOOT
        rows = [
            _row(each, HEAD + place * ROW, top, axis, places) for place, each in enumerate(entries)
        ]
        foot = HEAD + len(entries) * ROW
        ident = f"timeline-{number}"
        yield Band(ident, group.heading, is_continued, height, foot, tuple(rows))
        top += height


Cut = tuple[Group, tuple[Entry, ...], bool]


def _cuts(groups: Sequence[Group]) -> Iterator[Cut]:
    """Groups cut into as many rows as a band takes, about as many in each."""
    for group in groups:
        count = -(-len(group.entries) // ROWS_TO_A_BAND)
        size = -(-len(group.entries) // max(count, 1))
        for start in range(0, len(group.entries), max(size, 1)):
            yield group, group.entries[start : start + size], start > 0


def _places(cuts: Sequence[Cut]) -> Iterator[tuple[str, tuple[float, date]]]:
    """By key, how far down all bands an entry's marks are, and the day that others wait for."""
    top = 0.0
    for _, entries, _ in cuts:
        for place, each in enumerate(entries):
            yield each.key, (top + HEAD + place * ROW + MIDDLE, each.expected_on)
        top += HEAD + len(entries) * ROW + FOOT


# -- One row -----------------------------------------------------------------------


def _row(
    entry: Entry,
    y: float,
    top: float,
    axis: Axis,
    places: Mapping[str, tuple[float, date]],
) -> Row:
    room = LABELS - text_width(f"{entry.lead} ", SIZE) - 4
    here = Words(axis.x(entry.expected_on), top + y + MIDDLE, "")
    return Row(
        entry=entry,
        y=y,
        name=shortened(entry.name, width=room, size=SIZE),
        shapes=tuple(_shapes(entry, axis)),
        words=tuple(_said(entry, axis)),
        arrows=tuple(
            _arrow(axis.x(day), there - here.y, here.x)
            for there, day in (places[key] for key in entry.needs if key in places)
        ),
    )


def _shapes(entry: Entry, axis: Axis) -> Iterator[Shape]:
    """Lines first, marks over them; a mark beyond the axis is left out."""
    if entry.spread:
        first, last = (axis.x(day) for day in entry.spread)
        yield Shape("spread", f"M{first:g} {MIDDLE - 4:g}H{last:g}v8H{first:g}z")
    for kind, stretch in (("late", entry.late), ("waiting", entry.waiting)):
        if stretch and _crosses(stretch, axis):
            start, end = (axis.x(day) for day in stretch)
            if start != end:
                yield Shape(kind, f"M{start:g} {MIDDLE:g}H{end:g}")
    for kind, day in entry.marks:
        if axis.holds(day):
            yield Shape(kind, MARKS[kind].format(x=axis.x(day), y=MIDDLE))


# Outlines around a day: a wide diamond, in which a filled one or a disc can still be told.
MARKS = {
    BASELINE: "M{x:g} {y:g}m-8.5 0l8.5-8.5 8.5 8.5-8.5 8.5z",
    AGREED: "M{x:g} {y:g}m0-10v20",
    FORECAST: "M{x:g} {y:g}m-6 0l6-6 6 6-6 6z",
    ACTUAL: "M{x:g} {y:g}m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
}


def _crosses(stretch: tuple[date, date], axis: Axis) -> bool:
    return min(stretch) <= axis.last and max(stretch) >= axis.first


def _said(entry: Entry, axis: Axis) -> Iterator[Words]:
    """The days on the line where they fit it; the rest after the marks, or before, or above."""
    line = sorted(axis.x(day) for day in entry.late)
    days, said = entry.slip, entry.said
    if days and line[1] - line[0] > text_width(days, SMALL) + 16:
        yield Words(round(sum(line) / 2, 1), MIDDLE - 5, days, "middle")
        days = ""
    said = f"{said} ({days})" if days else said
    xs = [axis.x(day) for day in (*entry.days, *(entry.waiting or ()))]
    wide = text_width(said, SMALL) + 12
    if max(xs) + wide <= WIDTH:
        yield Words(max(xs) + 12, MIDDLE + 4.5, said)
    elif min(xs) - wide >= LEFT:
        yield Words(min(xs) - 12, MIDDLE + 4.5, said, "end")
    else:
        yield Words(RIGHT, ROW - 1, said, "end")


def _arrow(start_x: float, start_y: float, end_x: float) -> str:
    """From the marks of what is needed (start_y from this row's middle) to this row's last mark."""
    down = 1 if start_y < 0 else -1
    start, end, tip = MIDDLE + start_y, MIDDLE - down * 8, MIDDLE - down * 15
    half = round((start + tip) / 2, 1)
    return (
        f"M{start_x:g} {start:g}C{start_x:g} {half:g} {end_x:g} {half:g} {end_x:g} {tip:g}"
        f"M{end_x - 4:g} {tip:g}L{end_x:g} {end:g} {end_x + 4:g} {tip:g}z"
    )
