"""What one response adds to tallies, and what is made of before and after."""

import pytest

from evaluation.rules.conditions import Asked
from evaluation.rules.questionnaire import Item, Option, Page, Questionnaire, Row
from evaluation.rules.scales import Kind
from evaluation.rules.tallying import (
    ALL,
    EVERYBODY,
    Answered,
    Instrument,
    Scale,
    Step,
    What,
    Who,
    is_compared,
    is_counted,
)

POINTS = (*(Option(value, str(value)) for value in (1, 2, 3)), Option(9, "?", True))


def item(pk: int, kind: str = "scale", **fields: object) -> Item:
    given = {"options": POINTS} | fields
    return Item(pk, Asked(f"q{pk}"), kind, f"Question {pk}", **given)  # type: ignore[arg-type]


def instrument(*items: Item, scales: tuple[Scale, ...] = ()) -> Instrument:
    return Instrument(Questionnaire("Partners", (Page("One", items),)), scales)


def scaled(kind: Kind, items: int, **fields: object) -> tuple[Instrument, Scale]:
    scale = Scale(7, "well", kind, **fields)  # type: ignore[arg-type]
    asked = [item(at, scale="well", scale_item=at) for at in range(1, items + 1)]
    return instrument(*asked, scales=(scale,)), scale


def gave(**values: int) -> Answered:
    return Answered(values={What(int(name[1:])): (value,) for name, value in values.items()})


@pytest.mark.parametrize(
    ("step", "key"),
    [
        (Step(ALL), "all::*"),
        (Step(What(12), Who(area=5), 4), "q12:a5:4"),
        (Step(What(12, 3), Who(sector="health")), "q12.r3:shealth:*"),
        (Step(What(scale=4), EVERYBODY, 2115), "s4::2115"),
        (Step(What(1), value=-2), "q1::-2"),
    ],
)
def test_a_figure_has_a_key_of_its_own(step: Step, key: str) -> None:
    assert step.key == key


def test_a_response_without_area_and_sector_counts_for_everybody_alone() -> None:
    told = instrument(item(1)).steps([gave(q1=2)])

    assert {step.who for step in told} == {EVERYBODY}


def test_an_answer_to_a_question_that_is_not_asked_is_not_counted() -> None:
    assert instrument(item(1)).steps([gave(q2=2)]) == {Step(ALL): 1}


def test_a_mean_may_miss_as_many_items_as_it_allows() -> None:
    of, scale = scaled(Kind.MEAN, 3, missing_allowed=1)

    assert of.score(scale, gave(q1=1, q2=2)) == 1.5
    assert of.score(scale, gave(q1=1, q2=9, q3=9)) is None


def test_a_sum_turns_items_that_count_the_other_way_round() -> None:
    scale = Scale(7, "well", Kind.SUM)
    asked = (
        item(1, scale="well", scale_item=1),
        item(2, scale="well", scale_item=2, is_reversed=True),
    )

    assert instrument(*asked, scales=(scale,)).score(scale, gave(q1=1, q2=3)) == 2


def test_a_scale_that_is_not_built_as_its_rule_wants_it_has_no_score() -> None:
    of, scale = scaled(Kind.SWEMWBS, 3)
    nothing, empty = scaled(Kind.SUM, 0)

    assert of.score(scale, gave(q1=1, q2=2, q3=3)) is None
    assert nothing.score(empty, gave()) is None
    assert Step(scale.what) not in of.steps([gave(q1=1, q2=2, q3=3)])


def test_scores_before_and_after_are_a_pair_and_several_choices_are_not() -> None:
    scale = Scale(7, "well", Kind.SUM)
    of = instrument(item(1, scale="well", scale_item=1), item(2, "multiple"), scales=(scale,))
    same = {each: each for each in of.everything}

    told = set(of.pairs(gave(q1=1, q2=1), gave(q1=3, q2=2), same, of))
    assert told == {(What(1), 1, 3), (What(scale=7), 100, 300)}


def test_an_answer_given_once_is_no_pair() -> None:
    of = instrument(item(1))

    assert list(of.pairs(gave(), gave(q1=3), {What(1): What(1)}, of)) == []
    assert list(of.pairs(gave(q1=9), gave(q1=3), {What(1): What(1)}, of)) == []
    assert list(of.pairs(gave(q1=1), gave(q1=3), {}, of)) == []


def test_what_people_are_is_not_held_against_what_they_were() -> None:
    assert is_compared(item(1))
    assert is_compared(item(1, "number"))
    assert not is_compared(item(1, role="characteristic"))
    assert not is_compared(item(1, "single"))


def test_everything_is_questions_rows_and_scales() -> None:
    rows = (Row(3, "a", "A"),)
    of = instrument(item(1, "grid", rows=rows), scales=(Scale(7, "s", Kind.SUM),))

    assert set(of.everything) == {What(1), What(1, 3), What(scale=7)}


def test_a_response_counts_in_all_for_its_area_and_for_its_sector() -> None:
    one = Answered(5, "health", {What(1): (2,)}, frozenset({What(4)}))
    told = instrument(item(1)).steps([one])

    assert {step.who for step in told} == {EVERYBODY, Who(area=5), Who(sector="health")}
    assert told[Step(What(4))] == 1
    assert is_counted(item(1))
    assert not is_counted(item(4, "text"))
