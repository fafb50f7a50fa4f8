"""Figures of indicators: missing is not zero, about survives, nothing undeclared is added."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.figures import (
    LATEST,
    MEAN,
    NEVER,
    SUM,
    Aim,
    Figure,
    put_together,
    standing_words,
    with_unit,
)

figures = st.lists(
    st.builds(
        Figure,
        number=st.none() | st.integers(0, 10_000).map(Decimal),
        is_about=st.booleans(),
        is_at_least=st.booleans(),
    ),
    max_size=8,
)


def a_figure(number: str | None, **details: bool | int | str) -> Figure:
    return Figure(Decimal(number) if number else None, **details)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figure", "unit", "words"),
    [
        (a_figure("1250", is_about=True), "loans", "about 1,250 loans"),
        (a_figure("13", base=40), "%", "13% of 40"),
        (a_figure("94"), "%", "94% (base not recorded)"),
        (a_figure("3.50"), "", "3.5"),
        (a_figure("70", is_about=True, is_at_least=True), "people", "at least about 70 people"),
        (a_figure(None, stated="threefold"), "", "“threefold”"),
        (a_figure("3", stated="threefold"), "times", "3 times (“threefold”)"),
        (a_figure("12", missing=2), "people", "12 people, 2 areas not recorded"),
        (Figure(), "people", "not recorded"),
    ],
)
def test_a_figure_is_said_as_surely_as_it_is_known(figure: Figure, unit: str, words: str) -> None:
    assert figure.words(unit) == words


@given(figures)
def test_a_sum_is_of_what_is_known_and_counts_what_is_not(parts: list[Figure]) -> None:
    together = put_together(parts, SUM)
    known = [each.number for each in parts if each.number is not None]

    assert together.number == (sum(known) if known else None)
    assert together.missing == len(parts) - len(known)
    assert together.is_about == any(each.is_about for each in parts if each.number is not None)


@given(figures)
def test_a_mean_lies_between_its_parts(parts: list[Figure]) -> None:
    together = put_together(parts, MEAN)
    known = [each.number for each in parts if each.number is not None]

    if known:
        assert together.number is not None
        assert min(known) <= together.number <= max(known)


def test_the_latest_is_taken_whole() -> None:
    last = a_figure("4", is_about=True, base=9)

    assert put_together([a_figure("9"), last, Figure()], LATEST) == last


def test_what_is_never_put_together_says_nothing() -> None:
    assert not put_together([a_figure("4"), a_figure("5")], NEVER).is_recorded


def test_bases_are_added_only_with_every_number() -> None:
    assert put_together([a_figure("1", base=4), a_figure("2", base=6)], SUM).base == 10
    assert put_together([a_figure("1", base=4), a_figure("2")], SUM).base is None


def test_another_way_is_refused() -> None:
    with pytest.raises(ValueError, match="not put together by “most”"):
        put_together([], "most")


@pytest.mark.parametrize(
    ("number", "aim", "better", "unit", "words"),
    [
        ("60", Aim(Decimal(50), Decimal(80)), "more", "loans",
         "10 loans more than the baseline (the wished way); 20 loans short of the target"),
        ("40", Aim(Decimal(50), Decimal(30)), "more", "%",
         "10 percentage points less than the baseline (the other way); the target is reached"),
        ("40", Aim(Decimal(50), Decimal(40)), "less", "days",
         "10 days less than the baseline (the wished way); the target is reached"),
        ("50", Aim(Decimal(50)), "", "", "the same as the baseline"),
        ("52", Aim(Decimal(50), Decimal(60)), "", "", "2 more than the baseline"),
        ("52", Aim(), "more", "", ""),
    ],
)  # fmt: skip
def test_where_a_value_stands(number: str, aim: Aim, better: str, unit: str, words: str) -> None:
    assert standing_words(a_figure(number), aim, better, unit) == words


def test_words_alone_are_compared_with_nothing() -> None:
    assert standing_words(Figure(stated="threefold"), Aim(Decimal(1), Decimal(2)), "more", "") == ""


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("boards", "1 board"), ("people", "1 person"), ("libraries", "1 library"),
        ("classes", "1 class"), ("hours", "1 hour"), ("percentage points", "1 percentage point"),
        ("loss", "1 loss"), ("of stock", "1 of stock"), ("", "1"), ("%", "1%"),
    ],
)  # fmt: skip
def test_one_of_a_unit_is_said_as_one(unit: str, one: str) -> None:
    assert with_unit(Decimal(1), unit) == one
    assert with_unit(Decimal(2), unit) == f"2{'' if unit == '%' else ' '}{unit}".strip()
