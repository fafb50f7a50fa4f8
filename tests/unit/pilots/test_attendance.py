"""Attendance by sector: what was not counted is said, and is never none."""

from pilots.attendance import Attended, attendance

LIBRARY, PUBLIC = "Public library", "Public participation"


def test_posts_are_counted_by_how_often_they_came() -> None:
    rows = [
        Attended(1, LIBRARY, "present"),
        Attended(1, LIBRARY, "apologies"),
        Attended(2, LIBRARY, "present"),
        Attended(2, LIBRARY, "absent"),
    ]

    [library] = attendance(rows, [(1, True), (2, True)]).sectors

    assert library.words == "2 of 4 seats present, 1 with apologies, 1 absent"


def test_people_of_counted_seats_are_counted_by_number() -> None:
    rows = [
        Attended(1, PUBLIC, "present", size=8, people=6),
        Attended(2, PUBLIC, "apologies", size=8),
    ]

    [public] = attendance(rows, [(1, True), (2, True)]).sectors

    assert public.words == "6 of 16 people of counted seats"


def test_people_who_came_uncounted_are_not_none() -> None:
    rows = [
        Attended(1, PUBLIC, "present", size=8, people=None),
        Attended(1, PUBLIC, "present", size=2, people=1),
    ]

    [public] = attendance(rows, [(1, True)]).sectors

    assert public.words == (
        "1 of 2 people of counted seats, how many people came not recorded for 1 meeting"
    )


def test_a_sector_that_is_not_recorded_comes_last() -> None:
    rows = [Attended(1, "", "present"), Attended(1, "Zoo", "present")]

    assert [each.sector for each in attendance(rows, [(1, True)]).sectors] == ["Zoo", ""]


def test_meetings_with_totals_only_and_with_nothing_are_said_as_such() -> None:
    found = attendance(
        [Attended(2, LIBRARY, "present")], [(1, True), (2, True), (3, False), (4, True)]
    )

    assert found.base == (
        "Of 4 meetings held: seat by seat for 1; totals only for meetings 1, 4;"
        " not recorded for meeting 3."
    )
    assert (found.covered, found.totals_only, found.unrecorded) == (1, (1, 4), (3,))


def test_nothing_is_said_seat_by_seat_where_there_are_only_totals() -> None:
    found = attendance([], [(1, True), (2, True)])

    assert found.base == "Of 2 meetings held: totals only for meetings 1, 2."
