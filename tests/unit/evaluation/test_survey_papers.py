"""A survey on paper: the same questions as on a phone, tagged, in the language asked for."""

from dataclasses import replace
from datetime import date

import pytest

from evaluation.presenters.form_words import FormWords, NoticeTold
from evaluation.printing.papers import Asking, WavePaper, form_pdf, only_if, poster_pdf, slips_pdf
from evaluation.rules.questionnaire import Option, texts_of, translated
from tests.support.pdf import figures_alt, language, tag_tree, text_by_page
from tests.support.verapdf import verify
from tests.unit.evaluation.asking import FORM, item

WORDS = FormWords("en", {})
PAPER = WavePaper(
    wave="Partners before",
    programme="Co-creating Libraries",
    said=FORM,
    words=WORDS,
    notice=NoticeTold("We ask partners.\n\nThe evaluators read it.", "I want to take part."),
    link="https://example.org/answer/k7m2q9xw4t/",
    dated=date(2019, 9, 2),
    until=WORDS.said("until", day="30 September 2019"),
    promise=WORDS.said("what_happens", day="1 October 2020"),
    of_age="I am 13 or older.",
    asks_code=True,
    is_illustrative=True,
)
KEYS = [f"ab{number:02}-efgh-jkmn" for number in range(10, 22)]


@pytest.fixture(scope="module")
def form() -> bytes:
    return form_pdf(PAPER)


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(text_by_page(pdf)).split())


def test_everything_that_is_asked_stands_on_the_paper_form(form: bytes) -> None:
    printed = words_of(form)
    texts = {key: text for key, text in texts_of(FORM).items() if not key.startswith("thanks")}

    assert [key for key, text in texts.items() if text not in printed] == []
    assert "I am 13 or older." in printed
    assert "I want to take part." in printed
    assert "example.org/answer/k7m2q9xw4t" in printed


def test_the_numbers_to_type_in_stand_beside_the_boxes(form: bytes) -> None:
    printed = words_of(form)
    assert "Disagree 1 Neither 2 Agree 3" in printed
    assert "Only if you answered “Disagree” to question 1." in printed


def test_a_condition_is_said_as_a_person_reads_it() -> None:
    visits = FORM.by_code["visits"]
    assert only_if(visits, FORM, WORDS) == "Only if you did not answer “Neither” to question 1."
    assert only_if(FORM.by_code["confident"], FORM, WORDS) == ""


def test_a_grid_is_a_table_with_heads(form: bytes) -> None:
    (table,) = tag_tree(form).all("Table")
    assert [each.text for each in table.all("TH")] == [
        "Seldom 1",
        "Often 2",
        "Libraries",
        "Health",
    ]


@pytest.mark.parametrize(
    "made",
    [form_pdf, poster_pdf, lambda paper: slips_pdf(paper, KEYS)],
    ids=["form", "poster", "slips"],
)
def test_each_paper_passes_as_accessible(made: object) -> None:
    pdf = made(PAPER)  # type: ignore[operator]
    assert verify(pdf, "ua1") == []
    assert len(tag_tree(pdf).all("H1")) == 1


TITLE = "What partners think of working together in libraries, health and care, now " * 3


@pytest.mark.parametrize(("title", "introduction"), [(24, 24), (24, 270), (140, 155), (200, 2000)])
def test_the_poster_is_one_page_however_long_its_words(title: int, introduction: int) -> None:
    words = "It takes five minutes, and nobody is asked who they are. " * 50
    said = replace(FORM, title=TITLE[:title], introduction=words[:introduction])
    paper = replace(PAPER, said=said, link=f"https://{'long.' * 8}example.org/answer/k7m2q9xw4t/")
    assert len(text_by_page(poster_pdf(paper))) == 1


def test_each_slip_has_its_key_and_none_holds_anothers() -> None:
    pdf = slips_pdf(PAPER, KEYS)
    assert all(words_of(pdf).count(key) == 1 for key in KEYS)
    assert len(figures_alt(pdf)) == len(KEYS)
    assert not any(key in alt for alt in figures_alt(pdf) for key in KEYS)


def test_a_paper_speaks_the_language_asked_for() -> None:
    said = translated(FORM, {"title": "Dè do bheachd?"}, language="gd")
    pdf = form_pdf(replace(PAPER, said=said, words=FormWords("gd", {})))
    assert language(pdf) == "gd"
    assert "Dè do bheachd?" in words_of(pdf)


def test_without_a_code_the_paper_asks_for_none() -> None:
    assert "Day of your birthday" not in words_of(form_pdf(replace(PAPER, asks_code=False)))


def test_the_code_of_a_form_asked_once_is_not_of_before_and_after() -> None:
    printed = words_of(form_pdf(replace(PAPER, is_once=True)))
    assert "Nobody can tell from it who you are" in printed
    assert "asked before and after" not in printed


def laid(kind: str, *texts: str) -> str:
    options = tuple(Option(value, text) for value, text in enumerate(texts, start=1))
    return Asking(1, item(1, "q", kind, options=options)).laid


def test_a_scale_is_printed_across_the_page_where_its_words_have_room() -> None:
    agree = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
    assert laid("scale", *agree) == "across across-5"
    assert laid("scale", *agree, "Don’t know", "Prefer not to say") == ""
    assert laid("scale", "Antidisestablishmentarian", "b", "c", "d", "e", "f") == ""


def test_a_long_list_is_printed_in_two_columns_where_its_words_have_room() -> None:
    assert laid("single", *"abcdef") == "across across-2"
    assert laid("single", *"abcde") == ""
    assert laid("multiple", *"abcde", "A long answer that does not fit into half a line") == ""
