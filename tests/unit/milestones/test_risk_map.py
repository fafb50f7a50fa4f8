"""The heat map counts every open, scored entry once; the chart says what was scored when."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from milestones.parts import RiskRow
from milestones.risk_chart import FOOT, LEFT, RIGHT, TOP, Scored, score_chart
from milestones.risk_map import NAMED, heat_map

DAY = date(2019, 10, 24)
SCORES = st.none() | st.integers(1, 5)


def a_row(number: int, likelihood: int | None, impact: int | None, closed: bool) -> RiskRow:
    return RiskRow(
        reference=f"R{number}", kind="Risk", title="Flood", area="", owner="", response="",
        likelihood=likelihood, impact=impact, state="Closed" if closed else "Open",
        reported_on=DAY, reviewed_on=DAY, closed_on=DAY if closed else None,
    )  # fmt: skip


ROWS = st.lists(st.tuples(SCORES, SCORES, st.booleans()), max_size=40)


@given(ROWS)
def test_every_open_entry_is_on_the_map_or_beside_it(given_rows) -> None:
    rows = [a_row(number, *each) for number, each in enumerate(given_rows)]

    told = heat_map(rows)

    on_it = [row for line in told.rows for cell in line.cells for row in cell.rows]
    open_ones = {row.reference for row in rows if row.is_open}
    assert {row.reference for row in (*on_it, *told.unscored)} == open_ones
    assert len(on_it) + len(told.unscored) == len(open_ones)
    assert all(row.score is not None for row in on_it)


def test_the_map_has_the_most_likely_first_and_a_level_in_every_square() -> None:
    told = heat_map([a_row(1, 5, 3, False)])

    assert [row.words for row in told.rows][::4] == ["5 Almost certain", "1 Rare"]
    assert told.heads[0] == "1 Negligible"
    assert [cell.level for cell in told.rows[0].cells] == [
        "Medium", "High", "High", "Very high", "Very high",
    ]  # fmt: skip
    assert [cell.key for cell in told.rows[-1].cells] == ["low", "low", "low", "medium", "medium"]
    (found,) = (cell for cell in told.rows[0].cells if cell.rows)
    assert (found.impact, found.score, found.more) == (3, 15, 0)


def test_a_full_square_names_some_and_counts_the_rest() -> None:
    told = heat_map([a_row(number, 1, 1, False) for number in range(NAMED + 4)])

    cell = told.rows[-1].cells[0]

    assert (len(cell.named), cell.more) == (NAMED, 4)


def days(number: int) -> date:
    return DAY + timedelta(days=number)


def test_nothing_is_drawn_of_an_entry_that_was_never_scored() -> None:
    assert score_chart([], until=DAY) is None
    assert score_chart([Scored(DAY, None)], until=DAY) is None


def test_the_line_goes_on_from_review_to_review_and_up_to_the_day() -> None:
    chart = score_chart([Scored(DAY, 6), Scored(days(50), 12)], until=days(100))

    assert chart is not None
    middle, six, twelve = (LEFT + RIGHT) / 2, FOOT - 6 / 25 * 160, FOOT - 12 / 25 * 160
    assert chart.lines == (f"M{LEFT:g} {six:g}H{middle:g}V{twelve:g}H{RIGHT:g}",)
    assert [mark.label for mark in chart.marks] == ["6", "12"]
    assert chart.summary == "From 6, Medium, on 24 October 2019, to 12, High, on 13 December 2019."
    assert (chart.first, chart.last) == ("24 October 2019", "1 February 2020")


def test_the_line_is_broken_where_no_score_is_recorded() -> None:
    scored = [Scored(DAY, 6), Scored(days(10), None), Scored(days(20), 9)]

    chart = score_chart(scored, until=days(40))

    assert chart is not None
    assert len(chart.lines) == 2
    assert len(chart.marks) == 2


def test_the_line_ends_where_it_was_closed() -> None:
    chart = score_chart([Scored(DAY, 6), Scored(days(10), 6, is_closed=True)], until=days(10))

    assert chart is not None
    assert chart.lines[0].endswith("V137.6")
    assert chart.marks[-1].label == "6, closed"
    assert (chart.marks[0].anchor, chart.marks[-1].anchor) == ("start", "end")


def test_a_single_review_is_a_mark() -> None:
    chart = score_chart([Scored(DAY, 25)], until=DAY)

    assert chart is not None
    assert chart.summary == "25, Very high, on 24 October 2019."
    (mark,) = chart.marks
    assert (mark.x, mark.y, mark.label_y) == (LEFT, TOP, TOP + 18)


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.none() | st.integers(1, 25)), min_size=1, max_size=20
    ),
    st.integers(0, 900),
)
def test_nothing_is_drawn_outside_and_no_number_over_another(reviews, until) -> None:
    scored = [Scored(days(number), score) for number, score in sorted(reviews, key=lambda r: r[0])]
    chart = score_chart(scored, until=days(until))

    marks = chart.marks if chart else ()
    assert len(marks) == sum(score is not None for _, score in reviews)
    assert all(LEFT <= mark.x <= RIGHT and TOP <= mark.y <= FOOT for mark in marks)
    labelled = [mark for mark in marks if mark.label]
    assert all(later.x - sooner.x >= 8 * len(sooner.label) for sooner, later in pairwise(labelled))


def test_the_levels_fill_the_height() -> None:
    chart = score_chart([Scored(DAY, 6)], until=DAY)

    assert chart is not None
    assert [band.word for band in chart.bands] == ["Low", "Medium", "High", "Very high"]
    assert chart.bands[-1].y == TOP
    assert round(sum(band.height for band in chart.bands), 1) == FOOT - TOP
