"""Scales with published scoring: SWEMWBS, UCLA-3, De Jong Gierveld 6, and plain sums and means.

Pure: no Django, no clock, no database; numbers only, no licensed wording. An answer is a whole
number, None where the item was left out. A scale that can't be scored says why.

Sources: SWEMWBS raw to metric, S. Stewart-Brown and others, Health and Quality of Life Outcomes
7 (2009), 15. UCLA-3: M. E. Hughes and others, Research on Aging 26 (2004), 655-672. De Jong
Gierveld 6: J. de Jong Gierveld and T. van Tilburg, Research on Aging 28 (2006), 582-598.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

SWEMWBS_METRIC = (
    7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36, 16.88, 17.43, 17.98,
    18.59, 19.25, 19.98, 20.73, 21.54, 22.35, 23.21, 24.11, 25.03, 26.02, 27.03, 28.13, 29.31,
    30.70, 32.55, 35.00,
)  # of the raw totals 7 to 35  # fmt: skip
EMOTIONAL = SOCIAL = 3  # items of De Jong Gierveld 6: three of each, the emotional ones first
LONELY_FROM = 6  # UCLA-3, often read so; not part of its publication

Answers = Sequence[int | None]


@dataclass(frozen=True)
class Score:
    """A score, or None and `why_not`; `band` is empty where a scale has no bands."""

    value: float | None
    band: str = ""
    why_not: str = ""

    @property
    def is_valid(self) -> bool:
        return self.value is not None


class Kind(Enum):
    """How a scale is scored; the value is its code."""

    SWEMWBS = "swemwbs"
    UCLA_3 = "ucla-3"
    DE_JONG_GIERVELD_6 = "de-jong-gierveld-6"
    SUM = "sum"
    MEAN = "mean"


def swemwbs(answers: Answers) -> Score:
    """The metric score, 7.00 to 35.00, of seven answers from 1 to 5; all seven are needed."""
    known = _checked(answers, items=7, low=1, high=5)
    if len(known) < 7:
        return _not_scored(known, 7, 7)
    return Score(SWEMWBS_METRIC[sum(known) - 7])


def ucla_3(answers: Answers) -> Score:
    """The total, 3 to 9, of three answers from 1 to 3; all three are needed."""
    known = _checked(answers, items=3, low=1, high=3)
    if len(known) < 3:
        return _not_scored(known, 3, 3)
    total = sum(known)
    return Score(total, "often read as lonely" if total >= LONELY_FROM else "")


@dataclass(frozen=True)
class Loneliness:
    """De Jong Gierveld 6: 0 to 6, and its two parts, 0 to 3 each."""

    whole: Score
    emotional: Score
    social: Score


def de_jong_gierveld_6(answers: Answers) -> Loneliness:
    """Six answers, 1 yes, 2 more or less, 3 no: three emotional items, then three social ones.

    A point for yes or more or less on the emotional, for no or more or less on the social
    ones. A part with an item missing is not valid, nor the whole with more than one.
    """
    _checked(answers, items=6, low=1, high=3)
    points = [
        None if each is None else int(each in ((1, 2) if at < EMOTIONAL else (2, 3)))
        for at, each in enumerate(answers)
    ]
    known = [point for point in points if point is not None]
    whole = Score(sum(known), _lonely(sum(known))) if len(known) >= 5 else _not_scored(known, 6, 5)
    return Loneliness(whole, _part(points[:EMOTIONAL]), _part(points[EMOTIONAL:]))


def _part(points: Sequence[int | None]) -> Score:
    known = [point for point in points if point is not None]
    return Score(sum(known)) if len(known) == SOCIAL else _not_scored(known, SOCIAL, SOCIAL)


def _lonely(total: int) -> str:
    if total >= 5:
        return "severely lonely"
    return "moderately lonely" if total >= 2 else "not lonely"


@dataclass(frozen=True)
class PlainScale:
    """A sum or a mean of `items` answers from `low` to `high`.

    Up to `may_miss` items may be left out; a sum then stands for all items at their mean.
    `reversed_items` are places from 0 whose answers count the other way round.
    """

    items: int
    low: int
    high: int
    is_mean: bool = False
    may_miss: int = 0
    reversed_items: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not (self.items >= 1 and self.low < self.high and 0 <= self.may_miss < self.items):
            raise ValueError("A scale needs an item, a range, and at least one answer.")
        if not self.reversed_items <= set(range(self.items)):
            raise ValueError("An item that counts the other way round is not among the items.")

    def score(self, answers: Answers) -> Score:
        """The sum or mean; raises ValueError for an answer out of range or one too many."""
        _checked(answers, items=self.items, low=self.low, high=self.high)
        known = [
            self.low + self.high - each if at in self.reversed_items else each
            for at, each in enumerate(answers)
            if each is not None
        ]
        if len(known) < self.items - self.may_miss:
            return _not_scored(known, self.items, self.items - self.may_miss)
        mean = sum(known) / len(known)
        return Score(mean if self.is_mean else mean * self.items)


def score(kind: Kind, answers: Answers, plain: PlainScale | None = None) -> Score:
    """The score of answers by a kind; a sum or a mean needs its `plain` scale (ValueError)."""
    published: dict[Kind, Callable[[Answers], Score]] = {
        Kind.SWEMWBS: swemwbs,
        Kind.UCLA_3: ucla_3,
        Kind.DE_JONG_GIERVELD_6: lambda each: de_jong_gierveld_6(each).whole,
    }
    if kind in published:
        return published[kind](answers)
    if plain is None or plain.is_mean != (kind is Kind.MEAN):
        raise ValueError("A sum or a mean needs its items, range and missing-item rule.")
    return plain.score(answers)


PARTS = {Kind.DE_JONG_GIERVELD_6: ("emotional", "social")}  # that are scored by themselves, too


def parts(kind: Kind, answers: Answers) -> tuple[Score, ...]:
    """The scores of a scale's PARTS, in their order; none where its publication has none."""
    if kind not in PARTS:
        return ()
    told = de_jong_gierveld_6(answers)
    return (told.emotional, told.social)


def _checked(answers: Answers, *, items: int, low: int, high: int) -> list[int]:
    """The answers that were given; raises ValueError for a wrong number or one out of range."""
    if len(answers) != items:
        raise ValueError(f"This scale has {items} items, not {len(answers)}.")
    known = [each for each in answers if each is not None]
    for each in known:
        if isinstance(each, bool) or each != int(each) or not low <= each <= high:
            raise ValueError(f"{each} is not an answer from {low} to {high}.")
    return known


def _not_scored(known: Sequence[int], items: int, needed: int) -> Score:
    return Score(None, why_not=f"{len(known)} of {items} items answered; {needed} are needed.")
