"""Programme days: what a workbook that moves with today writes instead of dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.workbook.programme_days import WEEKDAYS, resolved

START = date(2027, 11, 1)


@pytest.mark.parametrize(
    ("code", "means"),
    [
        ("m1", "2027-11"),
        ("m3+12", "2028-01-12"),
        ("end-m4", "2028-02-29"),
        ("m4+31", "2028-02-29"),
        ("m0+20", "2027-10-20"),
        ("end-m0", "2027-10-31"),
        ("m24", "2029-10"),
        ("m2-tue2", "2027-12-14"),
        ("m2-wed1", "2027-12-01"),
    ],
)
def test_a_programme_day_is_a_day_of_the_calendar(code: str, means: str) -> None:
    assert resolved(code, START) == means


@pytest.mark.parametrize(
    "text", ["M3", "m3+0", "m3+32", "m3-tue5", "end-m3+2", "in m3+12", "", "2019-10-24"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert resolved(text, START) == text


@given(
    month=st.integers(0, 24),
    weekday=st.sampled_from(WEEKDAYS),
    nth=st.integers(1, 4),
    start=st.dates(date(2020, 1, 1), date(2040, 1, 1)).map(lambda day: day.replace(day=1)),
)
def test_the_nth_weekday_is_that_weekday_in_its_week_of_the_month(
    month: int, weekday: str, nth: int, start: date
) -> None:
    day = date.fromisoformat(resolved(f"m{month}-{weekday}{nth}", start))

    assert f"{day:%a}".lower() == weekday
    assert (day.day - 1) // 7 + 1 == nth
    assert f"{day:%Y-%m}" == resolved(f"m{month}", start)
