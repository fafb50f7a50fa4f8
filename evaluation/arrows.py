"""Lines of the logic model's drawing: curved arrows, brackets and bundles. Pure."""

from dataclasses import dataclass

TIP_LENGTH, TIP_HALF = 8.0, 3.8
QUIET = "#4d4d4d"


@dataclass(frozen=True)
class Place:
    """A point of the drawing."""

    x: float
    y: float


@dataclass(frozen=True)
class Arrow:
    """A line: `path` is SVG path data, `tip` the points of its head or nothing."""

    path: str
    tip: str
    colour: str
    is_inferred: bool


def arrow(start: Place, end: Place, *, colour: str, is_inferred: bool) -> Arrow:
    """A curve that leaves and arrives level; beside one column it bows out to the right."""
    if start.x == end.x:
        return _bow(start, end, colour, is_inferred)
    ahead = 1 if end.x > start.x else -1
    stop = end.x - ahead * TIP_LENGTH
    reach = round((stop - start.x) / 2, 2)
    path = (
        f"M{start.x:g} {start.y:g}"
        f"C{start.x + reach:g} {start.y:g} {stop - reach:g} {end.y:g} {stop:g} {end.y:g}"
    )
    return Arrow(path, _tip(end, ahead), colour, is_inferred)


def _bow(start: Place, end: Place, colour: str, is_inferred: bool) -> Arrow:
    out = start.x + 34
    stop = end.x + TIP_LENGTH
    path = f"M{start.x:g} {start.y:g}C{out:g} {start.y:g} {out:g} {end.y:g} {stop:g} {end.y:g}"
    return Arrow(path, _tip(end, -1), colour, is_inferred)


def _tip(end: Place, ahead: int) -> str:
    """A triangle whose point is at `end`; ahead is 1 to the right, -1 to the left."""
    back = end.x - ahead * TIP_LENGTH
    return f"{end.x:g},{end.y:g} {back:g},{end.y - TIP_HALF:g} {back:g},{end.y + TIP_HALF:g}"


def bracket(x: float, top: float, bottom: float, *, opens: str) -> Arrow:
    """A bracket around the boxes on its open side."""
    lip = 6 if opens == "right" else -6
    path = f"M{x + lip:g} {top:g}H{x:g}V{bottom:g}H{x + lip:g}"
    return Arrow(path, "", QUIET, is_inferred=False)


def bundle_arrow(start: float, end: float, y: float, *, is_inferred: bool) -> Arrow:
    """One level arrow that stands for many."""
    path = f"M{start:g} {y:g}H{end - TIP_LENGTH:g}"
    return Arrow(path, _tip(Place(end, y), 1), QUIET, is_inferred)
