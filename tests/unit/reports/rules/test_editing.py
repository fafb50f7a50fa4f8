"""Parts of a layout put in, put otherwise, moved and taken out by their keys."""

from dataclasses import replace

import pytest

from partnership.reports.rules.editing import (
    GoneError,
    added,
    found,
    kept_in_order,
    moved,
    replaced,
    shifted,
    without,
)
from partnership.reports.rules.layout import RowLayout

ONE, TWO, THREE = (RowLayout(key, key.upper()) for key in ("one", "two", "three"))
ALL = (ONE, TWO, THREE)


def test_a_part_is_found_added_replaced_and_taken_out_by_its_key() -> None:
    other = replace(TWO, heading="Other")

    assert found(ALL, "two") is TWO
    assert added((ONE,), TWO) == (ONE, TWO)
    assert replaced(ALL, other) == (ONE, other, THREE)
    assert without(ALL, "two") == (ONE, THREE)


@pytest.mark.parametrize(
    ("key", "step", "expected"),
    [
        ("two", -1, (TWO, ONE, THREE)),
        ("two", 1, (ONE, THREE, TWO)),
        ("one", -1, ALL),
        ("three", 1, ALL),
    ],
)
def test_a_part_moves_one_place_and_stays_at_an_end(
    key: str, step: int, expected: tuple[RowLayout, ...]
) -> None:
    assert moved(ALL, key, step) == expected


def test_what_stands_at_a_place_is_shifted() -> None:
    assert shifted("abc", 2, -1) == ("a", "c", "b")


@pytest.mark.parametrize(
    "change",
    [
        lambda: found(ALL, "four"),
        lambda: without(ALL, "four"),
        lambda: moved(ALL, "four", 1),
        lambda: replaced(ALL, replace(ONE, key="four")),
    ],
)
def test_a_key_that_is_gone_is_said(change: object) -> None:
    with pytest.raises(GoneError):
        change()  # type: ignore[operator]


def test_what_is_chosen_keeps_the_order_that_was_and_new_ones_follow() -> None:
    assert kept_in_order("cab", ["a", "b", "d", "c"]) == ("c", "a", "b", "d")
    assert kept_in_order("cab", ["a"]) == ("a",)
