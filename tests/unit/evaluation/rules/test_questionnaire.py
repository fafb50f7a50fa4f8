"""Answers are read as the questionnaire asks them; what no form offers is refused in words."""

from typing import Any

import pytest

from evaluation.rules.conditions import Asked
from evaluation.rules.questionnaire import (
    AnswerRefusedError,
    CodePart,
    Given,
    Item,
    Option,
    Page,
    Questionnaire,
    Row,
    read,
    texts_of,
    translated,
    untranslated,
)

POINTS = (Option(1, "No"), Option(2, "Some"), Option(3, "Yes"), Option(9, "–", is_missing=True))


def an_item(kind: str, **details: Any) -> Item:
    return Item(1, Asked("q"), kind, "Well?", **details)


SCALE = an_item("scale", options=POINTS)
GRID = an_item("grid", options=POINTS, rows=(Row(1, "a", "Here"), Row(2, "b", "There")))
SEVERAL = an_item("multiple", options=(*POINTS[:3], Option(0, "None", is_alone=True)))
AGE = an_item("number", lowest=16, highest=120)


@pytest.mark.parametrize(
    ("item", "sent", "given"),
    [
        (SCALE, {"q": ["2"]}, (Given(2),)),
        (SCALE, {"q": ["", " "]}, ()),
        (SCALE, {}, ()),
        (SCALE, {"q": ["1", "3"]}, (Given(1),)),
        (GRID, {"q.b": ["3"]}, (Given(3, row="b"),)),
        (GRID, {"q.a": ["1"], "q.b": ["9"]}, (Given(1, row="a"), Given(9, row="b"))),
        (SEVERAL, {"q": ["3", "1", "3"]}, (Given(1), Given(3))),
        (SEVERAL, {"q": ["0"]}, (Given(0),)),
        (AGE, {"q": [" 42 "]}, (Given(42),)),
        (an_item("number"), {"q": ["1,250"]}, (Given(1250),)),
        (an_item("text"), {"q": ["  Aye 🙂 "]}, (Given(text="Aye 🙂"),)),
        (an_item("date"), {"q": ["2019-7"]}, (Given(text="2019-07"),)),
        (an_item("date"), {"q": ["2019"]}, (Given(text="2019"),)),
    ],
)
def test_an_answer_is_read(
    item: Item, sent: dict[str, list[str]], given: tuple[Given, ...]
) -> None:
    assert read(item, sent) == given


@pytest.mark.parametrize(
    ("item", "text", "words"),
    [
        (SCALE, "4", "one of the answers"),
        (SCALE, "1 or 1=1", "one of the answers"),
        (SCALE, "-", "one of the answers"),
        (SCALE, "٣", "one of the answers"),
        (SCALE, "--3", "one of the answers"),
        (AGE, "4²", "whole number"),
        (AGE, "15", "from 16 to 120"),
        (AGE, "121", "from 16 to 120"),
        (AGE, "12.5", "whole number"),
        (AGE, "9" * 30, "whole number"),
        (an_item("number", lowest=0), "-1", "0 or more"),
        (an_item("number", highest=5), "6", "at most 5"),
        (an_item("text"), "x" * 100_000, "4,000 characters or fewer: it has 100,000"),
        (an_item("date"), "2019-13", "a year, or a year and a month"),
        (an_item("date"), "2019-10-24", "a year, or a year and a month"),
        (an_item("date"), "then", "a year, or a year and a month"),
    ],
)
def test_what_no_form_offers_is_refused(item: Item, text: str, words: str) -> None:
    with pytest.raises(AnswerRefusedError, match=words):
        read(item, {"q": [text]})


def test_none_of_these_excludes_the_others() -> None:
    with pytest.raises(AnswerRefusedError, match="either “None” or the others"):
        read(SEVERAL, {"q": ["0", "2"]})


def test_a_translation_says_what_it_has_and_leaves_the_rest() -> None:
    asked = Questionnaire("Survey", (Page("You", (GRID,), "About you"),), thanks="Thanks")
    texts = {"title": "Suirbhidh", "question.q.row.a": "An seo", "question.q.choice.3": "Tha"}

    gaelic = translated(asked, texts, language="gd")

    assert (gaelic.title, gaelic.language, gaelic.thanks) == ("Suirbhidh", "gd", "Thanks")
    assert [row.text for row in gaelic.items[0].rows] == ["An seo", "There"]
    assert [each.text for each in gaelic.items[0].options] == ["No", "Some", "Tha", "–"]
    assert "question.q.row.b" in untranslated(asked, texts)
    assert untranslated(asked, texts_of(asked)) == ()


def test_the_items_of_a_scale_are_in_its_order() -> None:
    items = [Item(n, Asked(f"q{n}"), "scale", "", scale="w", scale_item=3 - n) for n in (1, 2)]
    asked = Questionnaire("Survey", (Page("One", tuple(items)),))

    assert [item.code for item in asked.of_scale("w")] == ["q2", "q1"]
    assert asked.by_code["q1"] is asked.items[0]


def test_the_self_made_code_is_translated_with_the_rest() -> None:
    code = (CodePart(1, "Birth month?", "digits", 2, "04 for April"),)
    asked = Questionnaire("Partners", code=code)

    assert untranslated(asked, {"title": "Com-pàirtichean"}) == ("code.1.text", "code.1.example")
    said = translated(asked, {"code.1.text": "Mìos?"}, language="gd")
    assert said.code == (CodePart(1, "Mìos?", "digits", 2, "04 for April"),)
