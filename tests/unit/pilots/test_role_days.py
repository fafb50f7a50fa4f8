"""What a new grant adds to the days on which a role is held already."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.role_days import Span, not_held

START = date(2026, 1, 1)
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 30), date(2026, 7, 1)
ENDLESS = [(START, None)]


@pytest.mark.parametrize(
    ("held", "added"),
    [
        ([], [(MAY, None)]),
        (ENDLESS, []),
        ([(MAY, JUNE)], [(JULY, None)]),
        ([(START, MAY)], [(date(2026, 5, 2), None)]),
        ([(START, date(2026, 4, 30))], [(MAY, None)]),
        ([(JULY, None)], [(MAY, JUNE)]),
        ([(JULY, date(2026, 7, 31)), (MAY, JUNE)], [(date(2026, 8, 1), None)]),
        ([(date(2026, 6, 1), JUNE)], [(MAY, date(2026, 5, 31)), (JULY, None)]),
        ([(START, date.max)], []),
    ],
)
def test_a_role_without_an_end_is_added_where_it_is_not_held(
    held: list[Span], added: list[Span]
) -> None:
    assert not_held(MAY, None, held) == added


def test_the_last_day_of_the_calendar_is_no_end() -> None:
    assert not_held(MAY, date.max, []) == [(MAY, None)]
    assert not_held(date.max, date.max, [(MAY, date.max - timedelta(days=1))]) == [(date.max, None)]


DAYS = st.integers(0, 40).map(lambda number: START + timedelta(days=number))
SPANS = st.tuples(DAYS, DAYS | st.none()).filter(lambda span: span[1] is None or span[0] <= span[1])


def days_of(spans: list[Span]) -> list[date]:
    """Every day of them within the first 50, as often as it is in one."""
    days = [START + timedelta(days=number) for number in range(50)]
    return [d for first, last in spans for d in days if first <= d and (last is None or d <= last)]


@given(SPANS, st.lists(SPANS, max_size=5))
def test_every_wanted_day_is_held_and_none_is_given_twice(wanted: Span, held: list[Span]) -> None:
    added = days_of(not_held(*wanted, held))

    assert len(added) == len(set(added))
    assert set(added) == set(days_of([wanted])) - set(days_of(held))
