"""The signals of run charts, by domain words §3 and by Perla, Provost and Murray."""

import pytest

from pilots.run_chart import Signal, Way, run_chart

UP_AND_DOWN = [1.0, 9.0] * 5


def test_nine_points_have_no_median_and_no_signal() -> None:
    told = run_chart([1, 1, 1, 9, 9, 9, 9, 9, 9])

    assert (told.points, told.median, told.signals) == (9, None, ())


def test_ten_points_have_a_median() -> None:
    assert run_chart(UP_AND_DOWN).median == 5


def test_points_that_go_up_and_down_show_nothing() -> None:
    assert run_chart(UP_AND_DOWN).signals == ()


def test_six_points_above_the_median_are_a_shift() -> None:
    values = [1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8]

    assert run_chart(values).signals == (
        Signal(Way.BELOW, 0, 5, 6),
        Signal(Way.ABOVE, 6, 11, 6),
    )


def test_five_points_on_one_side_are_none() -> None:
    values = [9, 8, 9, 8, 9, 1, 9, 1, 2, 1, 2, 1, 9]

    assert not [each for each in run_chart(values).signals if each.is_shift]


def test_a_point_on_the_median_neither_makes_nor_breaks_a_shift() -> None:
    values = [9, 8, 9, 5, 8, 9, 8, 1, 2, 1, 2, 1, 2]
    told = run_chart(values)

    assert told.median == 5
    assert Signal(Way.ABOVE, 0, 6, 6) in told.signals


@pytest.mark.parametrize(("run", "way"), [([1, 2, 3, 4, 5], Way.UP), ([5, 4, 3, 2, 1], Way.DOWN)])
def test_five_points_that_rise_or_fall_are_a_trend(run: list[float], way: Way) -> None:
    before = 7 if way is Way.UP else 0
    told = run_chart([3, 7, 3, 7, 3, before, *run, 3, 7, 3])

    assert [each for each in told.signals if not each.is_shift] == [Signal(way, 6, 10, 5)]


def test_four_points_that_rise_are_none() -> None:
    assert run_chart([5, 4, 6, 3, 7, 2, 3, 4, 5, 1, 9, 1]).signals == ()


def test_a_point_equal_to_the_one_before_neither_makes_nor_breaks_a_trend() -> None:
    told = run_chart([3, 7, 3, 7, 3, 7, 1, 2, 2, 3, 4, 5, 3, 7, 3])

    assert [each for each in told.signals if not each.is_shift] == [Signal(Way.UP, 6, 11, 5)]


def test_a_month_without_a_figure_is_no_point_and_ends_a_run() -> None:
    values = [1, 9, 1, 9, 1, 1, 2, 3, None, 4, 5, 1, 9, 1, 9]
    told = run_chart(values)

    assert told.points == 14
    assert told.signals == ()


def test_the_months_of_a_signal_are_marked() -> None:
    told = run_chart([1, 2, 1, 2, 1, 2, 9, 1, 9, 8, 9, 8, 9, 8])

    assert told.in_signal >= {0, 1, 2, 3, 4, 5}
    assert 7 not in told.in_signal
