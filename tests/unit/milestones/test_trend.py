"""The trend draws what was expected at each update, and nothing that was not said."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.trend import (
    FOOT,
    MOST_LINES,
    NAME_ROOM,
    RIGHT,
    TOP,
    Trend,
    TrendLine,
    TrendPoint,
    draw_trend,
)

BASELINE, AS_AT = date(2019, 8, 31), date(2019, 10, 24)


def point(reported: date, expected: date, *, done: bool = False, reason: str = "") -> TrendPoint:
    return TrendPoint(reported, expected, done, reason)


def line(where: str, *points: TrendPoint, baseline: date = BASELINE) -> TrendLine:
    return TrendLine(where, where.lower(), baseline, points)


NORTH = line("North", point(date(2019, 3, 1), BASELINE), point(date(2019, 6, 1), date(2019, 10, 1)))
SOUTH = line("South", point(date(2019, 7, 1), date(2019, 8, 1), done=True))


def drawn(*lines: TrendLine, **more) -> Trend:
    return draw_trend(lines, reference="M3", as_at=AS_AT, **more)


def test_a_slipping_line_climbs_and_one_that_is_early_falls():
    north, south = drawn(NORTH, SOUTH).lines
    first, second = north.dots
    assert second[1] < first[1]
    assert south.dots[0][1] > first[1]


def test_updates_stand_in_the_order_of_their_days():
    (north,) = drawn(NORTH).lines
    assert [x for x, _ in north.dots] == sorted(x for x, _ in north.dots)


def test_a_date_holds_until_the_next_update_and_then_to_the_day_looked_at():
    found = drawn(NORTH)
    (north,) = found.lines
    assert re.fullmatch(r"M84 [\d.]+(H[\d.]+V[\d.]+){2}H[\d.]+", north.path)
    assert found.across
    assert north.end[0] == found.across.x(AS_AT)


def test_what_is_done_ends_where_it_was_reported():
    _, south = drawn(NORTH, SOUTH).lines
    assert south.end == south.dots[-1]
    assert south.said == "done 1 Aug 2019"


def test_the_baseline_is_drawn_once_for_each_day_it_has():
    other = line("East", point(date(2019, 7, 1), BASELINE), baseline=date(2019, 9, 30))
    assert [each.said for each in drawn(NORTH, SOUTH).baselines] == ["baseline 31 Aug 2019"]
    assert len(drawn(NORTH, other).baselines) == 2


def test_the_title_says_of_each_how_often_it_moved_and_where_it_ended():
    title = drawn(NORTH, SOUTH).title
    assert (
        "North: baseline 31 August 2019, moved once, expected 1 October 2019,"
        " 31 days after baseline" in title
    )
    assert "South: baseline 31 August 2019, moved once, done 1 August 2019" in title


def test_one_without_an_update_is_left_out_and_counted():
    found = drawn(NORTH, line("West"))
    assert [each.line.where for each in found.lines] == ["North"]
    assert found.left_out == 1
    assert line("West").sentence == "West: baseline 31 August 2019, no update"


def test_no_update_is_no_drawing_and_says_so():
    found = drawn(line("West"))
    assert (found.lines, found.across) == ((), None)
    assert found.title == "M3: no update was reported."


def many(count: int) -> list[TrendLine]:
    return [
        line(f"A{n}", point(date(2019, 5, 1), BASELINE + timedelta(days=n))) for n in range(count)
    ]


def test_of_many_areas_those_furthest_from_the_baseline_are_drawn():
    found = drawn(*many(10))
    assert [each.line.where for each in found.lines] == ["A4", "A5", "A6", "A7", "A8", "A9"]
    assert found.left_out == 10 - MOST_LINES


def test_a_chosen_area_is_drawn_alone():
    found = drawn(*many(10), area="a2")
    assert [each.line.where for each in found.lines] == ["A2"]
    assert found.left_out == 0


def test_the_table_has_every_update_that_is_drawn_with_its_slip():
    rows = [(each.where, at.reported_on, slip) for each, at, slip in drawn(NORTH, SOUTH).rows]
    assert rows == [
        ("North", date(2019, 3, 1), "on the baseline date"),
        ("North", date(2019, 6, 1), "31 days after baseline"),
        ("South", date(2019, 7, 1), "30 days before baseline"),
    ]


def test_an_old_story_does_not_run_on_for_years():
    found = draw_trend([NORTH], reference="M3", as_at=date(2026, 1, 1))
    assert found.across
    assert found.across.last == date(2019, 6, 30)
    assert found.lines[0].end[0] == RIGHT


@pytest.mark.parametrize("moves", [0, 1, 2, 3])
def test_moves_are_counted_from_the_baseline_on(moves):
    points = [
        point(date(2019, 2, 1) + timedelta(days=n), BASELINE + timedelta(days=n))
        for n in range(moves + 1)
    ]
    assert line("North", *points).moves == moves


DAYS = st.dates(date(2019, 1, 1), date(2021, 12, 31))


@given(st.lists(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=5), min_size=1, max_size=6))
def test_names_never_stand_on_each_other_and_nothing_leaves_the_drawing(stories):
    found = drawn(
        *(
            line(f"A{number}", *(point(*each) for each in sorted(story)))
            for number, story in enumerate(stories)
        )
    )
    names = sorted(each.name_y for each in found.lines)
    assert all(b - a >= NAME_ROOM - 0.2 for a, b in pairwise(names))
    assert all(TOP - 0.1 <= y <= FOOT for each in found.lines for _, y in each.dots)
    assert names[0] >= TOP - 0.1
    assert names[-1] <= FOOT
