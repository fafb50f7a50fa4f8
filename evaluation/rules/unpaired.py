"""Two waves whose people can't be matched: two snapshots, never an improvement.

Pure: no Django, no clock, no database. Sources: H. B. Mann and D. R. Whitney, 1947, with midranks
for ties; N. Cliff, "Dominance statistics", Psychological Bulletin 114 (1993), and "Ordinal
methods for behavioral data analysis" (1996), for delta, the consistent estimate of its variance
and the interval that leans towards 0; with Student's t for small waves, as D. Feng and N. Cliff
do (2004) and the R package effsize after them. Where the waves don't overlap at all, delta is ±1
and its variance would be nil: as in effsize, the interval is then worked out from the largest
delta below that, (nm - 1) / nm, and ends at ±1.

The interval's limit: it is too narrow where waves are small and far apart. In 2,000 simulated
pairs of waves of five-point answers it held the true delta of .14 in 97%, .55 in 94% and .74
in 84% with 6 answers each, and in 94% or more with 20 each.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from statistics import median

from evaluation.rules.ranks import (
    Estimate,
    Test,
    as_far_out,
    doubled,
    midranks,
    sums_of_some,
    t_quantile,
    two_sided,
)

LEAST_EACH = 6  # answers in a wave, below which no test is made
EXACT_UP_TO = 30  # answers in both together, up to which the p is exact


@dataclass(frozen=True)
class Snapshots:
    """The ordinal answers of two waves that were not matched."""

    before: tuple[float, ...]
    after: tuple[float, ...]

    @property
    def medians(self) -> tuple[float | None, float | None]:
        """Of before and of after; None where nobody answered."""
        first, second = (median(each) if each else None for each in (self.before, self.after))
        return first, second

    @property
    def is_tested(self) -> bool:
        """Whether each wave has enough answers for a test to say anything."""
        return min(len(self.before), len(self.after)) >= LEAST_EACH

    @cached_property
    def mann_whitney(self) -> Test | None:
        """Two-sided Mann-Whitney test; None below 6 answers in either wave.

        The statistic is U of after: how often an answer after is above one before, ties half.
        Exact with ties up to 30 answers in both; above by the normal approximation with the
        ties' variance and a continuity correction.
        """
        if not self.is_tested:
            return None
        ranks = midranks([*self.after, *self.before])
        n = len(self.after)
        u = sum(ranks[:n]) - n * (n + 1) / 2
        if len(ranks) <= EXACT_UP_TO:
            whole = doubled(ranks)
            p = as_far_out(sums_of_some(whole, n), sum(whole[:n]))
            return Test("Mann–Whitney test", u, p, "exact")
        return Test("Mann–Whitney test", u, self._normal_p(u, ranks), "normal approximation")

    def _normal_p(self, u: float, ranks: Sequence[float]) -> float:
        n, m, total = len(self.after), len(self.before), len(ranks)
        centre = (total + 1) / 2
        spread = sum((rank - centre) ** 2 for rank in ranks)
        variance = n * m * spread / (total * (total - 1))
        return min(1.0, two_sided(abs(u - n * m / 2) - 0.5, variance))

    @cached_property
    def cliffs_delta(self) -> Estimate | None:
        """How much oftener an answer after is above one before than below; None below 6 each.

        From -1 (every answer after is below every one before) to 1.
        """
        if not self.is_tested:
            return None
        delta, variance = dominance(self.after, self.before)
        return Estimate(delta, *leaning(delta, variance, len(self.after), len(self.before)))


def dominance(first: Sequence[float], second: Sequence[float]) -> tuple[float, float]:
    """Cliff's delta of the first over the second and the consistent estimate of its variance.

    Each needs two values or more (ZeroDivisionError otherwise).
    """
    n, m, signs = len(first), len(second), _signs(Counter(first), Counter(second))
    ways = sum(each * one * other for each, one, other in signs)
    delta = ways / (n * m)
    about = delta if abs(delta) < 1 else delta * (n * m - 1) / (n * m)
    of_first = _spread_of(first, second, about) / (n - 1)
    of_second = _spread_of(second, first, -about) / (m - 1)
    around = sum((each - about) ** 2 * one * other for each, one, other in signs)
    of_both = around / ((n - 1) * (m - 1))
    return delta, ((m - 1) * of_first + (n - 1) * of_second + of_both) / (n * m)


def _signs(first: Counter[float], second: Counter[float]) -> list[tuple[int, int, int]]:
    """(-1, 0 or 1, how often either value comes) of each two different values.

    Answers are few points, so that thousands of people cost no more than ten.
    """
    return [
        ((x > y) - (x < y), one, other) for x, one in first.items() for y, other in second.items()
    ]


def _spread_of(first: Sequence[float], second: Sequence[float], about: float) -> float:
    """How far the dominance of each value of the first over the second lies from the mean."""
    m, others = len(second), Counter(second)
    total = 0.0
    for x, number in Counter(first).items():
        mean = sum(((x > y) - (x < y)) * other for y, other in others.items()) / m
        total += number * (mean - about) ** 2
    return total


def leaning(delta: float, variance: float, n: int, m: int) -> tuple[float, float]:
    """Cliff's asymmetric 95% interval, from delta, its variance and the two numbers of values."""
    t = t_quantile(n + m - 2)
    d = delta if abs(delta) < 1 else delta * (n * m - 1) / (n * m)
    reach = t * sqrt(variance * ((1 - d * d) ** 2 + t * t * variance))
    whole = 1 - d * d + t * t * variance
    low, high = (d - d**3 - reach) / whole, (d - d**3 + reach) / whole
    return (-1.0 if delta == -1 else low), (1.0 if delta == 1 else high)
