"""Seats, sectors and meetings of a group: gaps are told from what nobody recorded."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.dates import PartialDate, add_months, end_of_month
from pilots.representation import (
    MeetingFact,
    Rule,
    Seat,
    Series,
    meetings_held,
    next_meeting,
    represent,
)

DAY = date(2019, 10, 24)
NATIONAL = Series(date(2019, 1, 1), date(2020, 12, 1), every_months=3)
TWO_PER_AREA = Rule(
    "per-area", "HSCP representatives", 2, ("North Ayrshire", "Midlothian", "Arran")
)
SERVICE_USERS = Rule("users", "Service users", 2)
LIBRARY, THIRD = "Public library", "Third sector"
YOUNG_PEOPLE = Seat("Young people", "Public participation", people=8, host="Kilwinning Academy")


def code(text: str) -> PartialDate:
    return PartialDate.parse(text)


# -- Seats by rule ---------------------------------------------------------------


def test_two_seats_for_each_of_three_areas_are_six() -> None:
    assert TWO_PER_AREA.in_all == 6


def test_without_any_membership_the_seats_are_not_recorded_and_not_vacant() -> None:
    found = represent([], [TWO_PER_AREA], [LIBRARY], on=DAY)

    assert found.sentence == "Membership not recorded."
    assert (found.vacancies, found.vacant) == ((), 0)


def test_seats_of_a_rule_that_nobody_was_recorded_under_are_not_recorded() -> None:
    found = represent([Seat("Project managers")], [TWO_PER_AREA], [], on=DAY)

    assert found.vacancies == ()
    assert found.gaps == ("Holders of 6 seats not recorded: HSCP representatives",)


def test_once_a_holder_is_recorded_the_other_seats_of_the_rule_are_vacant() -> None:
    one = Seat("Planning lead", rule="per-area", place="Midlothian")

    found = represent([one], [TWO_PER_AREA], [], on=DAY)

    assert [(v.place, v.vacant) for v in found.vacancies] == [
        ("North Ayrshire", 2),
        ("Midlothian", 1),
        ("Arran", 2),
    ]
    assert found.vacant == 5


def test_a_full_area_does_not_fill_the_seats_of_another() -> None:
    three = [Seat(f"Post {n}", rule="per-area", place="Arran") for n in range(3)]

    found = represent(three, [TWO_PER_AREA], [], on=DAY)

    assert [v.place for v in found.vacancies] == ["North Ayrshire", "Midlothian"]


def test_seats_that_all_fell_vacant_are_recorded_and_vacant() -> None:
    left = Seat("User", rule="users", until=code("2019-03"))

    found = represent([left], [SERVICE_USERS], [], on=DAY)

    assert found.gaps == ("Vacant: 2 of 2 seats (Service users) since March 2019",)


def test_a_vacancy_says_since_when() -> None:
    seats = [
        Seat("First", rule="users"),
        Seat("Second", rule="users", until=code("2019-03")),
    ]

    found = represent(seats, [SERVICE_USERS], [], on=DAY)

    assert found.sentence.endswith("Vacant: 1 of 2 seats (Service users) since March 2019.")


def test_a_counted_seat_fills_as_many_seats_as_it_has_people() -> None:
    two = Seat("Service users", rule="users", people=2)

    assert represent([two], [SERVICE_USERS], [], on=DAY).vacancies == ()


# -- Membership on a day ------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        ("", "", True),
        ("2019-10-24", "2019-10-24", True),
        ("2019-10-25", "", False),
        ("", "2019-10-23", False),
        ("2019-10", "", True),
        ("", "2019-autumn", True),
        ("", "2019-Q3", False),
    ],
)
def test_a_seat_is_held_between_its_dates_as_far_as_they_are_known(
    since: str, until: str, held: bool
) -> None:
    assert Seat("Post", since=code(since), until=code(until)).is_held(DAY) is held


def test_a_seat_that_ended_leaves_its_sector_missing() -> None:
    seats = [Seat("Librarian", LIBRARY), Seat("Charity", THIRD, until=code("2019-09-30"))]

    found = represent(seats, [], [LIBRARY, THIRD], on=DAY)

    assert found.missing == (THIRD,)
    assert found.sentence == "Public library: yes. No seat for third sector."


# -- The sentence ---------------------------------------------------------------------


def test_the_sentence_names_sectors_people_and_what_is_not_recorded() -> None:
    seats = [
        Seat("Library and Information Service Manager", LIBRARY),
        Seat("NHS libraries", "NHS library"),
        Seat("Third sector", THIRD),
        Seat("CAMHS"),
        YOUNG_PEOPLE,
    ]

    assert represent(seats, [], [], on=DAY).sentence == (
        "Public library, NHS library, third sector: yes."
        " Public participation: 8 young people."
        " Sector not recorded: CAMHS."
    )


def test_a_sector_held_by_a_counted_seat_alone_is_not_missing() -> None:
    found = represent([YOUNG_PEOPLE], [], ["Public participation"], on=DAY)

    assert found.missing == ()
    assert found.sentence == "Public participation: 8 young people."


@pytest.mark.parametrize(
    ("post", "said"),
    [("Young people", "8 young people"), ("Kilwinning pupils", "8 Kilwinning pupils")],
)
def test_people_are_said_in_a_sentence_and_names_keep_their_capital(post: str, said: str) -> None:
    assert Seat(post, people=8, host="Kilwinning Academy").people_words == said


def test_a_sector_without_a_seat_keeps_its_place_in_the_row() -> None:
    found = represent([Seat("Librarian", LIBRARY), Seat("CAMHS")], [], [THIRD], on=DAY)

    assert [(each.sector, each.is_missing) for each in found.sectors] == [
        (LIBRARY, False),
        (THIRD, True),
        ("", False),
    ]


# -- Meetings ------------------------------------------------------------------------


def test_quarterly_over_two_years_expects_eight_meetings() -> None:
    assert NATIONAL.in_all == 8


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2018, 12, 31), 0),
        (date(2019, 1, 1), 0),
        (date(2019, 3, 30), 0),
        (date(2019, 3, 31), 1),
        (DAY, 3),
        (date(2020, 12, 30), 7),
        (date(2020, 12, 31), 8),
        (date(2026, 11, 21), 8),
    ],
)
def test_a_meeting_is_due_by_the_end_of_its_stretch(day: date, due: int) -> None:
    assert NATIONAL.due_by(day) == due


def test_a_last_short_stretch_has_its_meeting_by_the_end_of_the_series() -> None:
    series = Series(date(2019, 1, 1), date(2019, 4, 1), every_months=3)

    assert (series.in_all, series.due_by(date(2019, 4, 30))) == (2, 2)


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)).map(lambda day: day.replace(day=1)),
    st.integers(0, 120),
    st.integers(1, 12),
    st.dates(date(1999, 1, 1), date(2055, 1, 1)),
)
def test_meetings_due_only_grow_and_end_at_all_of_them(
    first: date, months: int, every: int, day: date
) -> None:
    series = Series(first, add_months(first, months), every)

    assert 0 <= series.due_by(day) <= series.due_by(day + timedelta(days=1)) <= series.in_all
    assert series.due_by(end_of_month(first, months + 1)) == series.in_all


def test_without_meeting_records_held_is_not_recorded_and_not_zero() -> None:
    found = meetings_held(NATIONAL, [], on=DAY)

    assert found.held is None
    assert found.words == "8 meetings expected in all, 3 due so far, held: not recorded"


def test_with_meetings_recorded_none_held_is_zero() -> None:
    assert meetings_held(NATIONAL, [MeetingFact(1)], on=DAY).held == 0


def test_a_meeting_held_after_the_day_was_not_held_yet() -> None:
    meetings = [
        MeetingFact(1, held=code("2019-10-24"), is_held=True),
        MeetingFact(2, held=code("2019-10-25"), is_held=True),
        MeetingFact(3, is_held=True),
        MeetingFact(4, is_cancelled=True),
    ]

    assert meetings_held(NATIONAL, meetings, on=DAY).held == 2


def test_without_a_series_how_often_it_meets_is_not_recorded() -> None:
    words = meetings_held(None, [MeetingFact(1, is_held=True)], on=DAY).words

    assert words == "How often it meets: not recorded; held: 1"


def test_the_next_meeting_is_the_soonest_that_is_still_ahead() -> None:
    meetings = [
        MeetingFact(1, planned=code("2019-10-23")),
        MeetingFact(2, planned=code("2019-11-01"), is_cancelled=True),
        MeetingFact(3, planned=code("2020-01")),
        MeetingFact(4, planned=code("2019-12-02")),
        MeetingFact(5),
    ]

    found = next_meeting(meetings, on=DAY)

    assert found is not None
    assert found.number == 4
    assert next_meeting(meetings[:2], on=DAY) is None
