"""Bars that part at the middle of a scale."""

import pytest

from evaluation.stacked import ABOVE, BELOW, MIDDLE, WIDTH, Bar, StackedChart, fills, stacked
from partnership.web.charts import SIZE

FIVE = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")


def chart(*bars: Bar, points: tuple[str, ...] = FIVE) -> StackedChart:
    found = stacked(bars, points, ident="q1", title="Confident")
    assert found is not None
    return found


def test_what_lies_below_the_middle_is_left_of_one_line_for_all_bars() -> None:
    told = chart(Bar("Before", (4, 4, 4, 4, 4)), Bar("After", (0, 1, 2, 8, 9)))

    for bar in told.bars:
        low = [part for part in bar.parts if part.fill in BELOW]
        high = [part for part in bar.parts if part.fill in ABOVE]
        assert all(part.x + part.width <= told.middle + 0.05 for part in low)
        assert all(part.x >= told.middle - 0.05 for part in high)


def test_the_middle_point_is_drawn_half_on_each_side() -> None:
    told = chart(Bar("Before", (4, 4, 4, 4, 4)))
    part = next(each for each in told.bars[0].parts if each.fill == MIDDLE)

    assert part.x + part.width / 2 == pytest.approx(told.middle, abs=0.02)


def test_a_scale_without_a_middle_parts_between_its_halves() -> None:
    told = chart(Bar("Once", (1, 2, 3, 4)), points=("a", "b", "c", "d"))

    assert MIDDLE not in {part.fill for part in told.bars[0].parts}
    assert told.middle == pytest.approx(WIDTH * 3 / 10, abs=0.02)


def test_the_mark_of_the_middle_stays_clear_of_names() -> None:
    told = chart(Bar("Before", (1, 2, 3, 4, 5)), Bar("After", (5, 4, 3, 2, 1)))
    first, second = told.bars

    assert all(bar.name_y < bar.y - told.mark for bar in told.bars)
    assert first.y + told.thickness + told.mark < second.name_y - SIZE


def test_bars_fill_the_width_and_no_more() -> None:
    told = chart(Bar("Before", (9, 0, 0, 0, 0)), Bar("After", (0, 0, 0, 0, 9)))
    edges = [(part.x, part.x + part.width) for bar in told.bars for part in bar.parts]

    assert min(x for x, _ in edges) == 0
    assert max(x for _, x in edges) == pytest.approx(WIDTH)


def test_a_count_is_written_where_it_has_room_and_said_in_words_anyhow() -> None:
    told = chart(Bar("Before", (1, 0, 0, 0, 99)))

    assert [part.said for part in told.bars[0].parts] == ["", "99"]
    assert "of 100: Strongly disagree 1, Disagree 0, Neither 0, Agree 0, Strongly agree 99." in (
        told.summary
    )


def test_a_wave_without_answers_has_no_bar() -> None:
    assert stacked([Bar("Before", (0, 0, 0))], ("a", "b", "c"), ident="q", title="") is None
    assert len(chart(Bar("Before", (0,) * 5), Bar("After", (1,) * 5)).bars) == 1


@pytest.mark.parametrize("points", [2, 3, 4, 5, 7, 10, 11])
def test_each_point_has_a_colour(points: int) -> None:
    colours = fills(points)

    assert len(colours) == points
    assert (MIDDLE in colours) == bool(points % 2)
    assert colours[0] == BELOW[0]
    assert colours[-1] == ABOVE[0]


def test_one_answer_is_not_several() -> None:
    assert chart(Bar("Before", (1, 0, 0, 0, 0))).bars[0].name == "Before, 1 answer"
