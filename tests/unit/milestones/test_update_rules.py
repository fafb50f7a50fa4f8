"""What may be said of a delivery, what is refused in words, and what a word changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.schedule import Said, Stage, Standing
from milestones.update_rules import (
    Days,
    Word,
    month_later,
    refuse_on_track,
    refuse_reported_day,
    said_by,
    told,
    told_by_decision,
)
from partnership.people.refusals import RefusedError

TODAY = date(2019, 10, 24)
DUE = date(2019, 12, 31)
DAYS = Days(TODAY, TODAY, known_from=date(2019, 1, 1), starts_on=date(2019, 1, 1))
OPEN = Standing(DUE, DUE, Stage.STARTED)
DONE = Standing(DUE, DUE, Stage.COMPLETE, actual_on=date(2019, 10, 1))
ON = Word(Stage.STARTED, note="Still on track.")


def refused(word: Word, standing: Standing = OPEN, days: Days = DAYS) -> tuple[str, str | None]:
    """The words of the refusal, and the field that they are said at."""
    with pytest.raises(RefusedError) as told_why:
        said_by(word, standing, days)
    return told_why.value.words, told_why.value.field


def test_a_note_alone_is_a_word_that_changes_nothing() -> None:
    assert said_by(ON, OPEN, DAYS) == Said(TODAY)


def test_saying_nothing_is_refused_with_what_would_be_enough() -> None:
    words, field = refused(Word(Stage.STARTED))
    assert field is None
    assert "“Still on track” is enough" in words


@pytest.mark.parametrize(
    "word",
    [
        Word(Stage.STARTED, reason="Because"),
        Word(Stage.STARTED, shows_outputs=True),
        Word(Stage.COMPLETE, actual_on=TODAY),
        Word(Stage.STARTED, forecast_on=DUE),
    ],
)
def test_a_reason_an_output_a_stage_or_a_date_says_something(word: Word) -> None:
    assert said_by(word, OPEN, DAYS).reported_on == TODAY


def test_only_what_differs_is_said() -> None:
    later = date(2020, 1, 31)
    stands = replace(OPEN, forecast_on=later)
    word = Word(Stage.STARTED, forecast_on=later, note="As before")
    assert said_by(word, stands, DAYS) == Said(TODAY)
    begun = Word(Stage.STARTED)
    assert said_by(begun, replace(OPEN, stage=Stage.NOT_STARTED), DAYS).stage is Stage.STARTED


def test_done_needs_a_day() -> None:
    assert refused(Word(Stage.COMPLETE))[1] == "done_on"


def test_done_tomorrow_is_refused() -> None:
    words, field = refused(Word(Stage.COMPLETE, actual_on=TODAY + timedelta(1)))
    assert (field, "has not come yet" in words) == ("done_on", True)


def test_done_after_it_was_reported_is_refused() -> None:
    days = replace(DAYS, reported_on=date(2019, 9, 1))
    assert refused(Word(Stage.COMPLETE, actual_on=date(2019, 9, 2)), days=days)[1] == "reported_on"


def test_done_long_before_the_start_is_refused_but_month_0_may_be_done_before() -> None:
    assert refused(Word(Stage.COMPLETE, actual_on=date(2017, 12, 30)))[1] == "done_on"
    assert said_by(Word(Stage.COMPLETE, actual_on=date(2018, 12, 1)), OPEN, DAYS).actual_on


def test_a_forecast_of_what_is_done_is_refused() -> None:
    word = Word(Stage.COMPLETE, actual_on=TODAY, forecast_on=DUE, reason="So")
    assert refused(word)[1] == "expected"


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2018, 12, 31), "lies before the start, 1 January 2019"),
        (date(2019, 10, 23), "had passed by 24 October 2019"),
        (date(2039, 1, 1), "more than 10 years after the baseline"),
    ],
)
def test_a_forecast_that_cannot_be_is_refused_in_words(day: date, why: str) -> None:
    words, field = refused(Word(Stage.STARTED, forecast_on=day, reason="So"))
    assert (field, why in words) == ("forecast_on", True)


def test_an_areas_forecast_is_bound_by_its_own_start() -> None:
    days = replace(DAYS, starts_on=date(2020, 1, 1))
    late = Standing(date(2020, 6, 30), date(2020, 6, 30))
    words, _ = refused(
        Word(Stage.NOT_STARTED, forecast_on=date(2019, 12, 1), reason="So"), late, days
    )
    assert "1 January 2020" in words


def test_what_is_due_before_the_start_may_be_expected_before_it() -> None:
    early = Standing(date(2018, 12, 31), date(2018, 12, 31))
    days = Days(date(2018, 12, 1), date(2018, 12, 1), date(2018, 11, 1), date(2019, 1, 1))
    said = said_by(Word(Stage.STARTED, forecast_on=date(2018, 12, 31)), early, days)
    assert said.forecast_on == date(2018, 12, 31)


@pytest.mark.parametrize("day", [date(2019, 11, 30), date(2020, 1, 31)])
def test_a_date_that_moves_is_explained_and_on_time_needs_no_reason(day: date) -> None:
    assert refused(Word(Stage.STARTED, forecast_on=day))[1] == "reason"
    assert said_by(Word(Stage.STARTED, forecast_on=day, reason="So"), OPEN, DAYS).forecast_on == day
    assert said_by(Word(Stage.STARTED, forecast_on=DUE), OPEN, DAYS).forecast_on == DUE


def test_what_was_done_is_opened_again_with_a_reason() -> None:
    assert refused(Word(Stage.STARTED), DONE) == ("Say why it was not done after all.", "reason")
    said = said_by(Word(Stage.STARTED, reason="Only half of it"), DONE, DAYS)
    assert DONE.after(said).stage is Stage.STARTED
    assert DONE.after(said).actual_on is None


def test_another_day_on_which_it_was_done_is_explained() -> None:
    word = Word(Stage.COMPLETE, actual_on=date(2019, 10, 2))
    assert refused(word, DONE)[1] == "reason"
    said = said_by(replace(word, reason="A slip of the pen"), DONE, DAYS)
    assert said == Said(TODAY, actual_on=date(2019, 10, 2))


def test_a_step_back_is_explained() -> None:
    assert refused(Word(Stage.NOT_STARTED)) == ("Say why it goes back.", "reason")


def test_of_what_is_not_needed_nothing_is_said() -> None:
    assert "by another decision" in refused(ON, replace(OPEN, stage=Stage.NOT_NEEDED))[0]


@pytest.mark.parametrize(
    ("day", "why"),
    [(TODAY + timedelta(1), "has not come yet"), (date(2018, 12, 31), "before the programme")],
)
def test_a_day_of_report_that_cannot_be_is_refused(day: date, why: str) -> None:
    with pytest.raises(RefusedError, match=why) as told_why:
        refuse_reported_day(replace(DAYS, reported_on=day))
    assert told_why.value.field == "reported_on"


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2019, 10, 24), date(2019, 11, 24)),
        (date(2020, 1, 31), date(2020, 2, 29)),  # a leap year
        (date(2019, 1, 30), date(2019, 2, 28)),
        (date(2020, 2, 29), date(2020, 3, 31)),  # from month's end to month's end
        (date(2019, 12, 31), date(2020, 1, 31)),
    ],
)
def test_a_month_later_keeps_to_the_end_of_months(day: date, later: date) -> None:
    assert month_later(day) == later


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_month_later_is_28_to_31_days_later(day: date) -> None:
    assert 28 <= (month_later(day) - day).days <= 31


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said(TODAY), "reported no change of dates"),
        (Said(TODAY, Stage.STARTED, DUE), "reported it started, expected 31 December 2019"),
        (Said(TODAY, Stage.COMPLETE, actual_on=TODAY), "reported it done 24 October 2019"),
        (Said(date(2019, 10, 1)), "reported no change of dates, for 1 October 2019"),
    ],
)
def test_a_word_is_told_in_a_sentence(said: Said, words: str) -> None:
    assert told(said, today=TODAY) == words


@pytest.mark.parametrize("standing", [OPEN, replace(OPEN, forecast_on=TODAY)])
def test_what_is_expected_today_or_later_may_be_on_track(standing: Standing) -> None:
    refuse_on_track(standing, TODAY)


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (DONE, "not open any more"),
        (replace(OPEN, stage=Stage.NOT_NEEDED), "not open any more"),
        (replace(OPEN, forecast_on=date(2019, 10, 23)), "by 23 October 2019, which has passed"),
        (Standing.at_first(date(2019, 10, 23)), "say when it is expected now"),
    ],
)
def test_what_is_not_open_or_whose_day_has_passed_is_not_on_track(
    standing: Standing, why: str
) -> None:
    with pytest.raises(RefusedError, match=why):
        refuse_on_track(standing, TODAY)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said(TODAY, agreed_on=DUE), "moved the agreed date to 31 December 2019 by a decision"),
        (Said(TODAY, Stage.NOT_NEEDED), "dropped it by a decision"),
        (Said(TODAY, Stage.NOT_STARTED), "took it up again by a decision"),
    ],
)
def test_a_change_by_a_decision_is_told_in_a_sentence(said: Said, words: str) -> None:
    assert told_by_decision(said, today=TODAY) == words
