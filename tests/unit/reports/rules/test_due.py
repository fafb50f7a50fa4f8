"""Periods of a body: whole ones of its year, ended, of the programme."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnership.programmes.periods import Period, local_day
from partnership.reports.rules.due import Calendar, PeriodError

QUARTERS = Calendar(3, 1, date(2019, 1, 1))
TODAY = date(2020, 1, 1)

calendars = st.builds(
    Calendar,
    months=st.sampled_from([1, 2, 3, 4, 6, 12]),
    year_starts=st.integers(1, 12),
    start_month=st.dates(date(2000, 1, 1), date(2060, 1, 1)).map(lambda day: day.replace(day=1)),
)


def test_periods_have_ended_and_the_newest_comes_first() -> None:
    words = [period.words for period in QUARTERS.ended(on=TODAY)]
    assert words == [
        "October to December 2019",
        "July to September 2019",
        "April to June 2019",
        "January to March 2019",
    ]


def test_a_period_has_not_ended_on_its_last_day() -> None:
    assert QUARTERS.ended(on=date(2019, 3, 31)) == []
    assert len(QUARTERS.ended(on=date(2019, 4, 1))) == 1


def test_the_first_period_holds_the_start_even_if_it_begins_before() -> None:
    assert Calendar(3, 1, date(2019, 2, 1)).first == Period.ending(date(2019, 3, 31))


def test_years_start_when_the_programme_says() -> None:
    financial = Calendar(12, 4, date(2019, 1, 1))
    assert financial.first.words == "April 2018 to March 2019"
    assert financial.name == "year"


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (date(2019, 8, 31), "31 August 2019 is not the end of a quarter: the quarter that holds it"
         " ends on 30 September 2019."),
        (date(2019, 9, 29), "29 September 2019 is not the end of a quarter"),
        (date(2018, 12, 31), "31 December 2018 lies before the programme: its first quarter ends on"
         " 31 March 2019."),
        (date(2020, 3, 31), "The quarter January to March 2020 has not ended yet. It can be"
         " reported on after 31 March 2020."),
    ],
)  # fmt: skip
def test_a_day_that_no_report_can_be_about_is_refused_in_words(last: date, said: str) -> None:
    with pytest.raises(PeriodError, match=said):
        QUARTERS.ending(last, on=TODAY)


@given(calendars, st.dates(date(2000, 1, 1), date(2070, 1, 1)))
def test_a_period_can_be_asked_for_exactly_when_it_has_ended(calendar: Calendar, on: date) -> None:
    ended = calendar.ended(on=on)
    assert [calendar.ending(period.last, on=on) for period in ended] == ended
    following = ended[0].following if ended else calendar.first
    with pytest.raises(PeriodError, match="not ended yet"):
        calendar.ending(following.last, on=on)


@given(calendars, st.dates(date(2000, 1, 1), date(2070, 1, 1)))
def test_periods_of_a_calendar_leave_no_gap(calendar: Calendar, on: date) -> None:
    ended = calendar.ended(on=on)[::-1]
    assert ended[:1] in ([], [calendar.first])
    assert all(earlier.following == later for earlier, later in pairwise(ended))


@given(
    st.integers(0, 12 * 365 * 24 * 60).map(
        lambda m: datetime(2019, 4, 1, tzinfo=UTC) + timedelta(minutes=m)
    )
)
@example(datetime(2024, 3, 31, 0, 59, 59, tzinfo=UTC))  # the clocks go forward on its last day
@example(datetime(2024, 3, 31, 22, 59, 59, tzinfo=UTC))
@example(datetime(2030, 3, 31, 23, 0, tzinfo=UTC))
@example(datetime(2026, 10, 25, 1, 0, tzinfo=UTC))  # they go back
@example(datetime(2026, 9, 30, 23, 30, tzinfo=UTC))
def test_f14_at_every_instant_what_is_due_ended_at_the_last_midnight_that_ends_one(
    instant: datetime,
) -> None:
    period = QUARTERS.due(on=local_day(instant), ends_on=date(2040, 1, 1))

    assert period is not None
    assert period.ends_at <= instant < period.following.ends_at


def test_f14_control_by_days_in_utc_it_would_be_an_hour_late() -> None:
    instant = datetime(2026, 9, 30, 23, 30, tzinfo=UTC)
    period = QUARTERS.due(on=instant.date(), ends_on=date(2040, 1, 1))

    assert period is not None
    assert not period.ends_at <= instant < period.following.ends_at


@given(calendars, st.dates(date(2000, 1, 1), date(2070, 1, 1)), st.integers(1, 3000))
def test_what_is_due_is_the_newest_that_ended_if_it_touches_the_programme(
    calendar: Calendar, on: date, days: int
) -> None:
    ends_on = calendar.start_month + timedelta(days)
    newest = next(iter(calendar.ended(on=on)), None)
    touches = newest is not None and newest.first <= ends_on

    assert calendar.due(on=on, ends_on=ends_on) == (newest if touches else None)
