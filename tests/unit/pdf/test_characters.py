"""No font of the machine comes into a PDF, whatever somebody typed."""

import re
from io import BytesIO
from xml.etree.ElementTree import Element

import pikepdf
import pytest

from partnership.pdf.characters import replace_unprintable, set_directions
from tests.support.pdf import text_by_page
from tests.support.sample_report import make_pdf
from tests.support.verapdf import verify

OURS = re.compile(r"\+(Roboto|Noto-)")


def words_of(typed: str) -> str:
    body = f'<body data-title="{typed}" data-body="B"><h1>H</h1><p>{typed}</p></body>'
    pdf = make_pdf(f'<html lang="en-GB">{body}</html>')
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            assert all(OURS.search(str(font.BaseFont)) for font in page.Resources.Font.values())
    assert verify(pdf, "3a") == []
    return text_by_page(pdf)[0]


@pytest.mark.parametrize("typed", ["Łódź", "Ψυχή", "Здоровье", "Gàidhlig", "½ × £5 ≤ 94%", "“–”"])
def test_european_words_print_as_typed(typed):
    assert typed in words_of(typed)


@pytest.mark.parametrize("typed", ["\U0001f44d", "हिन्दी", "ਪੰਜਾਬੀ", "বাংলা", "\N{HEBREW LETTER SHIN}"])
def test_other_scripts_and_emoji_print_as_typed(typed):
    assert typed in words_of(f"Well done {typed}\ufe0f!")


def test_arabic_is_set_in_its_own_font_from_right_to_left():
    html = '<body data-title="T" data-body="B"><h1>H</h1><p dir="auto">1 مرحبا</p></body>'
    pdf = make_pdf(f'<html lang="en-GB">{html}</html>')
    assert [*verify(pdf, "3a"), *verify(pdf, "ua1")] == []
    with pikepdf.open(BytesIO(pdf)) as file:
        fonts = {str(font.BaseFont) for font in file.pages[0].Resources.Font.values()}
    assert any(name.endswith("+Noto-Sans-Arabic") for name in fonts)


def test_what_no_font_has_prints_as_a_replacement():
    assert "Read �� here" in words_of("Read 中文 here")


@pytest.mark.parametrize(
    ("words", "way"), [("12 books", "ltr"), ("12 – مرحبا", "rtl"), ("Hi שלום", "ltr"), ("½", "ltr")]
)
def test_what_asks_for_it_is_told_which_way_it_runs(words, way):
    paragraph = Element("p", dir="auto")
    paragraph.text = words
    set_directions(paragraph)
    assert paragraph.get("dir") == way


def test_a_drawing_has_roboto_alone():
    drawing = Element("{http://www.w3.org/2000/svg}text")
    drawing.text = "Hi שלום"
    assert not replace_unprintable(drawing)
    assert drawing.text == "Hi ����"


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
