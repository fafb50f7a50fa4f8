"""What partners gave: a cost or a worth, never both in one sum, and nothing unknown left out."""

from decimal import Decimal

import pytest

from pilots.giving import COMMISSIONED, IN_KIND, Given, totals
from pilots.models import EventPartner

D = Decimal


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Given(COMMISSIONED, cost=D("1250")), "Commissioned, cost £1,250.00"),
        (Given(COMMISSIONED), "Commissioned, cost not recorded"),
        (
            Given(IN_KIND, hours=D("6.00"), rate=D("20.5"), rate_source="Its letter"),
            "In kind, 6 hours, declared rate £20.50 an hour (Its letter): worth about £123.00",
        ),
        (
            Given(IN_KIND, hours=D("1")),
            "In kind, 1 hour, declared rate not recorded: worth not recorded",
        ),
        (Given(IN_KIND), "In kind, hours not recorded, declared rate not recorded: worth not"
                         " recorded"),
        (Given(""), ""),
    ],
)  # fmt: skip
def test_each_says_what_is_known_of_it(given: Given, words: str) -> None:
    assert given.words == words


def test_each_way_of_giving_has_a_total_of_its_own() -> None:
    given = [
        Given(COMMISSIONED, cost=D(100)),
        Given(COMMISSIONED),
        Given(IN_KIND, hours=D(2), rate=D(10)),
        Given(IN_KIND, hours=D("1.5")),
        Given(""),
    ]

    assert totals(given) == [
        "Commissioned: £100.00 (1 of 2 not recorded)",
        "In kind: about £20.00 (1 of 2 not recorded), 3.5 hours",
    ]


def test_nothing_known_is_not_nothing() -> None:
    assert totals([Given(COMMISSIONED)]) == ["Commissioned: not recorded"]
    assert totals([Given(IN_KIND)]) == ["In kind: not recorded"]
    assert totals([Given("")]) == []


def test_ways_of_giving_are_those_of_the_records() -> None:
    assert {COMMISSIONED, IN_KIND, ""} == set(EventPartner.Given.values)
