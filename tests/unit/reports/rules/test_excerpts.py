"""A piece of the text about what was searched, with the words marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.reports.rules.excerpts import LONGEST, Piece, excerpt


def said(pieces: tuple[Piece, ...]) -> str:
    return "".join(each.text for each in pieces)


def test_the_words_are_marked_whatever_their_case():
    assert excerpt("The Mobile library.", ["mobile", "LIBRARY"]) == (
        Piece("The "),
        Piece("Mobile", is_found=True),
        Piece(" "),
        Piece("library", is_found=True),
        Piece("."),
    )


def test_a_long_text_is_cut_before_and_after_at_words():
    text = "before " * 100 + "Lamlash" + " after" * 100
    pieces = excerpt(text, ["lamlash"])
    assert pieces[0].text.startswith("…before ")
    assert pieces[-1].text.endswith("…")
    assert pieces[1] == Piece("Lamlash", is_found=True)


@pytest.mark.parametrize("words", [[], ["heading"], [""]])
def test_without_the_word_it_is_the_beginning(words: list[str]):
    assert excerpt("One  two\nthree", words) == (Piece("One two three"),)


def test_what_means_something_in_a_pattern_is_only_letters():
    assert excerpt("a (b) c", ["(b)", ".*"])[1] == Piece("(b)", is_found=True)


@given(st.text(), st.lists(st.text(max_size=5), max_size=4))
def test_it_is_never_much_longer_than_asked_and_always_of_the_text(text: str, words: list[str]):
    shown = said(excerpt(text, words))
    assert len(shown) <= LONGEST + 2
    assert shown.strip("…") in " ".join(text.split()) or "…" in text
