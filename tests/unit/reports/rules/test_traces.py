"""What a file says of itself is found, even when it was changed; what is broken says nothing."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.pdf import render_pdf
from partnership.reports.rules.traces import MOST_BYTES, pdf_name, traces

PRINT = "ab" * 32
NAME = "co-creating/north-ijb/2019-09-30/1/" + PRINT
SMALL = '<html lang="en-GB"><body data-title="T" data-body="B"><h1>Heading</h1></body></html>'


def packed(**members: bytes) -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return whole.getvalue()


def test_a_web_page_names_its_fingerprint() -> None:
    assert traces(f"<code>{PRINT}</code>".encode()).fingerprints == {PRINT}
    assert not traces(f"<code>{PRINT}0</code>".encode())
    assert not traces(PRINT.upper().encode())


def test_a_spreadsheet_and_a_document_name_it_inside() -> None:
    assert traces(packed(strings_xml=f"<t>{PRINT}</t>".encode())).fingerprints == {PRINT}
    assert not traces(packed(picture_png=PRINT.encode()))


def test_a_pdf_is_named_even_when_another_program_saved_it_anew() -> None:
    made = render_pdf(
        SMALL, title="T", subject="S", author="A", identifier=NAME, dated=date(2019, 9, 30),
        stylesheet="report.css",
    )  # fmt: skip
    assert traces(made).pdf_names == {pdf_name(NAME)}
    anew = BytesIO()
    with pikepdf.open(BytesIO(made)) as opened:
        opened.save(anew)
    assert anew.getvalue() != made
    assert pdf_name(NAME) in traces(anew.getvalue()).pdf_names


def test_what_is_too_large_inside_is_not_unpacked() -> None:
    bomb = packed(bomb_xml=b"0" * (MOST_BYTES + 1), strings_xml=PRINT.encode())
    assert len(bomb) < 50_000
    assert traces(bomb).fingerprints == {PRINT}


@pytest.mark.parametrize("cut", [3, 20, 60, -30, -5])
def test_a_file_that_was_cut_short_says_nothing_and_harms_nothing(cut: int) -> None:
    assert not traces(packed(strings_xml=PRINT.encode() * 20)[:cut])


@given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", b"%PDF-1.7 /ID [<", b""]))
def test_nothing_that_anybody_gives_breaks_it(content: bytes, start: bytes) -> None:
    traces(start + content)
