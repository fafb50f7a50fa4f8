"""What a wave's answers come to as an indicator: a share, a count, a mean score. Pure.

Only what may be told outside the evaluators goes in; what may not be told has no number, and
says so in words. Small numbers are told as results tell them: below the programme's threshold
no percentage and no mean.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from evaluation.rules.figures import Figure, plain
from evaluation.rules.proportions import Share
from evaluation.rules.results import Told
from evaluation.rules.tallying import HUNDREDTHS
from pilots.feedback_rules import SmallNumbers

NOT_YET = "not shown yet"
HIDDEN = "not shown: small numbers"
NOBODY = "nobody answered"


@dataclass(frozen=True)
class Found:
    """A figure with how it was worked out; empty where there is none."""

    figure: Figure
    method: str = ""


def share_found(
    told: Told | None, counted: Collection[int], numbers: SmallNumbers, *, is_count: bool
) -> Found:
    """How many of those who answered gave one of the answers that count, or their percentage.

    `told` None: nothing of the wave was shown yet.
    """
    if told is None:
        return Found(Figure(instead=NOT_YET))
    parts = [told.counts.get(value, 0) for value in counted]
    known = [each for each in parts if each is not None]
    if not told.is_known or told.base is None or len(known) < len(parts):
        return Found(Figure(instead=NOBODY if told.base == 0 else HIDDEN))
    return _share(min(sum(known), told.base), told.base, numbers, is_count=is_count)


def _share(part: int, base: int, numbers: SmallNumbers, *, is_count: bool) -> Found:
    if not base:
        return Found(Figure(instead=NOBODY))
    if is_count:
        return Found(Figure(Decimal(part), base=base), "Counted among those who answered.")
    share = Share(part, base, numbers).proportion
    if share is None:
        return Found(Figure(instead=f"{part:,} of {base:,}: too few for a percentage"))
    low, high = share.interval_per_cent
    return Found(
        Figure(Decimal(share.per_cent), base=base),
        f"{part:,} of {base:,} who answered; 95% interval {low}% to {high}% (Wilson).",
    )


def mean_found(told: Told | None) -> Found:
    """The mean score of a wave, with its median and how many were scored."""
    if told is None:
        return Found(Figure(instead=NOT_YET))
    if told.base == 0:
        return Found(Figure(instead=NOBODY))
    if told.base is None:
        return Found(Figure(instead=HIDDEN))
    if told.middle is None:
        return Found(Figure(instead=f"{told.base:,} scored: too few for a mean"))
    mean, median = (Decimal(str(round(each / HUNDREDTHS, 2))) for each in told.middle)
    return Found(Figure(mean), f"Mean of {told.base:,} scores; their median is {plain(median)}.")
