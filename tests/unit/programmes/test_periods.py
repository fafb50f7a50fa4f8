"""Periods: whole months in Europe/London days, over both clock changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.programmes.periods import Period, local_day

INSTANTS = st.datetimes(
    datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)
)  # fmt: skip
LENGTHS = st.sampled_from([1, 2, 3, 4, 6, 12])


def test_a_quarter_is_known_by_its_last_day():
    assert Period.ending(date(2019, 9, 30)) == Period(date(2019, 7, 1), date(2019, 9, 30))


def test_a_day_inside_a_month_ends_no_period():
    with pytest.raises(ValueError, match="such as 30 September 2019"):
        Period.ending(date(2019, 9, 29))


def test_half_past_eleven_utc_on_30_september_is_already_october():
    instant = datetime(2026, 9, 30, 23, 30, tzinfo=UTC)
    assert local_day(instant) == date(2026, 10, 1)
    assert Period.holding(local_day(instant)).first == date(2026, 10, 1)


@pytest.mark.parametrize("last", [date(2024, 3, 31), date(2030, 3, 31)])
def test_a_quarter_that_ends_on_the_clock_change_ends_at_local_midnight(last):
    ends_at = Period.ending(last).ends_at
    assert ends_at.astimezone(UTC).hour == 23
    assert local_day(ends_at) == last + timedelta(days=1)


@given(INSTANTS, LENGTHS, st.integers(1, 12))
def test_every_instant_is_in_exactly_one_period(instant, months, year_starts):
    period = Period.holding(local_day(instant), months=months, year_starts=year_starts)
    assert period.starts_at <= instant < period.ends_at
    assert period.previous.ends_at == period.starts_at
    assert period.following.starts_at == period.ends_at


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), LENGTHS)
def test_going_back_and_forth_ends_where_it_began(day, months):
    period = Period.holding(day, months=months)
    assert period.previous.following == period
    assert period.months == months


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(date(2019, 7, 1), date(2019, 9, 30)), "July to September 2019"),
        (Period(date(2019, 10, 1), date(2020, 3, 31)), "October 2019 to March 2020"),
        (Period(date(2019, 10, 1), date(2019, 10, 31)), "October 2019"),
    ],
)
def test_a_period_is_said_as_people_say_it(period, words):
    assert period.words == words
