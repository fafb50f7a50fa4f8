"""How grave a risk is: words for likelihood, impact and score, and how they moved.

Pure: no Django, no clock, no database. The words and levels are the product's
own. A score that is not recorded has no level, and is never counted as 0.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from partnership.dates import NOT_RECORDED, day_words

LIKELIHOOD = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
IMPACT = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Severe"}
RANGE = range(1, 6)


class Level(Enum):
    """How grave a score is, gravest last."""

    LOW = "Low"
    MEDIUM = "Medium"
    HIGH = "High"
    VERY_HIGH = "Very high"


HIGHEST_OF = {Level.LOW: 3, Level.MEDIUM: 9, Level.HIGH: 16, Level.VERY_HIGH: 25}


def score_of(likelihood: int | None, impact: int | None) -> int | None:
    """Likelihood × impact, 1 to 25; None where one of them is not recorded."""
    if likelihood is None or impact is None:
        return None
    return likelihood * impact


def level_of(score: int | None) -> Level | None:
    """The level of a score; none of one that is not recorded."""
    if score is None:
        return None
    return next(level for level, highest in HIGHEST_OF.items() if score <= highest)


def rule_words() -> str:
    """The rule as it is printed: Low: 1 to 3; Medium: 4 to 9; and so on."""
    lowest, parts = 1, []
    for level, highest in HIGHEST_OF.items():
        parts.append(f"{level.value}: {lowest} to {highest}")
        lowest = highest + 1
    return "; ".join(parts)


def likelihood_words(likelihood: int | None) -> str:
    """4 Likely."""
    return NOT_RECORDED if likelihood is None else f"{likelihood} {LIKELIHOOD[likelihood]}"


def impact_words(impact: int | None) -> str:
    """3 Moderate."""
    return NOT_RECORDED if impact is None else f"{impact} {IMPACT[impact]}"


def score_words(score: int | None) -> str:
    """12, High."""
    level = level_of(score)
    return NOT_RECORDED if level is None else f"{score}, {level.value}"


def judged_words(likelihood: int | None, impact: int | None) -> str:
    """4 Likely × 3 Moderate: 12, High; or which of the two is not recorded."""
    if likelihood is None and impact is None:
        return f"likelihood and impact {NOT_RECORDED}"
    if impact is None:
        return f"likelihood {likelihood_words(likelihood)}, impact {NOT_RECORDED}"
    if likelihood is None:
        return f"likelihood {NOT_RECORDED}, impact {impact_words(impact)}"
    words = f"{likelihood_words(likelihood)} × {impact_words(impact)}"
    return f"{words}: {score_words(likelihood * impact)}"


@dataclass(frozen=True)
class Trend:
    """How a score moved; the arrow is never without its words."""

    arrow: str
    words: str


def trend(now: int | None, before: int | None, *, was_there: bool) -> Trend:
    """How the score moved from an earlier day on which the entry may not have been there."""
    if not was_there:
        return Trend("", "new")
    if now is None:
        return Trend("", NOT_RECORDED if before is None else f"was {before}, {NOT_RECORDED} now")
    if before is None:
        return Trend("", f"first scored: {now}")
    if now == before:
        return Trend("→", f"unchanged at {now}")
    way, arrow = ("up", "↑") if now > before else ("down", "↓")
    return Trend(arrow, f"{way} from {before} to {now}")


def is_review_overdue(
    review_on: date | None, *, on: date, is_closed: bool, reviewed_on: date | None
) -> bool:
    """Whether an open entry was to be reviewed before a day, and was not since."""
    if is_closed or review_on is None or review_on >= on:
        return False
    return reviewed_on is None or reviewed_on < review_on


def natural_order(reference: str) -> tuple[tuple[int, int | str], ...]:
    """Puts R2 before R10."""
    parts = re.findall(r"\d+|\D+", reference)
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts)


def next_reference(letter: str, taken: Sequence[str]) -> str:
    """The letter with the number after the highest that was given out: R8 after R7."""
    found = (re.fullmatch(rf"{letter}([0-9]{{1,9}})", reference) for reference in taken)
    return f"{letter}{max((int(each[1]) for each in found if each), default=0) + 1}"


@dataclass(frozen=True)
class Fault:
    """Why something can't be recorded: words, and the field to mend."""

    words: str
    field: str


YEARS_AHEAD = 5  # a next review beyond is more likely a slip of the finger


def day_faults(day: date, *, field: str, earliest: date, why: str, today: date) -> list[Fault]:
    """What is wrong with a day on which something was said; `why` none lies before `earliest`."""
    if day > today:
        return [Fault(f"{day_words(day)} has not come yet. Choose today or a day before.", field)]
    if day < earliest:
        words = f"{why} {day_words(earliest)}: choose that day or a later one."
        return [Fault(words, field)]
    return []


def next_review_faults(review_on: date | None, *, today: date) -> list[Fault]:
    """What is wrong with the day of the next review; there may be none."""
    if review_on is None:
        return []
    if review_on <= today:
        words = f"{day_words(review_on)} is not ahead. Choose a day after today."
        return [Fault(words, "review_on")]
    if review_on > today + timedelta(days=366 * YEARS_AHEAD):
        words = f"{day_words(review_on)} is more than {YEARS_AHEAD} years away. Check the year."
        return [Fault(words, "review_on")]
    return []


def score_faults(**scores: int | None) -> list[Fault]:
    """What is wrong with likelihood and impact; each may be not recorded."""
    return [
        Fault(f"{name.capitalize()} runs from 1 to 5, and {value} is not one of them.", name)
        for name, value in scores.items()
        if value is not None and value not in RANGE
    ]
