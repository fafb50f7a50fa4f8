"""Run charts of indicators in words: never a signal below ten months, never a cause."""

import pytest

from evaluation.rules.paired import Better
from evaluation.rules.signals import NO_SIGNAL, Month, read

SHIFT = (1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8)


def months(*values: float | None) -> list[Month]:
    return [Month(f"month {at}", value) for at, value in enumerate(values, start=1)]


@pytest.mark.parametrize("number", [0, 1, 5, 9])
def test_below_ten_months_it_is_too_early(number: int) -> None:
    told = read(months(*[1, 9] * 5)[:number])

    assert told.chart.median is None
    assert told.sentences[0].startswith(f"{number} month")
    assert len(told.sentences) == 1


def test_a_month_without_a_figure_does_not_count() -> None:
    assert read(months(*[1, 9] * 4, 1, None)).chart.median is None


def test_ten_months_without_a_signal_may_be_chance() -> None:
    assert read(months(*[1, 9] * 5)).sentences == (NO_SIGNAL,)


@pytest.mark.parametrize(
    ("better", "ways"),
    [
        (Better.HIGHER, ("the way that is worse", "the way that is better")),
        (Better.LOWER, ("the way that is better", "the way that is worse")),
    ],
)
def test_a_signal_says_whether_it_goes_the_better_way(
    better: Better, ways: tuple[str, str]
) -> None:
    told = read(months(*SHIFT), better)

    assert told.sentences == (
        f"Shift: 6 months below the median, month 1 to month 6, {ways[0]}.",
        f"Shift: 6 months above the median, month 7 to month 12, {ways[1]}.",
    )


def test_where_neither_way_is_better_it_says_neither() -> None:
    told = read(months(3, 7, 3, 7, 3, 0, 1, 2, 3, 4, 5, 3, 7, 3))

    assert "Trend: 6 months rising, month 6 to month 11." in told.sentences
    assert "better" not in " ".join(told.sentences)
