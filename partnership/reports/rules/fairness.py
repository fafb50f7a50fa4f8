"""Whose report is made next, when many wait: turn by turn, so that nobody waits for all. Pure."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """A report that waits, in whose queue it stands; `tries` is how often it was broken off.

    Those of one person in one programme are one queue, and so are the drafts that a programme's
    scheduler made: thirty drafts of one evening hold up nobody who waits before a screen.
    """

    report: int
    queue: Hashable
    asked_at: float
    tries: int = 0


def in_turn(waiting: Iterable[Waiting], busy: Iterable[Hashable] = ()) -> Sequence[int]:
    """The reports in the order in which they are to be made; `busy` are queues being served.

    First of each queue first, whoever asked first before the others; a queue of which reports
    are being made has had so many turns. What was broken off before comes after all that was
    not: it may break off again, and the others are not to wait for that.
    """
    turns = Counter(busy)
    placed = []
    for each in sorted(waiting, key=lambda one: (one.tries, one.asked_at, one.report)):
        placed.append((each.tries, turns[each.queue], each.asked_at, each.report))
        turns[each.queue] += 1
    return [report for *_, report in sorted(placed)]
