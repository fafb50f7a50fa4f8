"""What one response adds to the tallies of its wave: which answer, for whom, how often.

Pure: no Django, no clock, no database. Everything is counted three times over: in all, for the
response's area, and for its sector; areas are never crossed with sectors. So what is counted of
an area and what is counted in all can be read by themselves, and neither is added to the other.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from evaluation.rules.questionnaire import DATE, NUMBER, TEXT, Item, Questionnaire
from evaluation.rules.scales import PARTS, Kind, PlainScale, parts, score

HUNDREDTHS = 100  # in which a score is kept: a whole number


@dataclass(frozen=True, order=True)
class What:
    """What is counted, by its keys: a question, a row of its grid, a scale; nothing: responses."""

    question: int | None = None
    row: int | None = None
    scale: int | None = None

    @property
    def code(self) -> str:
        """q12, q12.r3, s4, or all."""
        if self.scale is not None:
            return f"s{self.scale}"
        if self.question is None:
            return "all"
        return f"q{self.question}" + (f".r{self.row}" if self.row is not None else "")


ALL = What()


@dataclass(frozen=True, order=True)
class Who:
    """Of whom: everybody, those of one area (by its key), or those of one sector."""

    area: int | None = None
    sector: str = ""

    @property
    def code(self) -> str:
        """a5, shealth, or nothing for everybody."""
        return (
            f"a{self.area}" if self.area is not None else f"s{self.sector}" if self.sector else ""
        )


EVERYBODY = Who()


@dataclass(frozen=True)
class Step:
    """One figure: `value` None counts who answered it at all, with what is no missing value."""

    what: What
    who: Who = EVERYBODY
    value: int | None = None

    @property
    def key(self) -> str:
        """What is counted where, in one word; such as q12.r3:a5:4."""
        value = "*" if self.value is None else self.value
        return f"{self.what.code}:{self.who.code}:{value}"


@dataclass(frozen=True)
class Scale:
    """A score that several questions make; `missing_allowed` of a sum or mean of its own."""

    pk: int
    code: str
    kind: Kind
    missing_allowed: int = 0
    name: str = ""
    licence: str = ""
    more_is_better: bool = True

    @property
    def what(self) -> What:
        """What is counted of it."""
        return What(scale=self.pk)


@dataclass(frozen=True)
class Answered:
    """One response: its area and sector, and the values given, by question and grid row."""

    area: int | None = None
    sector: str = ""
    values: Mapping[What, Collection[int]] | None = None
    words: frozenset[What] = frozenset()  # what was answered in words, or by a date

    @property
    def whose(self) -> tuple[Who, ...]:
        """For whom it counts."""
        there = [EVERYBODY]
        if self.area is not None:
            there.append(Who(area=self.area))
        if self.sector:
            there.append(Who(sector=self.sector))
        return tuple(there)

    def one(self, what: What) -> int | None:
        """The value given, where there is one."""
        return next(iter((self.values or {}).get(what, ())), None)


@dataclass(frozen=True)
class Instrument:
    """What is asked and how it is scored."""

    asked: Questionnaire
    scales: tuple[Scale, ...] = ()

    @cached_property
    def items(self) -> dict[int, Item]:
        """Questions by their keys."""
        return {item.pk: item for item in self.asked.items}

    @cached_property
    def everything(self) -> tuple[What, ...]:
        """All that is asked and scored: questions, the rows of grids, scales."""
        rows = (What(item.pk, row.pk) for item in self.asked.items for row in item.rows)
        questions = (What(item.pk) for item in self.asked.items)
        return (*questions, *rows, *(scale.what for scale in self.scales))

    def values(self, answered: Answered) -> Iterator[tuple[What, int]]:
        """Every value and score of one response that is an answer, missing ones left out."""
        for what, given in (answered.values or {}).items():
            item = self.items.get(what.question or 0)
            for value in given:
                if item and value not in item.missing:
                    yield what, value
        for scale in self.scales:
            found = self.score(scale, answered)
            if found is not None:
                yield scale.what, round(found * HUNDREDTHS)

    def score(self, scale: Scale, answered: Answered) -> float | None:
        """The score of one response; None where too many items are missing.

        Also where the scale is not built as its rule wants it, which publishing refuses.
        """
        items = self.asked.of_scale(scale.code)
        answers = [_known(item, answered) for item in items]
        try:
            return score(scale.kind, answers, _plain(scale, items)).value
        except ValueError:
            return None

    def parts(self, scale: Scale, answered: Answered) -> list[float | None]:
        """The scores of its parts; None where an item of one is missing."""
        answers = [_known(item, answered) for item in self.asked.of_scale(scale.code)]
        try:
            return [each.value for each in parts(scale.kind, answers)]
        except ValueError:
            return [None for _ in PARTS[scale.kind]]

    def steps(self, responses: Iterable[Answered]) -> Counter[Step]:
        """What responses add to the tallies, all together."""
        found: Counter[Step] = Counter()
        for each in responses:
            facts = list(self._facts(each))
            for who in each.whose:
                found.update(Step(what, who, value) for what, value in facts)
        return found

    def _facts(self, answered: Answered) -> Iterator[tuple[What, int | None]]:
        yield ALL, None
        told = defaultdict(list)
        for what, value in self.values(answered):
            told[what].append(value)
        for what, values in told.items():
            yield what, None
            yield from ((what, value) for value in values)
        yield from ((what, None) for what in answered.words)
        yield from self._missing(answered)

    def _missing(self, answered: Answered) -> Iterator[tuple[What, int]]:
        """The values that count as no answer, such as “prefer not to say”."""
        for what, given in (answered.values or {}).items():
            item = self.items.get(what.question or 0)
            yield from ((what, value) for value in given if item and value in item.missing)

    def pairs(
        self, before: Answered, after: Answered, same: Mapping[What, What], other: "Instrument"
    ) -> Iterator[tuple[What, int, int]]:
        """What one person answered before and after, as (what, before, after), by what is asked
        after; `same` finds what was asked before, by `other`.
        """
        then = dict(other.values(before))
        for what, value in self.values(after):
            item = self.items.get(what.question or 0)
            if (item is None or is_compared(item)) and same.get(what) in then:
                yield what, then[same[what]], value


def _known(item: Item, answered: Answered) -> int | None:
    value = answered.one(What(item.pk))
    return None if value in item.missing else value


def _plain(scale: Scale, items: Sequence[Item]) -> PlainScale | None:
    """The range and the rule of a sum or mean; the range is that of its items' own points."""
    points = [value for item in items for value in item.values - item.missing]
    if scale.kind not in (Kind.SUM, Kind.MEAN) or not points:
        return None
    return PlainScale(
        items=len(items),
        low=min(points),
        high=max(points),
        is_mean=scale.kind is Kind.MEAN,
        may_miss=scale.missing_allowed,
        reversed_items=frozenset(at for at, item in enumerate(items) if item.is_reversed),
    )


def is_compared(item: Item) -> bool:
    """Whether a person's answers before and after are held against each other."""
    return not item.role and (item.is_ordinal or item.kind == NUMBER)


def is_counted(item: Item) -> bool:
    """Whether its values are counted; words are not, only how many wrote some."""
    return item.kind not in (TEXT, DATE)
