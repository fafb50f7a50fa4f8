"""What the rank tests share: midranks, the ways to reach a rank sum, a result with its method."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import atan, cos, erfc, pi, sin, sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)  # of a two-sided 95% interval


@dataclass(frozen=True)
class Test:
    """A two-sided test: its statistic, its p between 0 and 1, and the method that gave the p."""

    name: str
    statistic: float
    p: float
    method: str


@dataclass(frozen=True)
class Estimate:
    """A size of effect from -1 to 1 with its 95% interval."""

    value: float
    low: float
    high: float


def midranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1 in the order given; equal values share the mean of their ranks."""
    rank_of, before = {}, 0
    for value, group in groupby(sorted(values)):
        size = sum(1 for _ in group)
        rank_of[value] = before + (size + 1) / 2
        before += size
    return [rank_of[value] for value in values]


def doubled(ranks: Sequence[float]) -> list[int]:
    """Midranks times two: whole numbers, so that sums of them compare exactly."""
    return [round(2 * rank) for rank in ranks]


def sums_of_any(ranks: Sequence[int]) -> Counter[int]:
    """In how many ways each sum comes about if every rank may count or not."""
    ways = Counter({0: 1})
    for rank in ranks:
        more = Counter({total + rank: count for total, count in ways.items()})
        more.update(ways)
        ways = more
    return ways


def sums_of_some(ranks: Sequence[int], size: int) -> Counter[int]:
    """In how many ways each sum comes about if exactly `size` of the ranks count."""
    ways: list[Counter[int]] = [Counter({0: 1}), *(Counter() for _ in range(size))]
    for rank in ranks:
        for taken in range(size, 0, -1):
            ways[taken].update({total + rank: n for total, n in ways[taken - 1].items()})
    return ways[size]


def as_far_out(ways: Counter[int], observed: int) -> float:
    """The share of ways whose sum lies at least as far from the mean as the observed one."""
    every = sum(ways.values())
    middle = sum(total * count for total, count in ways.items())  # the mean, times `every`
    reach = abs(observed * every - middle)
    return sum(n for total, n in ways.items() if abs(total * every - middle) >= reach) / every


def two_sided(distance: float, variance: float) -> float:
    """The normal p of a statistic at that distance from its mean."""
    return erfc(max(distance, 0) / sqrt(2 * variance)) if variance else 1.0


def t_quantile(freedom: int) -> float:
    """Student's t for a two-sided 95% interval; `freedom` is a whole number from 1.

    Found by halving on the finite series of M. Abramowitz and I. A. Stegun, "Handbook of
    mathematical functions" (1964), 26.7.3 and 26.7.4; from 1,000 on by their expansion 26.7.5,
    which is right to eight decimals there.
    """
    if freedom >= 1_000:
        first, second = (Z**3 + Z) / 4, (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96
        return Z + first / freedom + second / freedom**2
    low, high = Z, 13.0  # of 1 degree of freedom it is 12.7
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < 0.95 else (low, middle)
    return low


def _within(t: float, freedom: int) -> float:
    """The chance that Student's t lies between -t and t."""
    angle = atan(t / sqrt(freedom))
    if freedom % 2 == 0:
        whole, part = 0.0, 1.0
        for k in range(freedom // 2):
            whole += part
            part *= (2 * k + 1) / (2 * k + 2) * cos(angle) ** 2
        return sin(angle) * whole
    series, term = 0.0, cos(angle)
    for k in range(1, freedom - 1, 2):
        series += term
        term *= (k + 1) / (k + 2) * cos(angle) ** 2
    return 2 / pi * (angle + sin(angle) * series)
