"""One milestone across areas: the furthest off first, each at its day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from milestones.comparison import DOT, TOP, in_order, strip
from milestones.presenters.comparison import FILE_HEADS, file_row, last_word
from tests.support.plan_parts import a_delivery, a_row, done, forecast

M3 = a_row(3, due=8)
NORTH = a_delivery(M3, "North", done(date(2019, 8, 1)))
SOUTH = a_delivery(M3, "South", forecast(date(2019, 9, 30)))
EAST = a_delivery(M3, "East")
ROWS = [NORTH, SOUTH, EAST]


def names(rows) -> list[str]:
    return [row.area for row in rows]


def test_the_longest_overdue_or_slipped_comes_first():
    assert names(in_order(ROWS)) == ["South", "East", "North"]


def test_by_area_they_stay_as_the_programme_has_them():
    assert names(in_order(ROWS, "area")) == ["North", "South", "East"]


def test_every_area_has_a_dot_with_its_words_a_later_one_further_right():
    found = strip(ROWS, reference="M3")
    north, south, east = found.dots
    assert north.x < east.x < south.x
    assert (north.is_done, south.is_done) == (True, False)
    assert north.said == "North: done 1 August 2019"
    assert south.said == "South: forecast 30 September 2019"
    assert east.said == "East: due 31 August 2019"


def test_the_earliest_and_the_latest_are_named_with_their_slip():
    assert [each.said for each in strip(ROWS, reference="M3").names] == [
        "North −30 days",
        "South +30 days",
    ]


def test_all_on_one_day_need_no_name():
    same = [a_delivery(M3, area) for area in ("North", "South")]
    found = strip(same, reference="M3")
    assert found.names == ()
    assert [each.said for each in found.baselines] == ["baseline 31 Aug 2019"]


def test_the_title_says_what_the_dots_say():
    assert strip(ROWS, reference="M3").title == (
        "M3 in 3: 2 red, 1 complete."
        " Earliest: North, done 1 August 2019, 30 days before baseline."
        " Latest: South, forecast 30 September 2019, 30 days after baseline."
    )


@given(st.lists(st.dates(date(2019, 1, 1), date(2020, 12, 31)), min_size=1, max_size=40))
def test_dots_stand_on_each_other_inside_the_strip(days):
    rows = [a_delivery(M3, f"Area {n}", forecast(day)) for n, day in enumerate(days)]
    found = strip(rows, reference="M3")
    places = {(dot.x, dot.y) for dot in found.dots}
    assert len(places) == len(found.dots) == len(days)
    assert all(TOP <= dot.y + DOT / 2 <= found.foot for dot in found.dots)


def test_the_last_word_is_the_day_and_what_was_said():
    assert last_word(EAST) == "No update recorded"
    assert last_word(SOUTH) == "1 June 2019"


def test_a_row_of_the_file_has_a_cell_for_each_head_and_no_zero_for_the_unknown():
    row = file_row(EAST)
    assert len(row) == len(FILE_HEADS)
    assert row[FILE_HEADS.index("Slip in days")] == ""
    assert file_row(SOUTH)[FILE_HEADS.index("Slip in days")] == 30
