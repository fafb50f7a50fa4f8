"""Whether two samples of times differ: the Mann-Whitney test, and the medians."""

from collections.abc import Sequence
from itertools import groupby
from math import erfc, sqrt
from statistics import median


def mann_whitney_p(first: Sequence[float], second: Sequence[float]) -> float:
    """Two-sided p of the Mann-Whitney test, by the normal approximation with ties.

    Good for samples of more than about 20.
    """
    n, m = len(first), len(second)
    everything = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    rank, rank_sum, ties = 0, 0.0, 0
    for _, group in groupby(everything, key=lambda pair: pair[0]):
        members = [sample for _, sample in group]
        rank_sum += members.count(0) * (rank + (len(members) + 1) / 2)
        rank += len(members)
        ties += len(members) ** 3 - len(members)
    u = rank_sum - n * (n + 1) / 2
    total = n + m
    variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    return erfc(abs(u - n * m / 2) / sqrt(2 * variance)) if variance else 1.0


def told_apart(first: Sequence[float], second: Sequence[float]) -> bool:
    """Whether somebody who measures both (in seconds) can tell which is which.

    Not, if the difference may be chance (p > .01) or is under 10 ms, which a
    network hides (faults A11).
    """
    differs = abs(median(first) - median(second)) >= 0.010
    return differs and mann_whitney_p(first, second) <= 0.01
