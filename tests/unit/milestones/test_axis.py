"""Days stand on an axis in their order, and enough of them are named to read it."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.axis import LEAST_ROOM, Axis, short_day, signed_days

DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))


def axis(first: date, last: date) -> Axis:
    return Axis.around([first, last], left=300, right=988)


@given(st.lists(DAYS, min_size=2, max_size=20))
def test_a_later_day_never_stands_before_an_earlier_one(days):
    found = Axis.around(days, left=300, right=988)
    places = [found.x(day) for day in sorted(days)]
    assert places == sorted(places)
    assert 300 <= places[0] <= places[-1] <= 988


@given(DAYS, DAYS)
def test_names_of_days_keep_their_distance_on_an_axis_of_months(one, other):
    found = axis(min(one, other), max(one, other))
    places = [tick.x for tick in found.ticks]
    assert places == sorted(places)
    if (found.last - found.first).days > 93:
        gaps = [b - a for a, b in pairwise(places)]
        assert min(gaps, default=LEAST_ROOM) >= LEAST_ROOM * 0.8


def test_an_axis_is_of_whole_months():
    found = axis(date(2019, 3, 14), date(2020, 2, 3))
    assert (found.first, found.last) == (date(2019, 3, 1), date(2020, 2, 29))
    assert found.holds(date(2020, 2, 29))
    assert not found.holds(date(2020, 3, 1))


def test_a_day_beyond_an_end_stands_at_that_end():
    found = axis(date(2019, 1, 1), date(2019, 12, 31))
    assert found.x(date(2018, 5, 1)) == 300
    assert found.x(date(2025, 5, 1)) == 988


def test_an_axis_that_goes_up_has_later_days_higher():
    found = Axis.around([date(2019, 1, 1), date(2019, 12, 31)], left=344, right=26)
    assert found.x(date(2019, 1, 1)) == 344
    assert found.x(date(2019, 12, 31)) == 26
    assert found.x(date(2019, 6, 1)) > found.x(date(2019, 7, 1))


def test_two_years_name_their_quarters_and_each_year_once():
    said = [tick.said for tick in axis(date(2019, 1, 1), date(2020, 12, 31)).ticks]
    assert said[:5] == ["Jan 2019", "Apr", "Jul", "Oct", "Jan 2020"]


def test_a_quarter_names_days():
    said = [tick.said for tick in axis(date(2019, 7, 1), date(2019, 9, 30)).ticks]
    assert said[:4] == ["1 Jul 2019", "11 Jul", "21 Jul", "1 Aug"]


def test_twenty_years_name_years():
    said = [tick.said for tick in axis(date(2010, 1, 1), date(2029, 12, 31)).ticks]
    assert said[:2] == ["2010", "2012"]


def test_an_axis_of_nothing_is_refused():
    with pytest.raises(ValueError, match="needs a day"):
        Axis.around([], left=0, right=1)


@pytest.mark.parametrize(
    ("days", "words"),
    [(54, "+54 days"), (-1, "−1 day"), (1, "+1 day"), (1200, "+1,200 days"), (-10, "−10 days")],
)
def test_days_off_are_said_with_their_sign(days, words):
    assert signed_days(days) == words


def test_a_short_day_has_its_year():
    assert short_day(date(2019, 8, 31)) == "31 Aug 2019"
