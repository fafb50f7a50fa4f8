"""Figures of an indicator: how they are put together, compared and said. Pure.

Missing is not zero, and “about” survives into every figure that it enters (domain words §3).
What is put together is put together in the declared way only: added up, the latest, the mean,
or never.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from partnership.dates import NOT_RECORDED

SUM, LATEST, MEAN, NEVER = "sum", "latest", "mean", "never"
WHOLE = Decimal(1)
ODD = {"people": "person", "children": "child", "men": "man", "women": "woman"}


@dataclass(frozen=True)
class Figure:
    """One value; `number` None is not recorded. `missing` is how many parts have none.

    `base` is of how many a share was taken; `stated` is the source's words, such as “threefold”.
    `instead` is what is said where there is no number, other than that it is not recorded; `when`
    is what it holds for, in words, where that is not the day that was asked about.
    """

    number: Decimal | None = None
    is_about: bool = False
    is_at_least: bool = False
    base: int | None = None
    stated: str = ""
    missing: int = 0
    instead: str = ""
    when: str = ""

    @property
    def is_data(self) -> bool:
        """Whether something was found: a count of no records is none, a share of 0 is one."""
        return self.number is not None and bool(self.number or self.when)

    @property
    def is_recorded(self) -> bool:
        """Whether a source says anything of it."""
        return self.number is not None or bool(self.stated)

    def words(self, unit: str = "", noun: str = "area") -> str:
        """about 1,250 loans, 1 area not recorded; “threefold”; not recorded."""
        if self.number is None:
            return f"“{self.stated}”" if self.stated else self.instead or NOT_RECORDED
        sure = " ".join(
            word
            for word, holds in (("at least", self.is_at_least), ("about", self.is_about))
            if holds
        )
        said = f"{sure} {with_unit(self.number, unit)}".strip()
        if self.stated:
            said += f" (“{self.stated}”)"
        if unit == "%" and self.base is None and not self.missing:
            said += " (base not recorded)"
        elif self.base is not None:
            said += f" of {self.base:,}"
        nouns = noun if self.missing == 1 else f"{noun}s"
        return f"{said}, {self.missing:,} {nouns} {NOT_RECORDED}" if self.missing else said


def with_unit(number: Decimal, unit: str) -> str:
    """13%; 1,250 loans; 1 loan; 3.5."""
    if unit == "%":
        return f"{plain(number)}%"
    return f"{plain(number)} {of_one(unit) if number == 1 else unit}".strip()


def of_one(unit: str) -> str:
    """A unit that names several, as it names one: loan, person, library, percentage point."""
    if unit in ODD:
        return ODD[unit]
    if unit.endswith("ies"):
        return f"{unit[:-3]}y"
    if unit.endswith(("sses", "xes", "ches", "shes")):
        return unit[:-2]
    return unit[:-1] if unit.endswith("s") and not unit.endswith(("ss", "us", "is")) else unit


def plain(number: Decimal) -> str:
    """1,250 and 3.5: no digits that say nothing."""
    text = f"{number:,.4f}"
    return text.rstrip("0").rstrip(".")


def put_together(figures: Sequence[Figure], how: str) -> Figure:
    """One figure for several, in the declared way; in no way (`never`) nothing is said.

    `figures` are in the order of time for `latest`. Raises ValueError for an unknown way.
    A base is kept where it is added up with its numbers, and where one figure is taken whole.
    """
    if how not in (SUM, LATEST, MEAN, NEVER):
        raise ValueError(f"Figures are not put together by “{how}”.")
    known = [each for each in figures if each.number is not None]
    if how == NEVER or not known:
        return Figure(missing=0 if how == NEVER else len(figures))
    if how == LATEST:
        return known[-1]
    return _over(known, how, missing=len(figures) - len(known))


def added(figures: Sequence[Figure]) -> Figure:
    """Counts of different things added up; what is missing of each is missing of all.

    Of nothing, or where none has a number: not recorded.
    """
    known = [each for each in figures if each.number is not None]
    missing = sum(each.missing for each in figures)
    if not known:
        return Figure(missing=missing)
    return replace(_over(known, SUM, missing=missing), base=None)


def _over(known: Sequence[Figure], how: str, *, missing: int) -> Figure:
    numbers = [each.number for each in known if each.number is not None]
    added = sum(numbers, Decimal(0))
    bases = [each.base for each in known if each.base is not None]
    return Figure(
        number=added if how == SUM else added / len(numbers),
        is_about=any(each.is_about for each in known),
        is_at_least=any(each.is_at_least for each in known),
        base=sum(bases) if how == SUM and len(bases) == len(known) else None,
        missing=missing,
    )


@dataclass(frozen=True)
class Aim:
    """Where an indicator started and where it is to get to; None is not recorded."""

    baseline: Decimal | None = None
    target: Decimal | None = None


def standing_words(figure: Figure, aim: Aim, better: str, unit: str) -> str:
    """Where a value stands between its baseline and its target, claiming no more than it says.

    `better` is more, less or empty. Nothing where there is no number, or nothing to compare.
    """
    if figure.number is None:
        return ""
    told = []
    if aim.baseline is not None:
        told.append(_since(figure.number - aim.baseline, better, unit))
    if aim.target is not None and better:
        told.append(_towards(figure, aim.target, better, unit))
    return "; ".join(told)


def _since(change: Decimal, better: str, unit: str) -> str:
    if not change:
        return "the same as the baseline"
    how_much = f"{with_unit(abs(change), 'percentage points' if unit == '%' else unit)}"
    way = "more" if change > 0 else "less"
    good = {"": "", way: " (the wished way)"}.get(better, " (the other way)")
    return f"{how_much} {way} than the baseline{good}"


def _towards(figure: Figure, target: Decimal, better: str, unit: str) -> str:
    assert figure.number is not None
    reached = figure.number >= target if better == "more" else figure.number <= target
    if reached:
        return "the target is reached"
    left = abs(target - figure.number)
    return f"{with_unit(left, 'percentage points' if unit == '%' else unit)} short of the target"
