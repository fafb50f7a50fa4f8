"""A wave's answers as a share, a count or a mean: small and hidden numbers have none."""

from decimal import Decimal

import pytest

from evaluation.rules.results import UNKNOWN, Told
from evaluation.rules.surveyed import (
    HIDDEN,
    NOBODY,
    NOT_YET,
    Found,
    mean_found,
    share_found,
)
from pilots.feedback_rules import SmallNumbers

NUMBERS = SmallNumbers(10, 30)


def share(told: Told | None, *values: int, is_count: bool = False) -> Found:
    return share_found(told, values or (4, 5), NUMBERS, is_count=is_count)


def test_fifteen_of_sixteen_has_the_interval_that_is_published() -> None:
    found = share(Told({4: 8, 5: 7, 1: 1}, 16))

    assert (found.figure.number, found.figure.base) == (Decimal(94), 16)
    assert found.method == "15 of 16 who answered; 95% interval 72% to 99% (Wilson)."


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        (None, NOT_YET),
        (UNKNOWN, HIDDEN),
        (Told({4: None, 5: 7}, 16), HIDDEN),
        (Told({4: 5, 5: 7}, None), HIDDEN),
        (Told({4: 0, 5: 0}, 0), NOBODY),
        (Told({4: 2, 5: 3}, 9), "5 of 9: too few for a percentage"),
    ],
)
def test_what_may_not_be_told_has_no_number_and_says_so(told: Told | None, instead: str) -> None:
    figure = share(told).figure

    assert figure.number is None
    assert figure.words("%") == instead


def test_one_hidden_answer_that_does_not_count_hides_nothing_else() -> None:
    assert share(Told({1: None, 2: None, 4: 5, 5: 7}, 20)).figure.number == 60


def test_a_count_is_told_of_few_as_results_tell_it() -> None:
    figure = share(Told({4: 2, 5: 3}, 9), is_count=True).figure

    assert figure.words("people") == "5 people of 9"


def test_a_share_of_nobody_is_data_and_no_figure_is_none() -> None:
    assert not share(None).figure.is_data
    assert share(Told({4: 0, 5: 0}, 20)).figure.number == 0


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (None, NOT_YET),
        (Told({}, None), HIDDEN),
        (Told({}, 0), NOBODY),
        (Told({}, 9), "9 scored: too few for a mean"),
        (Told({}, 12, (2137.4, 2150.0)), "21.37"),
    ],
)
def test_a_mean_is_told_of_ten_and_more(told: Told | None, words: str) -> None:
    assert mean_found(told).figure.words() == words


def test_a_mean_has_its_median_and_number_beside_it() -> None:
    found = mean_found(Told({}, 1_200, (2137.4, 2150.0)))

    assert found.method == "Mean of 1,200 scores; their median is 21.5."
