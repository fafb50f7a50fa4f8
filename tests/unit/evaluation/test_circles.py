"""A circle is named in the order in which its steps lead."""

from evaluation.rules.circles import circle


def test_steps_that_end_make_no_circle() -> None:
    assert circle({1: [2, 3], 2: [3], 4: []}) == []


def test_a_circle_is_named_in_its_order() -> None:
    found = circle({1: [2], 2: [3], 3: [1, 4], 4: []})

    start = found.index(1)
    assert found[start:] + found[:start] == [1, 2, 3]


def test_a_step_to_itself_is_a_circle() -> None:
    assert circle({7: [7]}) == [7]
