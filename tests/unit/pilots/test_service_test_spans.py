"""When a test and its cycles can't have run as it is said: only what is certain is refused."""

from datetime import date

import pytest

from partnership.dates import PartialDate
from pilots.service_testing import Span, begin_refused, cycles_refused, is_before

START = date(2019, 1, 1)


def day(code: str) -> PartialDate:
    return PartialDate.parse(code)


def span(name: str, began: str = "", ended: str = "") -> Span:
    return Span(name, day(began), day(ended))


def test_a_begin_before_the_programme_is_refused_where_that_is_certain():
    assert "The programme starts on 1 January 2019" in begin_refused(
        day("2018-12"), programme_from=START
    )
    for possible in ("", "2019", "2018-winter", "2019-01-01"):
        assert begin_refused(day(possible), programme_from=START) == ""


@pytest.mark.parametrize(
    ("cycles", "expected"),
    [
        ([("2019-06", "2019-07"), ("2019-07", "2019-09")], ("", "")),
        ([("", ""), ("2019", "2019")], ("", "")),
        (
            [("", ""), ("2019-05", "")],
            ("Cycle 2 can’t begin (May 2019) before the test did (June 2019).", "began"),
        ),
        (
            [("2019-08", ""), ("2019-07", "")],
            ("Cycle 2 can’t begin (July 2019) before cycle 1 did (August 2019).", "began"),
        ),
        (
            [("2019-10", "")],
            ("Cycle 1 can’t begin (October 2019) after the test had ended (September 2019).",
             "began"),
        ),
        (
            [("", "2019-10")],
            ("Cycle 1 can’t end (October 2019) after the test had ended (September 2019).",
             "ended"),
        ),
    ],
)  # fmt: skip
def test_cycles_lie_within_their_test_and_in_order(
    cycles: list[tuple[str, str]], expected: tuple[str, str]
):
    test = span("The test", "2019-06", "2019-09")
    spans = [span(f"Cycle {number}", *dates) for number, dates in enumerate(cycles, start=1)]
    assert cycles_refused(test, spans) == expected


def test_one_date_comes_before_another_only_where_no_day_of_it_could_be_the_other_s():
    assert is_before(day("2019-05"), day("2019-06-01"))
    assert not is_before(day("2019-05"), day("2019-05-31"))
    assert not is_before(day(""), day("2019"))
    assert not is_before(day("2019"), day(""))
