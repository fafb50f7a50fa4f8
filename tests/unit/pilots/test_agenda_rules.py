"""Agendas built again around what people did, items moved by number, reports that are due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.agenda_rules import Item, in_order, rebuilt, report_due, report_title

PROGRAMME = (date(2019, 1, 1), date(2020, 12, 31))


def items(words: str) -> list[Item]:
    """An item for each letter; a capital was added by hand."""
    return [
        Item("other" if each.isupper() else "template", each, n, each.isupper())
        for n, each in enumerate(words)
    ]


def asked(words: str) -> list[Item]:
    return [Item("template", each) for each in words]


@pytest.mark.parametrize(
    ("there", "wanted", "agenda"),
    [
        ("", "abc", "abc"),
        ("ac", "abc", "abc"),
        ("ca", "abc", "cab"),
        ("aXc", "abc", "abXc"),
        ("aXb", "b", "Xb"),
        ("abc", "xabc", "xabc"),
        ("X", "ab", "abX"),
        ("acX", "abcd", "abcdX"),
    ],
)
def test_what_people_did_stays_and_what_is_new_follows_its_neighbour(
    there: str, wanted: str, agenda: str
) -> None:
    assert "".join(item.title for item in rebuilt(items(there), asked(wanted))) == agenda


LETTERS = st.lists(st.sampled_from("abcdXYZ"), unique=True).map("".join)
WANTED = st.lists(st.sampled_from("abcdef"), unique=True).map("".join)


@given(there=LETTERS, wanted=WANTED)
def test_an_agenda_holds_all_that_is_wanted_and_added_once(there: str, wanted: str) -> None:
    agenda = [item.title for item in rebuilt(items(there), asked(wanted))]

    assert sorted(agenda) == sorted([*wanted, *(each for each in there if each.isupper())])
    kept = [each for each in agenda if each in there]
    assert kept == [each for each in there if each in kept]


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        ({}, [1, 2, 3, 4]),
        ({4: 1}, [4, 1, 2, 3]),
        ({1: 3}, [2, 3, 1, 4]),
        ({1: 99}, [2, 3, 4, 1]),
        ({1: 2, 2: 1}, [2, 1, 3, 4]),
    ],
)
def test_an_item_goes_where_its_new_number_says(moves: dict[int, int], order: list[int]) -> None:
    assert in_order((key, key, moves.get(key, key)) for key in (1, 2, 3, 4)) == order


def due(on: date, last: date | None = None, months: int = 3) -> str:
    period = report_due(months, year_starts=1, programme=PROGRAMME, meeting_on=on, last_met_on=last)
    return period.words if period else ""


def test_a_report_is_due_on_the_period_that_ended_before_the_meeting() -> None:
    assert due(date(2019, 10, 24)) == "July to September 2019"
    assert due(date(2019, 10, 24), months=12) == ""
    assert due(date(2020, 1, 5), months=12) == "January to December 2019"


def test_a_report_is_not_due_twice_nor_outside_the_programme() -> None:
    assert due(date(2019, 10, 24), last=date(2019, 10, 2)) == ""
    assert due(date(2019, 10, 24), last=date(2019, 9, 30)) == "July to September 2019"
    assert due(date(2019, 2, 1)) == ""
    assert due(date(2021, 2, 1)) == "October to December 2020"
    assert due(date(2021, 5, 1)) == ""


def test_a_long_name_leaves_room_for_the_period() -> None:
    period = report_due(
        3, year_starts=1, programme=PROGRAMME, meeting_on=date(2019, 10, 24), last_met_on=None
    )
    assert period

    title = report_title("N" * 300, period)

    assert len(title) == 200
    assert title.endswith(", July to September 2019")
