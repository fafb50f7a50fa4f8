"""What is refused when somebody is seated, and in which words."""

import pytest

from pilots.representation import Rule, Seat
from pilots.seating import place_refused, post_twice, rule_too_small, too_many
from tests.unit.pilots.test_representation import DAY, code

USERS = Rule("users", "Service users", 2)
AREAS = Rule("areas", "HSCP representatives", 1, ("North Ayrshire", "Midlothian"))
PUPILS = Rule("pupils", "Young people", 6)


def test_a_rule_for_each_area_asks_whose_seat_it_is() -> None:
    assert place_refused(AREAS, Seat("Lead", rule="areas")) == (
        "This rule gives 1 seat to each of North Ayrshire and Midlothian:"
        " choose whose seat this is."
    )
    assert place_refused(AREAS, Seat("Lead", rule="areas", place="Midlothian")) == ""
    assert place_refused(USERS, Seat("User", rule="users")) == ""


def test_more_posts_than_the_rule_gives_are_refused_by_name() -> None:
    seated = [Seat("First", rule="users"), Seat("Second", rule="users")]

    assert too_many(USERS, Seat("Third", rule="users"), seated) == (
        "The rule “Service users” gives 2 seats: 2 are taken (“First” and “Second”), and this would"
        " make 3. End a seat first, enter fewer people, or change the rule."
    )
    assert too_many(USERS, Seat("Second", rule="users"), seated[:1]) == ""


def test_more_people_than_the_rule_gives_are_refused_by_number() -> None:
    eight = Seat("Young people", rule="pupils", people=8)

    assert too_many(PUPILS, eight, []) == (
        "The rule “Young people” gives 6 seats, and this seat would hold 8 people."
        " Enter 6 or fewer, or change the rule first."
    )
    assert too_many(PUPILS, Seat("Young people", rule="pupils", people=6), []) == ""


def test_people_of_two_counted_seats_are_added() -> None:
    four = Seat("Pupils", rule="pupils", people=4)

    assert "4 are taken (4 pupils), and this would make 7" in too_many(
        PUPILS, Seat("Carers", rule="pupils", people=3), [four]
    )


def test_a_full_area_leaves_the_seat_of_another_area_free() -> None:
    taken = [Seat("Lead", rule="areas", place="Midlothian")]

    assert "1 seat, Midlothian: 1 is taken" in too_many(
        AREAS, Seat("Other", rule="areas", place="Midlothian"), taken
    )
    assert too_many(AREAS, Seat("Other", rule="areas", place="North Ayrshire"), taken) == ""


@pytest.mark.parametrize(
    ("until", "since", "is_refused"),
    [
        ("2019-03", "2019-03", False),
        ("2019-03-31", "2019-03-31", False),
        ("2019-03-31", "2019-04", False),
        ("2019-06-30", "2019-03-31", True),
        ("", "2019-03-31", True),
        ("2019-06-30", "", True),
    ],
)
def test_a_successor_may_follow_but_not_sit_beside(
    until: str, since: str, is_refused: bool
) -> None:
    one = Rule("one", "Chief officer", 1)
    before = Seat("Before", rule="one", since=code("2018"), until=code(until))

    said = too_many(one, Seat("After", rule="one", since=code(since)), [before])

    assert bool(said) is is_refused


def test_seats_that_were_never_held_together_are_not_added() -> None:
    seated = [
        Seat("First", rule="users", until=code("2019-03-31")),
        Seat("Second", rule="users", since=code("2019-04-01")),
    ]

    assert too_many(USERS, Seat("Third", rule="users"), seated) == ""


def test_a_seat_of_another_rule_takes_no_place() -> None:
    assert too_many(Rule("one", "Officer", 1), Seat("A", rule="one"), [Seat("B", rule="x")]) == ""


def test_a_rule_cannot_become_smaller_than_what_is_held() -> None:
    seats = [
        Seat("First", rule="users"),
        Seat("Second", rule="users"),
        Seat("Left", rule="users", until=code("2019-03")),
    ]

    said = rule_too_small(Rule("users", "Users", 1), seats, on=DAY)

    assert said == (
        "2 seats are held by this rule now (“First” and “Second”)."
        " End a seat first, or enter 2 or more."
    )
    assert rule_too_small(USERS, seats, on=DAY) == ""


def test_the_same_post_is_not_seated_twice() -> None:
    seated = [Seat("Planning Lead", place="Midlothian", since=code("2019-03"))]

    assert post_twice(Seat("planning lead", place="Midlothian"), seated) == (
        "“Planning Lead” has a seat here already since March 2019."
        " Change that one, or say what tells this post apart."
    )


@pytest.mark.parametrize(
    "other",
    [
        Seat("Planning lead", place="North Ayrshire"),
        Seat("Planning lead", place="Midlothian", host="Another host"),
        Seat("Planning lead", place="Midlothian", since=code("2020-01-01")),
        Seat("Librarian", place="Midlothian"),
    ],
)
def test_a_post_of_another_place_host_or_time_is_another_seat(other: Seat) -> None:
    seated = [Seat("Planning lead", place="Midlothian", host="The host", until=code("2019-12-31"))]

    assert post_twice(other, seated) == ""
