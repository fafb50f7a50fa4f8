"""Shares with few answers are counts; Wilson's interval is the published one."""

import pytest

from evaluation.rules.proportions import Share


@pytest.mark.parametrize("base", [0, 1, 5, 6, 9])
def test_below_ten_answers_there_is_no_percentage(base: int) -> None:
    assert Share(0, base).proportion is None


@pytest.mark.parametrize(("base", "is_beside"), [(10, True), (29, True), (30, False)])
def test_below_thirty_the_base_stands_beside_the_percentage(base: int, is_beside: bool) -> None:
    told = Share(5, base)

    assert told.proportion is not None
    assert told.shows_base == is_beside


def test_fifteen_of_sixteen_is_72_to_99_per_cent() -> None:
    told = Share(15, 16).proportion

    assert told is not None
    assert (told.per_cent, told.interval_per_cent) == (94, (72, 99))


def test_more_than_everybody_is_refused() -> None:
    with pytest.raises(ValueError, match="6 of 5"):
        Share(6, 5)
