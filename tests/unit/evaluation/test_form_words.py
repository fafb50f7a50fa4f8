"""The form’s own words: whole in English, marked where another language lacks them."""

import re
from pathlib import Path

import pytest

from evaluation.answer_words import ENGLISH
from evaluation.presenters.form_words import FOR_SCRIPT, FormWords, Plain

ROOT = Path(__file__).parents[3]
TEMPLATES = [
    *(ROOT / "templates/evaluation/answer").glob("*.html"),
    *(ROOT / "templates/evaluation/print").glob("*.html"),
]
ATTRIBUTES = {"lang", "direction", "language", "is_english"}


def test_words_are_filled_in() -> None:
    words = FormWords("en", {})
    assert words.said("page_of", page=2, pages=5) == "Page 2 of 5"


def test_what_a_language_lacks_is_marked_as_english() -> None:
    words = FormWords("gd", {"form.next": "Air adhart <&"})
    assert words["next"] == "Air adhart &lt;&amp;"
    assert words["back"] == '<span lang="en-GB" dir="ltr">Back</span>'
    assert Plain(words)["back"] == "Back"


def test_a_translation_that_drops_what_is_filled_in_still_says_its_words() -> None:
    assert FormWords("gd", {"form.page_of": "Duilleag"}).said("page_of", page=1, pages=2) == (
        "Duilleag"
    )


@pytest.mark.parametrize(
    ("language", "lang", "direction"),
    [("en", "en-GB", "ltr"), ("gd", "gd", "ltr"), ("ar", "ar", "rtl"), ("ur-PK", "ur-PK", "rtl")],
)
def test_a_language_says_how_it_is_read(language: str, lang: str, direction: str) -> None:
    words = FormWords(language, {})
    assert (words.lang, words.direction) == (lang, direction)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_name_words_that_there_are(path: Path) -> None:
    named = set(re.findall(r"{{ (?:words|plain)\.(\w+)", path.read_text()))
    assert named <= set(ENGLISH) | ATTRIBUTES


def test_every_word_is_said_somewhere() -> None:
    sources = [*TEMPLATES, *(ROOT / "evaluation").rglob("*.py")]
    text = "\n".join(path.read_text() for path in sources if path.name != "answer_words.py")
    text += "code_digits code_digit code_letters code_letter age_first consent_first"
    text += " code_wrong_digits code_wrong_digit code_wrong_letters code_wrong_letter"
    assert {name for name in ENGLISH if not re.search(rf"\b{name}\b", text)} == set()


def test_the_script_asks_for_words_that_come_with_the_page() -> None:
    script = (ROOT / "static/js/answering.js").read_text()
    assert set(re.findall(r'word\("(\w+)"\)', script)) == set(FOR_SCRIPT)
