"""Likely names are found for a person to look at; places and ordinary words are left alone."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.rules.names import (
    CAPITAL,
    FIRST,
    GIVEN,
    KNOWN_HERE,
    REACHED,
    TITLED,
    TOGETHER,
    likely_names,
    pieces,
)

PLACES = {"North Ayrshire", "Kilwinning", "Kilwinning Academy"}


def found(text: str, **known: object) -> list[tuple[str, str]]:
    return [(each.words, each.why) for each in likely_names(text, known=PLACES, **known)]


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("Mrs Reid told me about it.", "Mrs Reid", TITLED),
        ("I asked mr smith first.", "mr smith", TITLED),
        ("It was Dr Shah’s idea.", "Dr Shah’s", TITLED),
        ("Ask J. Reid at the desk.", "J. Reid", TITLED),
        ("I went there with Morag.", "Morag", CAPITAL),
        ("Morag Reid runs it.", "Morag Reid", TOGETHER),
        ("Morag helped me.", "Morag", FIRST),
        ("Morag’s group met on Monday.", "Morag’s", FIRST),
        ("It helped me. Morag and I go now.", "Morag", FIRST),
        ("Morag at the desk helped me.", "Morag", FIRST),
        ("Ask there. Kenneth? He knows.", "Kenneth", FIRST),
        ("So my name is john, and I go there.", "john", GIVEN),
        ("I’m called Ann.", "Ann", GIVEN),
        ("Write to morag@example.org please.", "morag@example.org", REACHED),
        ("Ring 01294 552345 or 07700 900123.", "01294 552345", REACHED),
        ("I live at KA13 6AB.", "KA13 6AB", REACHED),
        ("They tag @morag_reads.", "@morag_reads", REACHED),
    ],
)
def test_what_may_be_a_name_is_found_and_says_why(text: str, words: str, why: str) -> None:
    assert (words, why) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I went to the library in Kilwinning on Monday. The staff were kind.",
        "Everybody came. It’s good. Nobody asked who I am.",
        "NHS staff and GPs send people here. I think I’m less alone.",
        "“Really good,” she said. “We were asked what we want.”",
        "I was called back by them. It is called a café.",
        "The pupils of Kilwinning Academy in North Ayrshire planned it.",
        "The doctor told me. The nurse was kind.",
        "Staff were kind.\nPeople asked me.\n- It helped",
        "Knitting brought us here. Transport is dear. Loneliness went.",
        "The bowls club came. Bowls is good.",
        "In 2019 there were 468 of us, and 94 % liked it.",
    ],
)
def test_what_is_no_name_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_known_person_is_found_in_whatever_letters_even_where_a_place_has_the_name() -> None:
    assert found("then arran came", people={"Arran"}) == [("arran", KNOWN_HERE)]
    assert found("We met in Kilwinning", people={"kilwinning"}) == [("Kilwinning", KNOWN_HERE)]


def test_a_place_is_spared_and_a_name_beside_it_is_not() -> None:
    assert found("I met Morag in Kilwinning Academy") == [("Morag", CAPITAL)]


def test_what_was_found_once_is_found_again_where_nothing_else_would_tell() -> None:
    told = found("I met Morag. Morag. Ask Mrs Reid. Reid knows")

    assert [words for words, _ in told] == ["Morag", "Morag", "Mrs Reid", "Reid"]


def test_the_text_is_cut_up_for_the_page() -> None:
    text = "I met Morag there"

    assert pieces(text, likely_names(text)) == (
        ("I met ", False),
        ("Morag", True),
        (" there", False),
    )
    assert pieces("Nothing here", ()) == (("Nothing here", False),)
    assert pieces("", ()) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="AaMorag Reid.,’'\n-@0123", max_size=120))
def test_findings_never_overlap_and_the_pieces_are_the_text(text: str) -> None:
    told = likely_names(text, people={"Morag"}, known={"Reid"})

    assert all(one.end <= other.start for one, other in pairwise(told))
    assert all(text[each.start : each.end] == each.words for each in told)
    assert "".join(words for words, _ in pieces(text, told)) == text
