"""Excerpts are taken from numbered paragraphs and sentences, as they stand."""

import pytest

from evaluation.rules.passages import numbers_of, paragraphs, place, taken, where

TEXT = (
    "I was shy. They asked me in. Now I go weekly.\n\n"
    "It’s warm,\nand free.\n\n\n"
    "“Come in,” they said. “Sit down.”\n"
)


def test_a_blank_line_parts_paragraphs_and_a_full_stop_sentences() -> None:
    first, second, third = paragraphs(TEXT)

    assert first.numbered == (
        ("1.1", "I was shy."),
        ("1.2", "They asked me in."),
        ("1.3", "Now I go weekly."),
    )
    assert second.sentences == ("It’s warm,", "and free.")
    assert third.sentences == ("“Come in,” they said.", "“Sit down.”")


def test_lines_are_paragraphs_where_no_blank_line_parts_any() -> None:
    assert [each.text for each in paragraphs("One.\nTwo.\n")] == ["One.", "Two."]
    assert paragraphs(" \n ") == ()


def test_single_sentences_have_no_number_of_their_own() -> None:
    assert numbers_of(paragraphs("One.\n\nTwo. Three.")) == {"1", "2", "2.1", "2.2"}


@pytest.mark.parametrize(
    ("ticked", "words", "first"),
    [
        ({"1"}, "I was shy. They asked me in. Now I go weekly.", 1),
        ({"1.1", "1.2"}, "I was shy. They asked me in.", 1),
        ({"1.1", "1.3"}, "I was shy. […] Now I go weekly.", 1),
        ({"1.3", "2"}, "Now I go weekly. It’s warm, and free.", 1),
        ({"3.2", "1.1"}, "I was shy. […] “Sit down.”", 1),
        ({"2.2"}, "and free.", 2),
        ({"1", "1.2"}, "I was shy. They asked me in. Now I go weekly.", 1),
        (set(), "", 0),
        ({"9"}, "", 0),
    ],
)
def test_what_is_ticked_is_taken_in_its_order_with_gaps(
    ticked: set[str], words: str, first: int
) -> None:
    found = paragraphs(TEXT)

    assert taken(found, ticked) == words
    assert place(found, ticked) == first


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("they asked  me in", 1),
        ('"Come in," they said', 3),
        ("It's warm, and free", 2),
        ("Now I go weekly. It’s warm", 1),
        ("They never asked", None),
    ],
)
def test_typed_words_are_found_whatever_their_marks_or_not_at_all(
    typed: str, at: int | None
) -> None:
    assert where(paragraphs(TEXT), typed) == at
