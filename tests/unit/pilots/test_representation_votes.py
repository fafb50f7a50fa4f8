"""Votes, quorum, and the places of a rule that nobody was ever recorded in."""

import pytest

from pilots.representation import Rule, Seat, quorum_words, represent
from tests.unit.pilots.test_representation import DAY, SERVICE_USERS, TWO_PER_AREA, code


def test_places_without_a_holder_ever_recorded_are_told_one_by_one() -> None:
    found = represent([Seat("Project managers")], [TWO_PER_AREA], [], on=DAY)

    assert [gap.words for gap in found.unheld] == [
        "2 of 2 seats (HSCP representatives, North Ayrshire)",
        "2 of 2 seats (HSCP representatives, Midlothian)",
        "2 of 2 seats (HSCP representatives, Arran)",
    ]
    assert {gap.rule for gap in found.unheld} == {"per-area"}
    assert found.vacant == 0


def test_a_rule_that_somebody_sits_by_has_vacancies_and_no_unheld_place() -> None:
    found = represent([Seat("User", rule="users")], [SERVICE_USERS], [], on=DAY)

    assert found.unheld == ()
    assert [(gap.rule, gap.vacant) for gap in found.vacancies] == [("users", 1)]


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ([None, None], "not recorded for any seat"),
        ([], "not recorded for any seat"),
        ([True, True, False], "2 with a vote, 1 without"),
        ([True, None], "1 with a vote, 1 not recorded"),
        ([False], "1 without"),
    ],
)
def test_a_vote_that_is_not_recorded_is_not_none(votes: list[bool | None], said: str) -> None:
    seats = [Seat(f"Post {n}", is_voting=vote) for n, vote in enumerate(votes)]

    assert represent(seats, [], [], on=DAY).voting.words == said


def test_a_counted_seat_has_as_many_votes_as_people() -> None:
    found = represent([Seat("Young people", people=8, is_voting=True)], [], [], on=DAY)

    assert (found.voting.yes, found.filled) == (8, 8)


@pytest.mark.parametrize(
    ("quorum", "posts", "said"),
    [
        (None, 3, "not recorded"),
        (3, 3, "3 seats must be filled; 3 are held, so a meeting can reach it"),
        (3, 4, "3 seats must be filled; 4 are held, so a meeting can reach it"),
        (3, 1, "3 seats must be filled; only 1 is held, so no meeting can reach it yet"),
        (1, 0, "1 seat must be filled; membership not recorded"),
    ],
)
def test_the_quorum_says_whether_those_seated_could_reach_it(
    quorum: int | None, posts: int, said: str
) -> None:
    stands = represent([Seat(f"Post {n}") for n in range(posts)], [], [], on=DAY)

    assert quorum_words(quorum, stands) == said


def test_seats_that_ended_are_former_and_fill_no_quorum() -> None:
    seats = [Seat("Before", until=code("2019-03")), Seat("Now"), Seat("Soon", since=code("2020"))]

    stands = represent(seats, [Rule("r", "Anybody", 1)], [], on=DAY)

    assert [seat.post for seat in stands.former] == ["Before"]
    assert quorum_words(1, stands) == "1 seat must be filled; 1 is held, so a meeting can reach it"
