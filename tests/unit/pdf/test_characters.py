"""No font of the machine comes into a PDF, whatever somebody typed."""

from io import BytesIO

import pikepdf
import pytest

from tests.support.pdf import text_by_page
from tests.support.sample_report import make_pdf
from tests.support.verapdf import verify


def words_of(typed: str) -> str:
    body = f'<body data-title="{typed}" data-body="B"><h1>H</h1><p>{typed}</p></body>'
    pdf = make_pdf(f'<html lang="en-GB">{body}</html>')
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            assert all("+Roboto" in str(font.BaseFont) for font in page.Resources.Font.values())
    assert verify(pdf, "3a") == []
    return text_by_page(pdf)[0]


@pytest.mark.parametrize("typed", ["Łódź", "Ψυχή", "Здоровье", "Gàidhlig", "½ × £5 ≤ 94%", "“–”"])
def test_european_words_print_as_typed(typed):
    assert typed in words_of(typed)


def test_an_emoji_prints_as_a_replacement():
    assert "Well done �!" in words_of("Well done \U0001f44d\ufe0f!")


def test_an_arrow_prints_as_typed_on_a_plain_keyboard():
    assert "M1 -> M2" in words_of("M1 → M2")


def test_invisible_marks_print_as_nothing():
    assert "joined" in words_of("jo\u200bin\u200ded\u2060")


@pytest.mark.parametrize("typed", [*map(chr, range(1, 9)), "\x0e", "\x1b", "\x7f", "\x80"])
def test_control_characters_print_as_nothing(typed):
    assert "joined" in words_of(f"joi{typed}ned")


@pytest.mark.parametrize("typed", "\t\x0b\x0c\x1c\x85\u1680\u2000\u2028\u2029\u205f\u3000")
def test_rare_spaces_and_line_ends_print_as_a_space(typed):
    assert "two words" in " ".join(words_of(f"two{typed}words").split())


def test_hyphens_and_spaces_that_do_not_break_look_alike():
    assert "P6-S1 pupils" in " ".join(words_of("P6\u2011S1\u202fpupils").split())
