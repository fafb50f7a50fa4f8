"""Lines never run out of their boxes, and no word is lost without a sign."""

from functools import cache

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from partnership.lettering import ELLIPSIS, text_width, wrap

FONTS = settings.BASE_DIR / "partnership" / "pdf" / "assets" / "fonts"
SENTENCES = [
    "New skills, knowledge, relationships and ways of working",
    "Senior healthcare leaders appreciate libraries and stay committed",
    "A8 National event, network of practice, regional learning (M8, M9, M10)",
    "from A1, A2, A3, A4, A5, A6, A8",
    "Wider connections",
    "ALLIANCE, NHS, SLIC: WMW",
    "illicit little fittings",
]


@cache
def _font(weight: str) -> TTFont:
    return TTFont(FONTS / f"Roboto-{weight}.ttf")


def _true_width(text: str, weight: str) -> float:
    font = _font(weight)
    glyphs = font.getBestCmap()
    return sum(font["hmtx"][glyphs[ord(c)]][0] for c in text) / font["head"].unitsPerEm


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_estimate_is_a_little_on_the_wide_side(sentence: str, weight: str) -> None:
    assert 1.0 <= text_width(sentence, 1) / _true_width(sentence, weight) <= 1.2


def test_width_grows_with_the_type_size() -> None:
    assert text_width("Outcomes", 20) == pytest.approx(2 * text_width("Outcomes", 10))


def test_lines_break_at_spaces() -> None:
    assert wrap("one two three", width=text_width("one two", 10), size=10, most_lines=9) == (
        "one two",
        "three",
    )


def test_a_word_wider_than_its_box_is_cut_into_pieces() -> None:
    lines = wrap("x" * 30, width=text_width("x" * 12, 10), size=10, most_lines=9)

    assert lines == ("x" * 12, "x" * 12, "x" * 6)


def test_what_does_not_fit_is_announced_by_an_ellipsis() -> None:
    lines = wrap("one two three four", width=text_width("three", 10), size=10, most_lines=2)

    assert len(lines) == 2
    assert lines[-1].endswith(ELLIPSIS)


def test_nothing_makes_no_lines() -> None:
    assert wrap("  ", width=100, size=10, most_lines=3) == ()


@given(st.text(max_size=300), st.floats(20, 200), st.integers(1, 6))
def test_no_line_is_wider_than_its_box(text: str, width: float, most: int) -> None:
    lines = wrap(text, width=width, size=10, most_lines=most)

    assert len(lines) <= most
    assert all(text_width(line, 10) <= width + 1e-9 for line in lines)


@given(st.text(max_size=300), st.floats(20, 200))
def test_no_letter_is_lost_where_there_is_room(text: str, width: float) -> None:
    lines = wrap(text, width=width, size=10, most_lines=1000)

    assert "".join("".join(lines).split()) == "".join(text.split())
