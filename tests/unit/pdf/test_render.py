"""One file that is accessible, archivable, and the same each time."""

import os
import subprocess
import sys
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from partnership.pdf import Attachment, PdfNotMadeError, render_pdf
from tests.support.pdf import attachments, language, outline, text_by_page
from tests.support.sample_report import WORKBOOK, make_pdf, sample_pdf
from tests.support.verapdf import verify

ROOT = Path(__file__).parents[3]
SMALL = '<html lang="en-GB"><body data-title="T" data-body="B"><h1>Heading</h1>{}</body></html>'


def render(body: str, **words: object) -> bytes:
    given = {
        "title": "T",
        "subject": "S",
        "author": "A",
        "identifier": "1",
        "dated": date(2019, 9, 30),
        "stylesheet": "report.css",
    }
    return render_pdf(SMALL.format(body), **(given | words))  # type: ignore[arg-type]


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_one_file_conforms_to_both_standards(flavour):
    assert verify(sample_pdf(), flavour) == []


def test_the_same_html_gives_the_same_bytes():
    assert make_pdf() == sample_pdf()


def test_another_process_on_another_clock_gives_the_same_bytes(tmp_path):
    code = (
        "import hashlib; from tests.support.sample_report import make_pdf;"
        "print(hashlib.sha256(make_pdf()).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LANG": "C"}
    environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == sha256(sample_pdf()).hexdigest()


def test_identifier_and_day_are_the_reports_own():
    first, second = render("<p>Words</p>"), render("<p>Words</p>", identifier="2")
    assert first != second
    with pikepdf.open(BytesIO(first)) as file:
        assert bytes(file.trailer.ID[0]).decode() == sha256(b"1").hexdigest()[:32]
        assert str(file.docinfo["/CreationDate"]) == "D:20190930000000Z"
        assert str(file.docinfo["/ModDate"]) == "D:20190930000000Z"


@pytest.mark.parametrize("typed", ["\x08", "\x1b", "\ufffe", "\uffff", "]]><b>&"])
def test_what_somebody_typed_does_not_spoil_the_particulars(typed):
    pdf = render("<p>Words</p>", title=f"T{typed}", subject=f"S{typed}", author=f"A{typed}")
    assert verify(pdf, "3a") == []
    assert verify(pdf, "ua1") == []


def test_title_author_and_subject_are_shown():
    with pikepdf.open(BytesIO(sample_pdf())) as file, file.open_metadata() as metadata:
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert metadata["dc:title"] == "Progress report, July to September 2019"
        assert metadata["dc:creator"] == ["North Ayrshire Library and Information Service"]
        assert metadata["dc:description"].startswith("Quarterly progress report")
        assert str(file.docinfo["/Title"]) == metadata["dc:title"]


def test_document_says_its_language():
    assert language(sample_pdf()) == "en-GB"


def test_bookmarks_follow_the_headings():
    bookmarks = outline(sample_pdf())
    assert (1, "2 Milestones") in bookmarks
    assert bookmarks.index((2, "2.1 Where each milestone stands")) == 1 + bookmarks.index(
        (1, "2 Milestones")
    )


def test_cover_has_no_running_head_and_the_others_say_page_title_body_and_mark():
    cover, *others = text_by_page(sample_pdf())
    assert "Page 1" not in cover
    for number, page in enumerate(others, start=2):
        assert f"Page {number} of {len(others) + 1}" in page
        assert "Progress report, July to September 2019" in page
        assert "North Ayrshire Integration Joint Board" in page
        assert "Draft – not approved. Illustrative" in page


def test_contents_give_the_page_of_each_section():
    contents, *_ = (page for page in text_by_page(sample_pdf()) if "Contents" in page)
    lines = [line.split() for line in contents.splitlines()]
    page = next(int(line[-1]) for line in lines if line[:3] == ["6", "Data", "notes"])
    assert "“Not recorded” means" in text_by_page(sample_pdf())[page - 1]


def test_wide_drawing_is_on_a_landscape_page():
    with pikepdf.open(BytesIO(sample_pdf())) as file:
        sizes = [page.mediabox for page in file.pages]
    wide = [number for number, box in enumerate(sizes) if box[2] > box[3]]
    assert len(wide) == 1
    assert "Logic model" in text_by_page(sample_pdf())[wide[0]]


def test_attachment_travels_unchanged():
    (found,) = attachments(sample_pdf())
    assert found.content == WORKBOOK.content
    assert found.name == WORKBOOK.name
    assert found.media_type == WORKBOOK.media_type
    assert found.description == WORKBOOK.description
    assert found.relationship == "Data"
    assert found.modified == "D:20190930000000Z"


def test_two_attachments_with_the_same_content_keep_their_own_particulars():
    pair = (
        Attachment("b.yaml", b"same", "application/yaml", "The programme", "Source"),
        Attachment("a.csv", b"same", "text/csv", "The figures", "Data"),
    )
    pdf = render("<p>Words</p>", attachments=pair)
    found = [(each.name, each.media_type, each.relationship) for each in attachments(pdf)]
    assert found == [("b.yaml", "application/yaml", "Source"), ("a.csv", "text/csv", "Data")]
    with pikepdf.open(BytesIO(pdf)) as file:
        assert list(file.attachments) == ["a.csv", "b.yaml"]
    assert verify(pdf, "3a") == []


def test_a_file_without_attachments_conforms_too():
    pdf = render("<p>Words</p>")
    assert attachments(pdf) == []
    assert verify(pdf, "3a") == []
    assert verify(pdf, "ua1") == []


@pytest.mark.parametrize(
    ("box", "transform", "reason"),
    [("0 0 9 9", "rotate(x)", "Failed to render SVG"), ("a b", "", "could not convert")],
)
def test_a_drawing_that_cannot_be_drawn_is_not_left_out(box, transform, reason):
    drawing = f'<title>Broken</title><g transform="{transform}"><path d="M0 0h9"/></g>'
    with pytest.raises(PdfNotMadeError, match=reason):
        render(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{drawing}</svg>')


def test_only_our_own_fonts_are_embedded():
    with pikepdf.open(BytesIO(sample_pdf())) as file:
        fonts = {str(font.BaseFont) for page in file.pages for font in page.Resources.Font.values()}
    assert fonts
    assert all("+Roboto" in font for font in fonts)
