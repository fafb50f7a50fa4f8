"""Scales score as they were published, with their rules for items left out."""

import pytest

from evaluation.rules.scales import (
    Kind,
    PlainScale,
    de_jong_gierveld_6,
    score,
    swemwbs,
    ucla_3,
)

# Stewart-Brown and others (2009), the conversion table, written out once more.
TABLE = [
    (7, 7.00), (8, 9.51), (9, 11.25), (10, 12.40), (11, 13.33), (12, 14.08), (13, 14.75),
    (14, 15.32), (15, 15.84), (16, 16.36), (17, 16.88), (18, 17.43), (19, 17.98), (20, 18.59),
    (21, 19.25), (22, 19.98), (23, 20.73), (24, 21.54), (25, 22.35), (26, 23.21), (27, 24.11),
    (28, 25.03), (29, 26.02), (30, 27.03), (31, 28.13), (32, 29.31), (33, 30.70), (34, 32.55),
    (35, 35.00),
]  # fmt: skip


def seven(total: int) -> list[int]:
    """Seven answers from 1 to 5 that add up to the total."""
    return [1 + max(0, min(4, total - 7 - 4 * at)) for at in range(7)]


@pytest.mark.parametrize(("raw", "metric"), TABLE)
def test_swemwbs_turns_every_raw_total_into_its_metric_score(raw: int, metric: float) -> None:
    assert sum(seven(raw)) == raw
    assert swemwbs(seven(raw)).value == metric


def test_the_table_has_all_29_totals() -> None:
    assert [raw for raw, _ in TABLE] == list(range(7, 36))


def test_swemwbs_needs_all_seven() -> None:
    told = swemwbs([3, 3, 3, None, 3, 3, 3])

    assert not told.is_valid
    assert told.why_not == "6 of 7 items answered; 7 are needed."


@pytest.mark.parametrize("wrong", [0, 6, -1, True, 2.5])
def test_an_answer_out_of_range_is_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 5"):
        swemwbs([3, 3, 3, 3, 3, 3, wrong])


@pytest.mark.parametrize("items", [0, 6, 8])
def test_a_wrong_number_of_items_is_refused(items: int) -> None:
    with pytest.raises(ValueError, match="7 items"):
        swemwbs([3] * items)


@pytest.mark.parametrize(
    ("answers", "total", "band"),
    [((1, 1, 1), 3, ""), ((2, 2, 1), 5, ""), ((2, 2, 2), 6, "often read as lonely"),
     ((3, 3, 3), 9, "often read as lonely")],
)  # fmt: skip
def test_ucla_3_adds_up(answers: tuple[int, ...], total: int, band: str) -> None:
    told = ucla_3(answers)

    assert (told.value, told.band) == (total, band)


def test_ucla_3_needs_all_three() -> None:
    assert ucla_3([1, None, 3]).value is None


YES, LESS, NO = 1, 2, 3


@pytest.mark.parametrize(
    ("answers", "total", "band"),
    [
        ([NO, NO, NO, YES, YES, YES], 0, "not lonely"),
        ([LESS, NO, NO, YES, YES, YES], 1, "not lonely"),
        ([LESS, NO, NO, LESS, YES, YES], 2, "moderately lonely"),
        ([YES, YES, YES, YES, YES, NO], 4, "moderately lonely"),
        ([YES, YES, YES, YES, LESS, NO], 5, "severely lonely"),
        ([YES, LESS, YES, NO, LESS, NO], 6, "severely lonely"),
    ],
)
def test_de_jong_gierveld_counts_points(answers: list[int], total: int, band: str) -> None:
    told = de_jong_gierveld_6(answers)

    assert (told.whole.value, told.whole.band) == (total, band)
    assert (told.emotional.value or 0) + (told.social.value or 0) == total


def test_with_one_item_missing_the_whole_is_valid_and_its_part_is_not() -> None:
    told = de_jong_gierveld_6([YES, None, YES, NO, NO, NO])

    assert (told.whole.value, told.emotional.value, told.social.value) == (5, None, 3)


def test_with_two_items_missing_the_whole_is_not_valid() -> None:
    told = de_jong_gierveld_6([YES, None, None, NO, NO, NO])

    assert told.whole.why_not == "4 of 6 items answered; 5 are needed."
    assert told.social.value == 3


def test_a_sum_stands_for_the_items_left_out_as_far_as_declared() -> None:
    scale = PlainScale(items=4, low=0, high=4, may_miss=1)

    assert scale.score([4, 4, 4, 4]).value == 16
    assert scale.score([3, None, 3, 3]).value == 12
    assert scale.score([3, None, None, 3]).why_not == "2 of 4 items answered; 3 are needed."


def test_a_mean_is_of_what_was_answered() -> None:
    scale = PlainScale(items=3, low=1, high=5, is_mean=True, may_miss=1)

    assert scale.score([2, None, 5]).value == 3.5


def test_an_item_may_count_the_other_way_round() -> None:
    scale = PlainScale(items=2, low=1, high=5, reversed_items=frozenset({1}))

    assert scale.score([5, 1]).value == 10


@pytest.mark.parametrize(
    "wrong",
    [{"items": 0}, {"low": 5}, {"may_miss": 3}, {"may_miss": -1}, {"reversed_items": {3}}],
)
def test_a_scale_that_makes_no_sense_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"scale needs|other way round"):
        PlainScale(**({"items": 3, "low": 1, "high": 5} | wrong))


def test_a_kind_finds_its_scoring() -> None:
    assert score(Kind.SWEMWBS, [1] * 7).value == 7
    assert score(Kind.UCLA_3, [1] * 3).value == 3
    assert score(Kind.DE_JONG_GIERVELD_6, [YES] * 6).value == 3
    assert score(Kind.MEAN, [1, 4], PlainScale(2, 1, 5, is_mean=True)).value == 2.5


def test_a_sum_without_its_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="needs its items"):
        score(Kind.SUM, [1, 2])
