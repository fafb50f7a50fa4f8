"""Where charts put their marks, and what they say in words."""

from datetime import date

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from partnership.web.charts import (
    BarChart,
    Datum,
    Month,
    horizontal_bars,
    monthly_columns,
    spark,
    summarise,
    text_width,
)

AREAS = [Datum("North", 160, "about 160"), Datum("South", 40), Datum("Mid", 0), Datum("East", None)]
amounts = st.lists(st.none() | st.floats(min_value=0, max_value=1e6), min_size=1, max_size=30)


def bars() -> BarChart:
    return horizontal_bars(AREAS, ident="areas", title="Adults, by area")


def test_bars_are_as_long_as_their_values() -> None:
    north, south, mid, _ = bars().bars

    assert north.width == pytest.approx(4 * south.width, abs=0.02)
    assert mid.width == 0


def test_the_longest_bar_leaves_room_for_the_widest_words() -> None:
    chart = bars()

    assert chart.bars[0].value_x + text_width("about 160", 14) <= chart.width + 0.01


def test_unknown_has_words_and_no_bar_while_zero_has_its_number() -> None:
    _, _, mid, east = bars().bars

    assert (mid.is_recorded, mid.said) == (True, "0")
    assert (east.is_recorded, east.said, east.width) == (False, "not recorded", 0)


def test_a_long_label_runs_over_lines_above_its_bar() -> None:
    chart = horizontal_bars(
        [Datum("Hilltop and the villages " * 4, 3), Datum("South", 2)], ident="a", title="A"
    )
    long, short = chart.bars

    assert len(long.label) == 3
    assert all(text_width(text, 14) <= chart.width for _, text in long.label)
    assert [y for y, _ in long.label] == sorted(y for y, _ in long.label)
    assert long.label[-1][0] < long.y
    assert long.y + chart.thickness < short.label[0][0] - 10
    assert short.y + chart.thickness <= chart.height


def test_long_words_after_a_bar_leave_it_room() -> None:
    (bar,) = horizontal_bars([Datum("a", 1, "words " * 20)], ident="a", title="A").bars

    assert bar.width > 0


def test_negative_amounts_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        horizontal_bars([Datum("a", -1)], ident="a", title="A")


def test_the_summary_names_highest_lowest_and_what_is_missing() -> None:
    assert summarise(AREAS) == "Highest: North, about 160. Lowest: Mid, 0. Not recorded: 1 of 4."
    assert summarise([Datum("a", 2), Datum("b", 2)]) == "Highest: a, 2."
    assert summarise([]) == "Nothing is recorded."


@given(amounts)
def test_every_column_stands_on_the_foot_line_inside_the_picture(
    values: list[float | None],
) -> None:
    months = [Month(date(2019 + n // 12, 1 + n % 12, 1), value) for n, value in enumerate(values)]

    chart = monthly_columns(months, ident="m", title="M")

    for column in chart.columns:
        assert column.y + column.height == pytest.approx(chart.foot, abs=0.02)
        assert column.y >= 0
        assert column.x >= 0
        assert column.x + column.width <= chart.width + 0.02


def test_each_year_is_named_under_its_first_month() -> None:
    months = [Month(date(2019, 11, 1), 1), Month(date(2019, 12, 1), 2), Month(date(2020, 1, 1), 3)]

    chart = monthly_columns(months, ident="m", title="M")

    assert [(column.short, column.year) for column in chart.columns] == [
        ("Nov", "2019"),
        ("Dec", ""),
        ("Jan", "2020"),
    ]


def test_months_shrink_to_initials_where_there_are_many() -> None:
    months = [Month(date(2019 + n // 12, 1 + n % 12, 1), n) for n in range(24)]

    assert monthly_columns(months, ident="m", title="M").columns[0].short == "J"


def test_a_sparkline_breaks_where_nothing_is_recorded() -> None:
    values = [1, 2, None, 5, None, 3, 4]

    chart = spark([Datum(str(n), v) for n, v in enumerate(values)], ident="s", title="S")

    assert [len(line.split()) for line in chart.lines] == [2, 2]
    assert len(chart.dots) == 1


def test_a_sparkline_of_equal_values_is_level_and_an_empty_one_has_no_mark() -> None:
    level = spark([Datum("a", 3), Datum("b", 3)], ident="s", title="S", height=28)

    assert level.last == (116, 14)
    assert spark([Datum("a", None)], ident="s", title="S").last is None


@pytest.mark.parametrize(
    ("tag", "chart"),
    [
        ("bar_chart", bars()),
        ("column_chart", monthly_columns([Month(date(2019, 1, 1), 2)], ident="m", title="M")),
        ("sparkline", spark(AREAS, ident="s", title="S")),
    ],
)
def test_the_picture_says_in_words_what_it_shows(tag: str, chart: BarChart) -> None:
    page = html.fromstring(
        Template(f"{{% load components %}}<div>{{% {tag} chart %}}</div>").render(
            Context({"chart": chart})
        )
    )
    (picture,) = page.iter("svg")
    (title,) = picture.findall("title")

    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == title.get("id") == f"{chart.ident}-words"
    assert title.text == f"{chart.title}. {chart.summary}"


def test_the_table_beside_the_picture_holds_the_same_figures() -> None:
    template = Template("{% load components %}{% bar_chart chart %}")
    page = html.fromstring(template.render(Context({"chart": bars()})))

    rows = [[cell.text_content() for cell in row] for row in page.findall(".//tbody/tr")]

    assert rows == [["North", "about 160"], ["South", "40"], ["Mid", "0"], ["East", "not recorded"]]
    assert all(head.get("scope") for head in page.iter("th"))
