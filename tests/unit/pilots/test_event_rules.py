"""Rules of events: who may change one, what lies ahead, which names look like one."""

from dataclasses import dataclass
from datetime import date, datetime, time

import pytest
from django.utils.text import slugify

from partnership.dates import PartialDate
from pilots import event_rules as rules

HELD = date(2019, 8, 24)
PERSONS = {
    "confirms": {"confirms": True, "logs": True, "is_own": False},
    "logged it": {"confirms": False, "logs": True, "is_own": True},
    "logs others": {"confirms": False, "logs": True, "is_own": False},
    "lost the role": {"confirms": False, "logs": False, "is_own": True},
}


@dataclass(frozen=True)
class Thing:
    name: str


@pytest.mark.parametrize(
    ("person", "held_until", "today", "may"),
    [
        ("confirms", HELD, date(2021, 1, 1), True),
        ("logged it", None, date(2021, 1, 1), True),
        ("logged it", HELD, date(2019, 8, 25), True),
        ("logged it", HELD, date(2019, 9, 23), True),
        ("logged it", HELD, date(2019, 9, 24), False),
        ("logs others", None, date(2019, 8, 1), False),
        ("lost the role", None, date(2019, 8, 1), False),
    ],
)
def test_own_until_thirty_days_after_it_was_held_and_confirmers_always(
    person: str, held_until: date | None, today: date, may: bool
) -> None:
    assert rules.may_change(**PERSONS[person], held_until=held_until, today=today) is may


@pytest.mark.parametrize(
    ("code", "ahead"),
    [
        ("2019-08-25", True),
        ("2019-08-24", False),
        ("2019-08", False),
        ("2019-09", True),
        ("2020", True),
        ("2019", False),
        ("", False),
    ],
)
def test_only_what_lies_wholly_after_today_is_planned(code: str, ahead: bool) -> None:
    assert rules.is_ahead(PartialDate.parse(code), HELD) is ahead


@pytest.mark.parametrize(
    ("day", "ends_on", "times", "field"),
    [
        (HELD, None, (False, False, False), None),
        (HELD, None, (True, True, False), None),
        (HELD, None, (True, True, True), "ends_at"),
        (HELD, date(2019, 8, 25), (True, True, True), None),
        (HELD, HELD, (True, True, True), "ends_at"),
        (HELD, date(2019, 8, 23), (False, False, False), "ends_on"),
        (None, HELD, (False, False, False), "ends_on"),
        (HELD, None, (False, True, False), "starts_at"),
    ],
)
def test_an_end_is_not_before_its_beginning(day, ends_on, times, field) -> None:
    fault = rules.fault_of_span(day, ends_on, *times)

    assert (fault and fault[0]) == field


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fun Day", "fun-day!"),
        ("Fun Day", "The Big Fun Day"),
        ("Mindful mornings", "Mindfull morning"),
        ("Café", "CAFE"),
        ("🎉", "🎉"),
    ],
)
def test_names_that_look_like_one(one: str, other: str) -> None:
    assert rules.is_alike(one, other)
    assert rules.is_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Fun Day", "Bookbug"), ("🎉", "🎈"), ("", "Fun Day"), ("يوم", "Fun Day")]
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert not rules.is_alike(one, other)


def test_the_most_alike_comes_first() -> None:
    found = rules.alike("Fun Day", map(Thing, ["Big Fun Day", "Bookbug", "Fun Days"]))

    assert [each.name for each in found] == ["Fun Days", "Big Fun Day"]


def test_a_name_is_known_whatever_its_case_and_punctuation() -> None:
    library = Thing("Kilwinning Library")

    assert rules.same_names(" kilwinning  LIBRARY.", [Thing("Hall"), library]) == [library]
    assert rules.same_names("Kilwinning", [library]) == []


def test_every_reserved_word_is_a_slug() -> None:
    assert all(slugify(word) == word for word in rules.RESERVED_SLUGS)
    assert {"log", "calendar", "kinds"} <= rules.RESERVED_SLUGS


@pytest.mark.parametrize(
    ("starts_at", "later"), [(time(19), True), (time(9), False), (None, False)]
)
def test_what_begins_later_today_is_still_planned(starts_at: time | None, later: bool) -> None:
    now = datetime(2019, 10, 24, 12, 0)

    assert rules.begins_later(PartialDate.on(now.date()), starts_at, now) is later
    assert not rules.begins_later(PartialDate.on(date(2019, 10, 23)), starts_at, now)
