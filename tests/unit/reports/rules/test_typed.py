"""A text that was typed on holds all that the earlier one said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.reports.rules.typed import only_adds


@given(before=st.text(), more=st.text(), at=st.integers(0, 60))
def test_words_put_in_at_one_place_lose_nothing(before: str, more: str, at: int) -> None:
    assert only_adds(before, before[:at] + more + before[at:])


@given(before=st.text(), after=st.text(max_size=40))
def test_what_only_adds_still_holds_every_letter(before: str, after: str) -> None:
    rest = iter(after)

    assert not only_adds(before, after) or all(letter in rest for letter in before)


@pytest.mark.parametrize(
    ("before", "after"),
    [("One two", "One"), ("One two", "One three"), ("abc", "axbxc"), ("aa", "a"), ("x", "")],
)
def test_what_takes_something_away_is_told_apart(before: str, after: str) -> None:
    assert not only_adds(before, after)
