"""Before and after in words: matched people by themselves, and the others as two snapshots.

Pure: no Django, no clock, no database.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.rules.breakdown import Spread
from evaluation.rules.paired import Better, Paired, compare
from evaluation.rules.ranks import Test
from evaluation.rules.results import Moved
from evaluation.rules.sentences import (
    Asked,
    Matched,
    p_words,
    paired_sentence,
    size_words,
    snapshots_sentence,
)
from evaluation.rules.unpaired import Snapshots
from partnership.web.templatetags.words import said_number
from pilots.feedback_rules import SmallNumbers

UNMATCHED = "Answers in no pair. "
WAYS = {
    Better.HIGHER: ("Improved", "The same", "Worse"),
    Better.LOWER: ("Improved", "The same", "Worse"),
    Better.NEITHER: ("Higher", "The same", "Lower"),
}


@dataclass(frozen=True)
class Fact:
    """One figure of an analysis, with its n and its method."""

    name: str
    said: str
    n: str
    method: str


@dataclass(frozen=True)
class Comparison:
    """What matched people did, how many each way, and what was worked out of it."""

    sentences: tuple[str, ...]
    ways: tuple[tuple[str, int, int, SmallNumbers], ...]
    facts: tuple[Fact, ...]


def compared(
    moved: Moved, matched: Matched, *, better: str, unit: int, numbers: SmallNumbers
) -> Comparison:
    """Before and after of one question; values are divided by `unit` before they are said."""
    way = Better(better)
    told = compare(
        ((then / unit, now / unit) for then, now, n in moved.moves for _ in range(n)), way
    )
    others = Snapshots(_values(moved.before, unit), _values(moved.after, unit))
    counts = (told.improved, told.same, told.worse)
    return Comparison(
        sentences=tuple(_sentences(told, others, matched, way)),
        ways=tuple(
            (label, count, told.pairs, numbers)
            for label, count in zip(WAYS[way], counts, strict=True)
            if told.pairs
        ),
        facts=(*_paired_facts(told), *_snapshot_facts(others)),
    )


def _values(spread: Spread, unit: int) -> tuple[float, ...]:
    return tuple(value / unit for value, number in spread for _ in range(number))


def _sentences(told: Paired, others: Snapshots, matched: Matched, way: Better) -> Iterator[str]:
    yield paired_sentence(told, matched, Asked(way))
    if others.before or others.after:
        yield UNMATCHED + snapshots_sentence(others)


def _paired_facts(told: Paired) -> Iterator[Fact]:
    differ = f"{told.differ:,} of {told.pairs:,} pairs differ"
    if told.sign_test:
        yield Fact(
            "Sign test", p_words(told.sign_test.p), differ, "exact, two-sided; ties left out"
        )
    if told.signed_rank_test:
        test = told.signed_rank_test
        yield Fact(
            "Wilcoxon signed-rank test",
            f"rank sum {_n(test.statistic)}, {p_words(test.p)}",
            differ,
            f"Pratt zeros, two-sided, {_how(test)}",
        )
    if told.rank_biserial:
        words = size_words("", told.rank_biserial).strip()
        yield Fact("Rank-biserial correlation", words, differ, "matched pairs (Kerby, 2014)")


def _snapshot_facts(others: Snapshots) -> Iterator[Fact]:
    n = f"{len(others.before):,} before, {len(others.after):,} after, not matched"
    if others.mann_whitney:
        test = others.mann_whitney
        yield Fact(
            "Mann–Whitney test",
            f"U {_n(test.statistic)}, {p_words(test.p)}",
            n,
            f"two snapshots, two-sided, {_how(test)}",
        )
    if others.cliffs_delta:
        words = size_words("", others.cliffs_delta).strip()
        yield Fact("Cliff’s delta", words, n, "two snapshots (Cliff, 1993)")


def _how(test: Test) -> str:
    return test.method


def _n(value: float) -> str:
    return said_number(round(value, 2))
