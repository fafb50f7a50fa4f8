"""What hinders a questionnaire's publication, and what should be looked at."""

from typing import Any

import pytest

from evaluation.rules.conditions import Asked, Test
from evaluation.rules.questionnaire import Item, Option, Page, Questionnaire, Row
from evaluation.rules.survey_checks import Checked, Finding, Scale, findings, waits_for_gone

YES, NO = Option(1, "Yes"), Option(2, "No")
POINTS = tuple(Option(value, str(value)) for value in range(1, 6))


def an_item(pk: int, kind: str = "single", asked: Asked | None = None, **details: Any) -> Item:
    details.setdefault("options", (YES, NO))
    return Item(pk, asked or Asked(f"q{pk}"), kind, f"Question {pk}?", **details)


def asks(*items: Item, **details: Any) -> Questionnaire:
    details.setdefault("introduction", "Hello")
    return Questionnaire("Survey", (Page("You", items),), **details)


def found(asked: Questionnaire, **details: Any) -> list[str]:
    return [each.words for each in findings(Checked(asked, **details))]


def hinders(asked: Questionnaire, **details: Any) -> list[str]:
    return [each.words for each in findings(Checked(asked, **details)) if each.hinders]


def test_a_whole_questionnaire_has_nothing_to_mend() -> None:
    assert found(asks(an_item(1), an_item(2, "text", options=()))) == []


def test_nothing_asked_is_nothing_to_publish() -> None:
    assert hinders(Questionnaire("Survey", introduction="Hello")) == [
        "It asks nothing yet: add a question."
    ]


def test_a_page_without_questions_is_named() -> None:
    asked = Questionnaire("S", (Page("You", (an_item(1),)), Page("More")), introduction="Hello")

    assert hinders(asked) == ["The page “More” has no question: add one, or remove the page."]


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (an_item(1, options=()), "no answer to choose"),
        (an_item(1, options=(YES,)), "only one answer to choose"),
        (an_item(1, "scale", options=(YES, Option(9, "–", is_missing=True))), "only one answer"),
        (an_item(1, "multiple", options=()), "no answer to choose"),
        (an_item(1, "grid"), "has no row"),
    ],
)
def test_a_question_that_nobody_could_answer_hinders(item: Item, words: str) -> None:
    told = hinders(asks(item))

    assert len(told) == 1
    assert words in told[0]


def test_a_box_to_tick_is_a_question() -> None:
    assert hinders(asks(an_item(1, "multiple", options=(YES,)))) == []
    assert hinders(asks(an_item(1, "grid", rows=(Row(1, "a", "Here"),)))) == []


def test_conditions_that_can_not_work_hinder() -> None:
    first = an_item(1, asked=Asked("q1", shown_if="q2", test=Test.ONE_OF, values=frozenset({1})))
    second = an_item(2, asked=Asked("q2", shown_if="q1", test=Test.ONE_OF, values=frozenset({1})))
    told = hinders(asks(first, second))

    assert len(told) == 2
    assert "q1 → q2 → q1" in told[0]


def test_an_answer_that_is_not_offered_can_not_be_waited_for() -> None:
    waits = an_item(2, asked=Asked("q2", shown_if="q1", test=Test.ONE_OF, values=frozenset({7})))
    asked = asks(an_item(1), waits)

    assert waits_for_gone(waits, asked) == {7}
    assert hinders(asked) == [
        "Question 2 “Question 2?” waits for an answer that is not offered: 7."
    ]


def test_only_one_question_asks_for_the_area() -> None:
    told = hinders(asks(an_item(1, role="area"), an_item(2, role="area"), an_item(3)))

    assert told == ["2 questions ask for the area: keep one of them."]
    both = asks(an_item(1, role="characteristic"), an_item(2, role="characteristic"))
    assert hinders(both) == []


# -- Scales ---------------------------------------------------------------------

LONELY = Scale("lonely", "Loneliness", "ucla-3", licence="Free to use")


def items(count: int, high: int, **details: Any) -> tuple[Item, ...]:
    options = tuple(Option(value, str(value)) for value in range(1, high + 1))
    return tuple(
        an_item(pk, "scale", options=options, scale="lonely", scale_item=pk, **details)
        for pk in range(1, count + 1)
    )


def test_a_licensed_scale_with_its_items_is_right() -> None:
    assert found(asks(*items(3, 3)), scales=[LONELY]) == []


@pytest.mark.parametrize(
    ("scale", "asked", "words"),
    [
        (Scale("lonely", "L", "ucla-3", " "), asks(*items(3, 3)), "no licence reference"),
        (LONELY, asks(an_item(1)), "has no items"),
        (LONELY, asks(*items(2, 3)), "needs 3 items and has 2"),
        (LONELY, asks(*items(3, 4)), "the values 1 to 3, and no others"),
        (Scale("lonely", "L", "mean"), asks(items(1, 3)[0], items(2, 5)[1]), "different points"),
        (Scale("lonely", "L", "sum", "", 3), asks(*items(3, 3)), "lets 3 of 3 items be missing"),
    ],
)
def test_a_scale_that_could_not_be_scored_hinders(
    scale: Scale, asked: Questionnaire, words: str
) -> None:
    told = hinders(asked, scales=[scale])

    assert len(told) == 1
    assert words in told[0]


def test_an_answer_that_counts_as_none_is_no_point_of_a_scale() -> None:
    options = (*POINTS[:3], Option(9, "Don’t know", is_missing=True))
    of = [an_item(n, "scale", options=options, scale="lonely", scale_item=n) for n in (1, 2, 3)]

    assert found(asks(*of), scales=[LONELY]) == []


# -- What should be looked at ------------------------------------------------------


def warned(asked: Questionnaire, **details: Any) -> list[Finding]:
    return [each for each in findings(Checked(asked, **details)) if not each.hinders]


def test_incomplete_translations_are_a_warning() -> None:
    told = warned(asks(an_item(1)), lacking={"Gàidhlig": 4, "Polski": 0})

    assert [each.words for each in told] == [
        "Gàidhlig lacks 4 texts, which would be shown in the first wording."
    ]


def test_what_reads_otherwise_is_a_warning_at_its_question() -> None:
    told = warned(asks(an_item(1), an_item(2)), reworded=["q2"])

    assert [each.code for each in told] == ["q2"]


def test_a_characteristic_that_must_be_answered_needs_a_way_out() -> None:
    must = Asked("q1", is_required=True)
    private = an_item(1, asked=must, role="characteristic")
    kind = an_item(
        1, asked=must, role="characteristic", options=(YES, Option(9, "–", is_missing=True))
    )

    assert "prefer not to say" in warned(asks(private))[0].words
    assert warned(asks(kind)) == []


def test_a_questionnaire_without_introduction_is_warned_of() -> None:
    assert "no introduction" in warned(asks(an_item(1), introduction=""))[0].words


def test_an_area_that_is_not_offered_is_named() -> None:
    options = (Option(1, "Ash", stands_for="ash"), Option(2, "Birch", stands_for="birch"))
    asked = asks(an_item(1, role="area", options=options))

    told = warned(asked, areas={"ash": "Ash", "birch": "Birch", "yew": "Yew"})
    assert [each.words for each in told] == [
        "Question 1 “Question 1?” does not offer Yew: save it once more."
    ]
    assert warned(asked, areas={"ash": "Ash", "birch": "Birch"}) == []
