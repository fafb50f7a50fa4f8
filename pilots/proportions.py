"""Proportions with their 95% Wilson intervals. Pure: no Django, no database.

The interval is Wilson's score interval without correction (E. B. Wilson, 1927), which stays
between 0 and 1 and holds for small numbers; its closed form needs no library.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)  # 95%, two-sided


def wilson(share: float, number: float) -> tuple[float, float]:
    """Wilson's interval for a share, 0 to 1, of a number above 0 that need not be whole."""
    middle = share + Z * Z / (2 * number)
    reach = Z * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number))
    whole = 1 + Z * Z / number
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)


@dataclass(frozen=True)
class Proportion:
    """`part` of `base`, such as 26 satisfied of 31; 0 ≤ part ≤ base, and base above 0."""

    part: int
    base: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.base or self.base == 0:
            raise ValueError(f"{self.part} of {self.base} is no proportion.")

    @property
    def per_cent(self) -> int:
        """In whole per cent, a half rounded up."""
        return (200 * self.part + self.base) // (2 * self.base)

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson interval, each end between 0 and 1."""
        return wilson(self.part / self.base, self.base)

    @property
    def interval_per_cent(self) -> tuple[int, int]:
        """The interval in whole per cent, a half rounded up."""
        low, high = self.interval
        return int(100 * low + 0.5), int(100 * high + 0.5)
