"""A digest is due at 07:30 on the wall in London, on every day of every year."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.people.mail.digest_days import LONDON, last_due

WINTER = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday
MOMENTS = st.datetimes(datetime(2018, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        ("2026-11-25T07:29", "2026-11-24T07:30", "2026-11-23T07:30"),
        ("2026-11-25T07:30", "2026-11-25T07:30", "2026-11-23T07:30"),
        ("2026-11-23T07:29", "2026-11-22T07:30", "2026-11-16T07:30"),
        ("2026-11-23T07:30", "2026-11-23T07:30", "2026-11-23T07:30"),
        ("2026-01-01T00:00", "2025-12-31T07:30", "2025-12-29T07:30"),
    ],
)
def test_it_is_due_in_the_morning_or_on_monday(now: str, daily: str, weekly: str) -> None:
    assert last_due(london(now), weekly=False) == london(daily)
    assert last_due(london(now), weekly=True) == london(weekly)


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        ("2026-03-28", 7),  # the day before the clocks go forward
        ("2026-03-29", 6),
        ("2026-10-24", 6),  # the day before they go back
        ("2026-10-25", 7),
    ],
)
def test_the_clocks_change_and_the_morning_stays(day: str, hour: int) -> None:
    moment = datetime.fromisoformat(f"{day}T{hour:02}:30+00:00")
    assert last_due(moment, weekly=False) == moment
    assert last_due(moment - timedelta(seconds=1), weekly=False) < moment


@given(MOMENTS, st.booleans())
def test_it_is_never_long_past_and_never_to_come(now: datetime, weekly: bool) -> None:
    due = last_due(now, weekly=weekly)
    here = due.astimezone(LONDON)
    assert timedelta(0) <= now - due.astimezone(UTC) < timedelta(days=7 if weekly else 1, hours=1)
    assert (here.hour, here.minute) == (7, 30)
    assert not weekly or here.weekday() == 0


@given(MOMENTS, st.booleans())
def test_each_is_the_latest_at_its_own_moment(now: datetime, weekly: bool) -> None:
    due = last_due(now, weekly=weekly)
    assert last_due(due, weekly=weekly) == due
