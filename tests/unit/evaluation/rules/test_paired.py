"""Matched answers against published examples, SciPy and the laws that they must keep."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from evaluation.rules.paired import Better, Paired, compare, ways_up_to
from evaluation.rules.ranks import Estimate, Test, t_quantile
from pilots.proportions import wilson

Test.__test__ = False  # type: ignore[attr-defined]

# R, ?wilcox.test: Hollander and Wolfe (1973), depression scale, 9 patients.
FIRST = (1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30)
SECOND = (0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
# R package coin 1.4-3, tests/regtest_2sample.R, "ties handling": ties and a zero.
TIED_AFTER = (14, 18, 2, 4, -5, 14, -3, -1, 1, 6, 3, 3)
TIED_BEFORE = (8, 26, -7, -1, 2, 9, 0, -4, 13, 3, 3, 4)

ANSWERS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=40)
CHANGES = st.sampled_from([-4, -3, -2, -1, 1, 2, 3, 4])
MANY = st.tuples(st.lists(CHANGES, min_size=26, max_size=40), st.integers(0, 9)).map(
    lambda told: Paired((*told[0], *[0] * told[1]))
)


def test_of(told: Test | None) -> Test:
    assert told is not None
    return told


test_of.__test__ = False  # type: ignore[attr-defined]


def size_of(told: Estimate | None) -> Estimate:
    assert told is not None
    return told


def test_changes_are_counted() -> None:
    told = compare([(1, 3), (2, 2), (4, 3), (1, 2)])

    assert (told.pairs, told.improved, told.same, told.worse) == (4, 2, 1, 1)


def test_where_lower_is_better_a_lower_answer_is_an_improvement() -> None:
    told = compare([(1, 3), (2, 2), (4, 3), (1, 2)], Better.LOWER)

    assert (told.improved, told.same, told.worse) == (1, 1, 2)


def test_the_sign_test_equals_the_published_one() -> None:
    """coin 1.4-3, tests/Examples/coin-Ex.Rout.save: sign_test, exact, two-sided: 0.1797."""
    told = test_of(compare(zip(SECOND, FIRST, strict=True)).sign_test)

    assert told.p == pytest.approx(0.1797, abs=5e-5)
    assert told.method == "exact"


def test_the_signed_rank_test_without_ties_equals_the_published_one() -> None:
    """The same file: wilcoxsign_test, exact: V = 40, two-sided p = 0.03906."""
    told = test_of(compare(zip(SECOND, FIRST, strict=True)).signed_rank_test)

    assert told.statistic == 40
    assert told.p == pytest.approx(0.03906, abs=5e-6)


def test_the_signed_rank_test_with_ties_and_zeros_equals_the_published_one() -> None:
    """coin 1.4-3, tests/regtest_2sample.Rout.save: exact, Pratt, one-sided p = 0.4609375.

    Dropping the zero before ranking gives 0.4741211 there, so this tells the two apart.
    """
    told = test_of(compare(zip(TIED_BEFORE, TIED_AFTER, strict=True)).signed_rank_test)

    assert told.p == pytest.approx(2 * 0.4609375, abs=1e-12)
    assert told.method == "exact"


def test_many_pairs_with_ties_and_zeros_equal_scipys_recorded_value() -> None:
    """SciPy 1.17.1, stats/tests/test_morestats.py, test_accuracy_wilcoxon, "pratt"."""
    often = zip(range(-4, 5), (1, 4, 16, 15, 8, 4, 5, 1, 2), strict=True)
    told = test_of(compare([(0, way) for way, n in often for _ in range(n)]).signed_rank_test)

    assert told.statistic == 423
    assert told.p == pytest.approx(0.0031724568006762576, rel=1e-12)
    assert told.method == "normal approximation"


def test_rank_biserial_equals_the_published_one() -> None:
    """R package effectsize 1.0.3, tests/testthat/test-rankES.R: 0.777; by hand (40 - 5) / 45."""
    told = size_of(compare(zip(SECOND, FIRST, strict=True)).rank_biserial)

    assert told.value == pytest.approx(35 / 45)
    assert told.value == pytest.approx(0.777, abs=0.001)


def test_the_interval_of_rank_biserial_by_hand() -> None:
    """Ranks 1 to 9: Σ = 45, Σ² = 285, so 45² / 285 = 7.105 pairs; a share of 8 / 9 of them."""
    told = size_of(compare(zip(SECOND, FIRST, strict=True)).rank_biserial)

    assert told.low == pytest.approx(0.0432, abs=5e-5)
    assert told.high == pytest.approx(0.9665, abs=5e-5)


def test_where_everybody_improved_the_interval_still_has_a_width() -> None:
    told = size_of(compare([(1, 2)] * 8).rank_biserial)

    assert (told.value, told.high) == (1, pytest.approx(1))
    assert told.low == pytest.approx(2 * 8 / (8 + 3.8415) - 1, abs=1e-4)


@pytest.mark.parametrize("pairs", [0, 1, 5])
def test_below_six_pairs_that_differ_nothing_is_tested(pairs: int) -> None:
    told = compare([(1, 2)] * pairs + [(3, 3)] * 20)

    assert (told.sign_test, told.signed_rank_test, told.rank_biserial) == (None, None, None)


def test_from_six_pairs_that_differ_it_is() -> None:
    told = compare([(1, 2)] * 6)

    assert test_of(told.sign_test).p == test_of(told.signed_rank_test).p == 2 / 64


def test_all_tied_is_no_test_and_no_error() -> None:
    told = compare([(3, 3)] * 30)

    assert (told.same, told.sign_test, told.rank_biserial) == (30, None, None)


@settings(deadline=None)
@given(ANSWERS)
def test_swapping_before_and_after_mirrors_every_result(pairs: list[tuple[int, int]]) -> None:
    there, back = compare(pairs), compare([(after, before) for before, after in pairs])

    assert (there.improved, there.same, there.worse) == (back.worse, back.same, back.improved)
    assert there.is_tested == back.is_tested
    if there.is_tested:
        mirrored(there, back)


def mirrored(there: Paired, back: Paired) -> None:
    for mine, other in (
        (there.sign_test, back.sign_test),
        (there.signed_rank_test, back.signed_rank_test),
    ):
        assert test_of(mine).p == pytest.approx(test_of(other).p, rel=1e-12)
    one, two = size_of(there.rank_biserial), size_of(back.rank_biserial)
    assert (one.value, one.low, one.high) == pytest.approx((-two.value, -two.high, -two.low))


@settings(deadline=None)
@given(ANSWERS)
def test_the_other_direction_is_the_same_as_swapping(pairs: list[tuple[int, int]]) -> None:
    swapped = [(after, before) for before, after in pairs]

    assert compare(pairs, Better.LOWER) == compare(swapped)


@settings(deadline=None)
@given(ANSWERS)
def test_results_keep_their_ranges(pairs: list[tuple[int, int]]) -> None:
    told = compare([*pairs, *[(1, 2)] * 3, *[(2, 1)] * 3])
    size = size_of(told.rank_biserial)

    assert -1 - 1e-9 <= size.low <= size.value <= size.high <= 1 + 1e-9
    assert 0 < test_of(told.signed_rank_test).p <= 1


@settings(deadline=None)
@given(MANY)
def test_many_pairs_agree_with_scipy(told: Paired) -> None:
    by_sign = stats.binomtest(told.improved, told.differ).pvalue
    by_rank = stats.wilcoxon(told.changes, zero_method="pratt", method="asymptotic").pvalue

    assert test_of(told.sign_test).p == pytest.approx(by_sign)
    assert test_of(told.signed_rank_test).p == pytest.approx(by_rank)


@settings(deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=6, max_size=9).filter(lambda c: c.count(0) <= 3))
def test_the_exact_p_is_the_share_of_all_signings(changes: list[int]) -> None:
    """Every way to sign the ranks, listed: no convolution."""
    told = compare([(0, change) for change in changes])
    ranks = stats.rankdata([abs(change) for change in changes])
    kept = [rank for rank, change in zip(ranks, changes, strict=True) if change]
    if not told.is_tested:
        return
    seen = abs(sum(r if c > 0 else -r for r, c in zip(kept, filter(None, changes), strict=True)))
    sums = [abs(sum(s * r for s, r in zip(signs, kept, strict=True))) for signs in
            product((1, -1), repeat=len(kept))]  # fmt: skip
    assert test_of(told.signed_rank_test).p == sum(each >= seen for each in sums) / len(sums)


@settings(deadline=None)
@given(MANY)
def test_the_interval_excludes_no_difference_where_the_test_does(told: Paired) -> None:
    size, p = size_of(told.rank_biserial), test_of(told.signed_rank_test).p

    assert (size.low > 0 or size.high < 0) == (p < 0.05)


def test_fifteen_of_sixteen_is_72_to_99_per_cent() -> None:
    low, high = wilson(15 / 16, 16)

    assert (round(100 * low), round(100 * high)) == (72, 99)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 10, 11, 29, 30, 200])
def test_students_t_equals_scipys(freedom: int) -> None:
    assert t_quantile(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-9)


def test_thousands_of_pairs_have_an_exact_sign_test() -> None:
    told = compare([(1, 2)] * 10_100 + [(2, 1)] * 9_900)

    assert told.sign_test is not None
    assert told.sign_test.p == pytest.approx(stats.binomtest(9_900, 20_000).pvalue)


@pytest.mark.parametrize("number", [1_001, 2_000, 7_000])
@pytest.mark.parametrize("share", [0.5, 0.49, 0.47])
def test_the_sign_test_of_thousands_is_as_exact_as_counting_every_way(
    number: int, share: float
) -> None:
    fewer = round(number * share)
    told = Paired((1.0,) * (number - fewer) + (-1.0,) * fewer + (0.0,) * 3)

    counted = min(1.0, 2 * ways_up_to(number, fewer) / 2**number)
    assert test_of(told.sign_test).p == pytest.approx(counted, rel=1e-9)
    assert test_of(told.sign_test).p == pytest.approx(stats.binomtest(fewer, number).pvalue)


def test_a_sign_test_beyond_what_a_number_holds_is_0() -> None:
    told = Paired((1.0,) * 20_000 + (-1.0,) * 2)

    assert test_of(told.sign_test).p == 0
