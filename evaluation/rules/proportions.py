"""How a share is shown: with its base, its Wilson interval, or as a count alone.

Pure: no Django, no clock, no database. The rule is domain §3, "Small numbers": below 10 answers
counts only, from 10 to 29 percentages with the base beside them; the thresholds are settings.
"""

from dataclasses import dataclass, field

from pilots.feedback_rules import SmallNumbers
from pilots.proportions import Proportion


@dataclass(frozen=True)
class Share:
    """`part` of `base` answers; 0 ≤ part ≤ base, and a base of 0 where nobody answered."""

    part: int
    base: int
    rule: SmallNumbers = field(default_factory=SmallNumbers)

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.base:
            raise ValueError(f"{self.part} of {self.base} is no share.")

    @property
    def proportion(self) -> Proportion | None:
        """Its percentage and interval; None where there are too few answers for them."""
        enough = self.base >= max(1, self.rule.counts_only_below)
        return Proportion(self.part, self.base) if enough else None

    @property
    def shows_base(self) -> bool:
        """Whether the base must stand beside the percentage."""
        return self.base < self.rule.base_beside_below
