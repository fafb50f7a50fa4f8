"""Waves that could not be matched: against published examples, SciPy and every arrangement."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from evaluation.rules.ranks import Estimate, Test, t_quantile
from evaluation.rules.unpaired import Snapshots, dominance, leaning

Test.__test__ = False  # type: ignore[attr-defined]

# Hogarty and Kromrey (1999), as the R package effsize 0.8.1 gives them.
TREATMENT = (10, 10, 20, 20, 20, 30, 30, 30, 40, 50)
CONTROL = (10, 20, 30, 40, 40, 50)

WAVE = st.lists(st.integers(1, 5), max_size=25).map(tuple)
LARGE = st.lists(st.integers(1, 5), min_size=16, max_size=25).map(tuple)
SMALL = st.lists(st.integers(1, 4), min_size=6, max_size=6).map(tuple)


def test_of(told: Test | None) -> Test:
    assert told is not None
    return told


test_of.__test__ = False  # type: ignore[attr-defined]


def size_of(told: Estimate | None) -> Estimate:
    assert told is not None
    return told


def test_cliffs_delta_equals_the_published_one() -> None:
    """effsize 0.8.1, tests/testthat/testCliff.R: -0.25."""
    assert size_of(Snapshots(CONTROL, TREATMENT).cliffs_delta).value == -0.25


def test_another_published_delta() -> None:
    """The same file, "Negligible differences": -0.06666."""
    first = (10, 20, 20, 20, 30, 30, 30, 40, 50, 100)

    assert dominance(first, CONTROL)[0] == pytest.approx(-0.06666, abs=1e-5)


def test_the_variance_is_the_published_one() -> None:
    """effsize's source records the three terms: 0.2669753, 0.447 and 1.0055556."""
    by_hand = (5 * 0.2669753 + 9 * 0.447 + 1.0055556) / 60

    assert dominance(TREATMENT, CONTROL)[1] == pytest.approx(by_hand, rel=1e-6)


def test_the_interval_is_the_published_one() -> None:
    """effsize prints -0.7265846 to 0.3890062, which its unbiased variance gives, 0.0980556."""
    unbiased = 0.09805555555555556

    assert leaning(-0.25, unbiased, 10, 6) == pytest.approx((-0.7265846, 0.3890062), abs=5e-8)


def test_waves_that_do_not_overlap_have_an_interval_up_to_one() -> None:
    told = size_of(Snapshots((1, 1, 2, 2, 2, 2), (3, 4, 4, 5, 5, 5)).cliffs_delta)

    assert (told.value, told.high) == (1, 1)
    assert 0 < told.low < 1


@pytest.mark.parametrize(("before", "after"), [(0, 0), (0, 30), (1, 30), (5, 30), (30, 5)])
def test_below_six_answers_in_a_wave_nothing_is_tested(before: int, after: int) -> None:
    told = Snapshots((1,) * before, (2,) * after)

    assert (told.mann_whitney, told.cliffs_delta) == (None, None)


def test_the_median_of_nobody_is_not_known() -> None:
    assert Snapshots((), (1, 2, 2)).medians == (None, 2)


def test_everybody_alike_is_no_difference_and_no_error() -> None:
    for number in (6, 40):
        told = Snapshots((3,) * number, (3,) * number)

        assert test_of(told.mann_whitney).p == 1
        assert size_of(told.cliffs_delta).value == 0


@settings(deadline=None)
@given(WAVE, WAVE)
def test_swapping_before_and_after_mirrors_every_result(
    one: tuple[int, ...], other: tuple[int, ...]
) -> None:
    there, back = Snapshots(one, other), Snapshots(other, one)

    assert there.is_tested == back.is_tested
    if there.is_tested:
        assert test_of(there.mann_whitney).p == pytest.approx(test_of(back.mann_whitney).p)
        this, that = size_of(there.cliffs_delta), size_of(back.cliffs_delta)
        assert (this.value, this.low, this.high) == pytest.approx(
            (-that.value, -that.high, -that.low)
        )
        assert -1 <= this.low <= this.value <= this.high <= 1


@settings(deadline=None)
@given(LARGE, LARGE)
def test_large_waves_agree_with_scipy(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    told = test_of(Snapshots(one, other).mann_whitney)
    reference = stats.mannwhitneyu(other, one, method="asymptotic")

    assert told.statistic == reference.statistic
    if len({*one, *other}) > 1:
        assert told.p == pytest.approx(reference.pvalue)


@settings(deadline=None)
@given(st.permutations(range(14)))
def test_small_waves_without_ties_agree_with_scipy(order: list[int]) -> None:
    before, after = tuple(order[:6]), tuple(order[6:])
    told = test_of(Snapshots(before, after).mann_whitney)

    assert told.p == pytest.approx(stats.mannwhitneyu(after, before, method="exact").pvalue)


@settings(deadline=None)
@given(SMALL, SMALL)
def test_with_ties_the_exact_p_is_the_share_of_all_arrangements(
    one: tuple[int, ...], other: tuple[int, ...]
) -> None:
    ranks = stats.rankdata([*one, *other])
    middle = 6 * 13 / 2
    seen = abs(sum(ranks[6:]) - middle)
    reached = [abs(sum(some) - middle) >= seen for some in combinations(ranks, 6)]

    assert test_of(Snapshots(one, other).mann_whitney).p == sum(reached) / len(reached)


@pytest.mark.parametrize("freedom", [1, 2, 9, 10, 999, 1_000, 1_031, 50_000])
def test_students_quantile_is_scipys_for_any_number_of_answers(freedom: int) -> None:
    assert t_quantile(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=2e-8)


def test_waves_of_thousands_are_held_against_each_other() -> None:
    before, after = (1, 2, 3, 4, 5) * 4_000, (2, 3, 4, 5, 5) * 4_000
    told = Snapshots(before, after)

    assert test_of(told.mann_whitney).p < 0.001
    assert size_of(told.cliffs_delta).value == pytest.approx(8 / 25)
