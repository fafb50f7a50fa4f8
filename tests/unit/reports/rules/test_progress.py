"""Five dots with their word, and days in words."""

from datetime import date, timedelta

import pytest

from partnership.reports.models import Report
from partnership.reports.rules.progress import left_words, progress, since_words

DAY = date(2019, 11, 20)


@pytest.mark.parametrize(
    ("stage", "is_begun", "dots", "word"),
    [
        ("draft", False, "●○○○○", "Drafted"),
        ("draft", True, "●●○○○", "Being written"),
        ("in-review", True, "●●●○○", "In review"),
        ("approved", True, "●●●●○", "Approved"),
        ("published", True, "●●●●●", "Published"),
    ],
)
def test_a_stage_is_so_many_dots_and_a_word(stage, is_begun, dots, word) -> None:
    found = progress(stage, is_begun=is_begun)
    assert (found.dots, found.word) == (dots, word)


def test_every_stage_has_its_dots() -> None:
    assert [progress(stage).step for stage in Report.Stage] == [1, 3, 4, 5, 5]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (-6, "6 days to the paper deadline"),
        (-1, "1 day to the paper deadline"),
        (0, "today is the paper deadline"),
        (3, "3 days past the paper deadline"),
    ],
)
def test_it_is_said_how_many_days_are_left(after: int, words: str) -> None:
    assert left_words(DAY, on=DAY + timedelta(after)) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "since today"), (0, "since today"), (1, "for 1 day"), (3, "for 3 days")],
)
def test_it_is_said_since_when(days: int, words: str) -> None:
    assert since_words(DAY, on=DAY + timedelta(days)) == words
