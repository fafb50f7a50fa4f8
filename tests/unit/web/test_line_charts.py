"""A line of months: from 0 up, with gaps, its median and its signals."""

from datetime import date

from partnership.dates import add_months
from partnership.web.charts import Month
from partnership.web.line_charts import LEFT, LineChart, monthly_line

START = date(2019, 1, 1)


def line(*values: float | None, **given: object) -> LineChart:
    months = [Month(add_months(START, place), value) for place, value in enumerate(values)]
    return monthly_line(months, ident="x", title="Events", **given)  # type: ignore[arg-type]


def test_a_month_that_is_not_recorded_is_a_gap_and_never_0() -> None:
    chart = line(1, 2, None, 3, 4)

    assert len(chart.lines) == 2
    assert len(chart.dots) == 4
    assert "Not recorded: 1 of 5." in chart.summary


def test_it_starts_from_0_and_ends_with_a_round_number_above_all() -> None:
    chart = line(3, 37)

    assert [tick.said for tick in chart.values] == ["0", "25", "50"]
    assert chart.values[0].at == chart.foot
    assert min(y for _, y in chart.dots) > chart.values[-1].at


def test_nothing_but_0_is_a_line_on_the_foot() -> None:
    chart = line(0, 0)

    assert {y for _, y in chart.dots} == {chart.foot}


def test_the_months_of_a_signal_are_marked_apart() -> None:
    chart = line(1, 2, 3, marked={1}, middle=(2.0, "Median 2"))

    assert (len(chart.dots), len(chart.marked)) == (2, 1)
    assert chart.middle is not None
    assert chart.middle.said == "Median 2"
    assert chart.marked[0][1] == chart.middle.at


def test_many_months_are_named_by_their_years() -> None:
    chart = line(*[1.0] * 60)

    assert chart.months == ()
    assert [tick.said for tick in chart.years] == ["2019", "2020", "2021", "2022", "2023"]
    assert all(tick.at > LEFT for tick in chart.years)


def test_a_first_year_of_a_month_gives_way_to_the_next() -> None:
    months = [Month(add_months(date(2019, 12, 1), place), 1) for place in range(24)]
    chart = monthly_line(months, ident="x", title="Events")

    assert [tick.said for tick in chart.years] == ["2020", "2021"]
