"""Of each task those concerned are reminded twice at most: before its day, and after it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.reports.rules.reminding import is_to_be_said, when_words

DUE = date(2019, 11, 6)


@pytest.mark.parametrize(
    ("after", "said"), [(-4, False), (-3, True), (0, True), (14, True), (15, False)]
)
def test_the_first_goes_out_in_the_last_days_or_soon_after(after: int, said: bool) -> None:
    assert is_to_be_said(DUE, reminded_on=None, on=DUE + timedelta(after)) is said


@given(looked=st.lists(st.integers(-20, 30), unique=True).map(sorted))
def test_whatever_days_are_missed_nobody_is_reminded_more_than_twice(looked: list[int]) -> None:
    reminded, times = None, []
    for after in looked:
        on = DUE + timedelta(after)
        if is_to_be_said(DUE, reminded_on=reminded, on=on):
            reminded = on
            times.append(after)
    assert len(times) <= 2
    assert len([after for after in times if after > 0]) <= 1


@pytest.mark.parametrize(
    ("after", "words"),
    [(-3, "Due in 3 days"), (-1, "Due in 1 day"), (0, "Due today"), (2, "Overdue by 2 days")],
)
def test_it_says_how_many_days_are_left(after: int, words: str) -> None:
    assert when_words(DUE, on=DUE + timedelta(after)) == words
