"""Nothing ends before it begins, as far as the dates are known."""

import pytest

from partnership.dates import PartialDate
from partnership.spans import end_refused


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        ("2019-10-24", "2019-10-23", True),
        ("2019-10-24", "2019-10-24", False),
        ("2019-10", "2019-09", True),
        ("2019-10-24", "2019", False),
        ("2019-10", "2019-10-02", False),
        ("", "2019", False),
        ("2019", "", False),
    ],
)
def test_an_end_before_the_start_is_refused_in_words(since: str, until: str, refused: bool) -> None:
    start, end = PartialDate.parse(since), PartialDate.parse(until)

    said = end_refused(start, end)

    assert bool(said) is refused
    if refused:
        assert start.words in said
        assert end.words in said
