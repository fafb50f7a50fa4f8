"""Dates with precision: said no more exactly than they are known."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnership.dates import (
    PartialDate,
    Precision,
    add_months,
    day_after,
    end_of_month,
    last_day,
    month_number,
)

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
FIRSTS = DAYS.map(lambda day: day.replace(day=1))


@pytest.mark.parametrize(
    ("code", "words", "first", "last"),
    [
        ("2019-10-24", "24 October 2019", date(2019, 10, 24), date(2019, 10, 24)),
        ("2018-01", "January 2018", date(2018, 1, 1), date(2018, 1, 31)),
        ("2019-Q4", "October to December 2019", date(2019, 10, 1), date(2019, 12, 31)),
        ("2019-autumn", "autumn 2019", date(2019, 9, 1), date(2019, 11, 30)),
        ("2019-winter", "winter 2019", date(2019, 12, 1), date(2020, 2, 29)),
        ("2019", "2019", date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_a_code_says_what_is_known_and_no_more(code, words, first, last):
    found = PartialDate.parse(code)
    assert (found.words, found.first, found.last) == (words, first, last)
    assert str(found) == code


def test_an_unknown_date_is_not_recorded_and_false():
    assert PartialDate.parse("").words == "not recorded"
    assert not PartialDate.parse(" ")


@pytest.mark.parametrize("code", ["2019-02-31", "2019-13", "2019-00", "0000"])
def test_a_day_that_is_not_in_the_calendar_is_refused(code):
    with pytest.raises(ValueError, match="not a day of the calendar"):
        PartialDate.parse(code)


@pytest.mark.parametrize("code", ["24/10/2019", "autumn", "2019-Q5", "2019-late", "x" * 5000])
def test_what_is_not_a_date_is_refused_with_what_would_be_right(code):
    with pytest.raises(ValueError, match="write 2019-10-24") as refusal:
        PartialDate.parse(code)
    assert len(str(refusal.value)) < 250


@given(DAYS)
def test_a_day_survives_being_written_and_read(day):
    found = PartialDate.on(day)
    assert PartialDate.parse(str(found)) == found
    assert found.day == day
    assert found.precision is Precision.DAY


def codes_of(day: date) -> dict[Precision, str]:
    """A code of each precision, in the year of the day."""
    year = f"{day.year:04}"
    return {
        Precision.DAY: day.isoformat(),
        Precision.MONTH: f"{year}-{day.month:02}",
        Precision.QUARTER: f"{year}-Q{(day.month + 2) // 3}",
        Precision.SEASON: f"{year}-{('winter', 'spring', 'summer', 'autumn')[day.month % 4]}",
        Precision.YEAR: year,
    }


@given(
    st.dates(max_value=date(9998, 12, 31)),
    st.sampled_from([each for each in Precision if each.value != "unknown"]),
)
@example(date(19, 3, 1), Precision.YEAR)
@example(date(19, 3, 1), Precision.MONTH)
@example(date(999, 12, 31), Precision.QUARTER)
def test_a_date_of_any_year_and_precision_survives_being_kept(day: date, known: Precision) -> None:
    code = codes_of(day)[known]
    found = PartialDate.parse(code)

    assert found.precision is known
    assert str(found) == code
    assert PartialDate.parse(str(found)) == found


@given(DAYS, st.sampled_from(["%Y-%m", "%Y"]))
def test_only_a_day_has_a_day(day, form):
    found = PartialDate.parse(day.strftime(form))
    assert found.day is None
    assert found.may_include(day)


@given(FIRSTS, st.integers(0, 240))
def test_end_of_month_is_the_last_day_of_that_month_of_the_programme(start, number):
    end = end_of_month(start, number)
    assert end == last_day(end)
    assert month_number(start, end) == number


def test_month_0_is_before_the_start():
    assert end_of_month(date(2019, 1, 1), 0) == date(2018, 12, 31)


def test_a_leap_year_ends_february_on_the_29th():
    assert end_of_month(date(2019, 1, 1), 14) == date(2020, 2, 29)


@given(FIRSTS, st.integers(-200, 200))
def test_months_added_and_taken_away_cancel_out(first, months):
    assert add_months(add_months(first, months), -months) == first


def test_the_day_after_the_calendars_last_is_that_day():
    assert day_after(date(2026, 2, 28)) == date(2026, 3, 1)
    assert day_after(date.max) == date.max
