"""The rank test that the timing tests rely on, against published figures."""

import random

import pytest

from tests.support.ranks import mann_whitney_p, told_apart

# Hollander and Wolfe (1973), table 4.1: permeability of membranes; W = 35, p = 0.25 without
# and 0.2207 without a correction for continuity.
AT_TERM = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
EARLY = [1.15, 0.88, 0.90, 0.74, 1.21]


def test_it_agrees_with_a_published_example() -> None:
    assert mann_whitney_p(AT_TERM, EARLY) == pytest.approx(0.2207, abs=0.0005)


def test_it_is_the_same_from_either_side() -> None:
    assert mann_whitney_p(AT_TERM, EARLY) == pytest.approx(mann_whitney_p(EARLY, AT_TERM))


def test_all_the_same_is_no_difference() -> None:
    assert mann_whitney_p([1.0] * 30, [1.0] * 30) == 1.0


def test_chance_and_small_differences_are_not_told_apart_and_others_are() -> None:
    rng = random.Random(7)
    times = [rng.gauss(0.050, 0.005) for _ in range(200)]
    again = [rng.gauss(0.050, 0.005) for _ in range(200)]

    assert not told_apart(times, again)
    assert not told_apart(times, [each + 0.005 for each in again])
    assert told_apart(times, [each + 0.015 for each in again])
