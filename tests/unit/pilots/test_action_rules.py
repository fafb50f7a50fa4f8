"""How an action stands on a day, what changed in it, when it is reminded of."""

from datetime import date, timedelta

import pytest

from pilots.action_rules import (
    REMINDERS,
    Said,
    State,
    changes,
    reminded_days,
    reminder_due,
    standing,
    stands,
)

DAY = date(2019, 10, 24)
DUE = date(2019, 11, 24)
LONG_AGO = date(2019, 1, 1)
FIRST = Said(date(2019, 9, 1), "Library lead", due_on=DUE)


@pytest.mark.parametrize(
    ("said", "word", "sentence"),
    [
        (FIRST, "Open", "Open, due 24 November 2019, in 31 days"),
        (Said(DAY, "A", due_on=date(2019, 10, 25)), "Open", "Open, due 25 October 2019, in 1 day"),
        (Said(DAY, "A", due_on=DAY), "Open", "Open, due 24 October 2019, today"),
        (
            Said(DAY, "A", due_on=date(2019, 10, 21)),
            "Overdue",
            "Overdue by 3 days, due 21 October 2019",
        ),
        (
            Said(DAY, "A", due_on=date(2019, 10, 23)),
            "Overdue",
            "Overdue by 1 day, due 23 October 2019",
        ),
        (Said(DAY, "A"), "Open", "Open, due day not recorded"),
        (Said(DAY, "A", done_on=date(2019, 7, 12)), "Done", "Done on 12 July 2019"),
        (
            Said(DAY, "A", due_on=LONG_AGO, dropped_on=date(2019, 7, 12)),
            "No longer needed",
            "No longer needed since 12 July 2019",
        ),
    ],
)
def test_a_standing_is_said_in_words(said: Said, word: str, sentence: str) -> None:
    found = stands(said, on=DAY)

    assert (found.word, found.sentence) == (word, sentence)


@pytest.mark.parametrize(
    ("due_on", "when"),
    [
        (date(2019, 10, 21), "by 3 days"),
        (DAY, "due today"),
        (DUE, "due in 31 days"),
        (None, "due day not recorded"),
    ],
)
def test_when_it_is_due_follows_its_word(due_on: date | None, when: str) -> None:
    assert stands(Said(DAY, "A", due_on=due_on), on=DAY).when == when


def test_an_end_that_lies_ahead_has_not_come() -> None:
    said = Said(LONG_AGO, "A", due_on=DUE, done_on=DAY, words="Sent.")

    before, after = stands(said, on=DAY - timedelta(days=1)), stands(said, on=DAY)

    assert (before.state, before.ended_on, before.outcome) == (State.OPEN, None, "")
    assert (after.state, after.ended_on, after.outcome) == (State.DONE, DAY, "Sent.")


def test_a_day_is_answered_from_what_was_reported_by_it() -> None:
    moved = Said(date(2019, 9, 10), "Library lead", due_on=date(2020, 1, 1))
    given = Said(date(2019, 9, 10), "Chair", due_on=date(2020, 1, 1))
    trail = [FIRST, moved, given]

    assert standing(trail, on=date(2019, 9, 9)).due_on == DUE
    assert standing(trail, on=date(2019, 9, 10)).owner == "Chair"


def test_before_anything_was_said_there_is_no_standing() -> None:
    with pytest.raises(ValueError, match="Nothing had been said of the action by 31 August 2019"):
        standing([FIRST], on=date(2019, 8, 31))


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (Said(DAY, "Chair", due_on=DUE), ("gave it to Chair; it was with Library lead",)),
        (Said(DAY, "Library lead"), ("moved the due day from 24 November 2019 to not recorded",)),
        (
            Said(DAY, "Library lead", due_on=DUE, done_on=DAY),
            ("closed it as done on 24 October 2019",),
        ),
        (
            Said(DAY, "Library lead", due_on=DUE, dropped_on=DAY),
            ("closed it as no longer needed",),
        ),
        (Said(DAY, "Library lead", due_on=DUE, words="Half."), ()),
    ],
)
def test_what_a_word_changed_is_said(after: Said, words: tuple[str, ...]) -> None:
    assert changes(FIRST, after) == words


def test_opening_it_again_is_said() -> None:
    closed = Said(DAY, "Library lead", due_on=DUE, done_on=DAY)

    assert changes(closed, FIRST) == ("opened it again",)


def sent(*, missing: tuple[int, ...] = (), since: date = LONG_AGO) -> list[tuple[int, str]]:
    """Which reminders go out on which day after the due one, if no one looks on `missing` days."""
    names, found = set(), []
    for after in range(-20, 60):
        on = DUE + timedelta(days=after)
        reminder = None if after in missing else reminder_due(DUE, on=on, since=since)
        if reminder and reminder.name not in names:  # each is sent once
            names.add(reminder.name)
            found.append((after, reminder.name))
    return found


def test_an_owner_is_reminded_twice_before_and_four_times_after_then_the_chair_once() -> None:
    assert [after for after, _ in sent()] == [-7, -1, 1, 8, 15, 22, 29]
    assert [each.is_to_chair for each in REMINDERS] == [False] * 6 + [True]


@pytest.mark.parametrize(
    ("missing", "days"),
    [((-7,), [-6, -1, 1]), ((-7, -6), [-5, -1, 1]), ((-7, -6, -5), [-1, 1, 8])],
)
def test_a_reminder_missed_is_made_up_for_within_two_days(
    missing: tuple[int, ...], days: list[int]
) -> None:
    assert [after for after, _ in sent(missing=missing)][:3] == days


def test_of_two_that_were_missed_the_later_one_goes_out() -> None:
    assert sent(missing=(-1, 0, 1))[1] == (2, "overdue")


def test_an_action_recorded_late_is_not_reminded_of_what_is_past() -> None:
    assert [after for after, _ in sent(since=DUE - timedelta(days=7))] == [-1, 1, 8, 15, 22, 29]
    assert sent(since=DUE + timedelta(days=1))[0] == (8, "overdue-8-days")


def test_the_days_asked_for_hold_every_reminder() -> None:
    for after in range(-10, 40):
        on = DUE + timedelta(days=after)
        first, last = reminded_days(on)
        if reminder_due(DUE, on=on, since=LONG_AGO):
            assert first <= DUE <= last
