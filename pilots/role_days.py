"""The days on which a role is held: what a new grant adds to those that there are.

Pure: no Django, no clock, no database.
"""

from collections.abc import Iterable
from datetime import date

Span = tuple[date, date | None]  # first and last day; None: without an end
NEVER = date.max.toordinal() + 1


def not_held(first: date, last: date | None, held: Iterable[Span]) -> list[Span]:
    """The spans from `first` to `last`, in order, on whose days none of `held` is in force.

    Nothing where all those days are held. An end with the calendar's last day is none.
    """
    free_from, stop, found = first.toordinal(), _after(last), list[tuple[int, int]]()
    for begins, ends in sorted(held, key=lambda span: span[0]):
        found.append((free_from, min(begins.toordinal(), stop)))
        free_from = max(free_from, _after(ends))
    found.append((free_from, stop))
    return [_span(begins, after) for begins, after in found if begins < after]


def _after(last: date | None) -> int:
    """The number of the day after."""
    return NEVER if last is None else last.toordinal() + 1


def _span(begins: int, after: int) -> Span:
    return date.fromordinal(begins), None if after == NEVER else date.fromordinal(after - 1)
