"""When somebody is reminded of a due day, and when of silence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.reminder_rules import (
    MISSED_DAYS,
    is_for_manager,
    is_reminded_of,
    reminder_due,
    silence_due,
    silence_for_manager,
)
from milestones.schedule import Stage, Standing, Tolerances
from partnership.programmes.periods import Period

DUE = date(2020, 2, 29)
LONG_AGO = date(2019, 1, 1)
RULES = Tolerances(plan_from=date(2019, 1, 1))
STARTED = Standing(DUE, DUE, stage=Stage.STARTED, updated_on=date(2019, 3, 1))


def days_of(first: int, last: int, **known: object) -> list[tuple[int, str]]:
    """Which reminder is due first on which day after the due day, looked at every day."""
    found: dict[str, int] = {}
    for after in range(first, last):
        due = reminder_due(DUE, on=DUE + timedelta(after), **{"known_since": LONG_AGO, **known})  # type: ignore[arg-type]
        if due:
            found.setdefault(due.name, after)
    return [(after, name) for name, after in found.items()]


def test_four_weeks_and_one_before_on_the_day_then_weekly() -> None:
    assert days_of(-40, 22) == [
        (-28, "28-days-before"),
        (-7, "7-days-before"),
        (0, "on-the-day"),
        (7, "7-days-after"),
        (14, "14-days-after"),
        (21, "21-days-after"),
    ]


def test_a_missed_day_is_caught_up_with_for_two_days_and_no_longer() -> None:
    days = [DUE + timedelta(days=after) for after in range(7)]
    due = [reminder_due(DUE, on=day, known_since=LONG_AGO) for day in days]

    assert [bool(each) for each in due] == [True] * (1 + MISSED_DAYS) + [False] * 4


def test_what_was_not_known_then_is_not_caught_up_with() -> None:
    known = DUE - timedelta(days=28)

    assert days_of(-40, 1, known_since=known) == [(-7, "7-days-before"), (0, "on-the-day")]


def test_a_week_after_a_report_nobody_is_reminded_of_what_is_late() -> None:
    heard = DUE + timedelta(days=9)

    assert (14, "14-days-after") not in days_of(0, 30, heard_on=heard)
    assert (21, "21-days-after") in days_of(0, 30, heard_on=heard)


def test_a_report_does_not_hold_off_what_comes_before_the_due_day() -> None:
    heard = DUE - timedelta(days=8)

    assert (-7, "7-days-before") in days_of(-40, 1, heard_on=heard)


@given(st.integers(-60, 400), st.integers(0, 6))
def test_no_two_reminders_fall_within_a_week_of_each_other_but_the_days_missed(
    after: int, later: int
) -> None:
    first = reminder_due(DUE, on=DUE + timedelta(after), known_since=LONG_AGO)
    second = reminder_due(DUE, on=DUE + timedelta(after + later), known_since=LONG_AGO)

    if first and second and first != second:
        assert later > 6 - MISSED_DAYS - 1


def test_the_manager_hears_of_it_once_after_four_weekly_reminders() -> None:
    told = [
        after
        for after in range(60)
        if is_for_manager(DUE, on=DUE + timedelta(days=after), known_since=LONG_AGO)
    ]

    assert told == [29, 30, 31]
    assert not is_for_manager(DUE, on=DUE + timedelta(29), known_since=DUE + timedelta(29))


def test_silence_is_asked_about_right_after_the_quarter_and_told_four_weeks_later() -> None:
    quarter = Period.holding(date(2019, 7, 1))
    asked = {on: silence_due(STARTED, on=on, tolerances=RULES) for on in _days()}
    told = {on: silence_for_manager(STARTED, on=on, tolerances=RULES) for on in _days()}

    assert [on for on, found in asked.items() if found] == [
        date(2019, 10, day) for day in (1, 2, 3)
    ]
    assert {found for found in asked.values() if found} == {quarter}
    assert [on for on, found in told.items() if found] == [
        date(2019, 10, 28), date(2019, 10, 29), date(2019, 10, 30),
    ]  # fmt: skip


def _days() -> list[date]:
    return [date(2019, 9, 1) + timedelta(days=number) for number in range(100)]


@pytest.mark.parametrize(
    "standing",
    [
        Standing(DUE, DUE, stage=Stage.STARTED, updated_on=date(2019, 9, 30)),
        Standing(DUE, DUE, stage=Stage.STARTED, updated_on=date(2019, 10, 1)),
        Standing(DUE, DUE, stage=Stage.COMPLETE, actual_on=DUE, updated_on=date(2019, 3, 1)),
    ],
    ids=["a word in the quarter", "a word since", "done"],
)
def test_where_a_word_was_said_or_it_is_done_nobody_is_asked(standing: Standing) -> None:
    assert silence_due(standing, on=date(2019, 10, 1), tolerances=RULES) is None
    assert silence_for_manager(standing, on=date(2019, 10, 29), tolerances=RULES) is None


def test_a_programme_long_over_is_not_reminded_of() -> None:
    assert is_reminded_of(date(2020, 12, 31), on=date(2021, 3, 31))
    assert not is_reminded_of(date(2020, 12, 31), on=date(2021, 4, 1))
