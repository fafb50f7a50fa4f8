"""The PDFs of both reports: accessible, archivable, the same each time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from partnership.reports import making
from tests.integration.report_contents.conftest import AREA, NATIONAL, Q3, Q4
from tests.support import pdf as reading
from tests.support.verapdf import verify

pytestmark = pytest.mark.django_db

EVERY = pytest.mark.parametrize(("slug", "last"), [(AREA, Q4), (AREA, Q3), (NATIONAL, Q4)])


@EVERY
@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_verapdf_finds_nothing(made, slug, last, flavour):
    assert verify(made(slug, last).pdf, flavour) == []


@EVERY
def test_every_table_has_header_cells_that_say_what_they_head(made, slug, last):
    cells = reading.header_cells(made(slug, last).pdf)
    assert {cell.scope for cell in cells} == {"Column", "Row"}
    assert len(cells) > 10


def test_the_drawing_says_in_words_what_it_shows(made):
    alternatives = reading.figures_alt(made(AREA, Q4).pdf)
    assert any("O4" in words and "A7" in words for words in alternatives)


@EVERY
def test_it_has_a_language_a_title_and_an_outline(made, slug, last):
    report = made(slug, last)
    assert reading.language(report.pdf) == "en-GB"
    headings = [section.heading for section in report.document.sections]
    titles = " ".join(title for _, title in reading.outline(report.pdf))
    assert all(heading in titles for heading in headings)


def test_running_heads_are_skipped_and_say_that_it_is_a_draft(made):
    skipped = reading.artifacts(made(AREA, Q4).pdf, 3)
    assert "Draft – not approved" in skipped
    assert "North Ayrshire Integration Joint Board" in skipped


def test_the_workbook_and_the_frozen_snapshot_travel_inside(made):
    report = made(AREA, Q4)
    inside = {file.name: file.content for file in reading.attachments(report.pdf)}
    assert inside["data-workbook.xlsx"] == report.workbook
    assert making.thaw(json.loads(inside["snapshot.json"])) == report.frozen.snapshot


def test_made_again_every_file_is_the_same_byte_for_byte(made):
    report = made(AREA, Q3)
    workbook = making.render_workbook(report.frozen)
    assert workbook == report.workbook
    assert making.render_html(report.frozen).decode() == report.html
    assert making.render_pdf(report.frozen, workbook) == report.pdf
    assert making.render_word(report.frozen) == report.word
    assert making.render_plain(report.frozen).decode() == report.plain


def test_made_by_another_process_it_is_the_same_too(made, tmp_path):
    report = made(AREA, Q3)
    snapshot = tmp_path / "snapshot.json"
    snapshot.write_text(json.dumps(report.frozen.json))
    subprocess.run([sys.executable, "-c", MAKE_AGAIN, str(snapshot)], check=True, cwd=ROOT)
    assert (tmp_path / "again.pdf").read_bytes() == report.pdf
    assert (tmp_path / "again.docx").read_bytes() == report.word


ROOT = Path(__file__).parents[3]
MAKE_AGAIN = """
import json, os, sys
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from partnership.reports import making
stored = Path(sys.argv[1])
frozen = making.freeze(making.thaw(json.loads(stored.read_text())))
pdf = making.render_pdf(frozen, making.render_workbook(frozen))
stored.with_name("again.pdf").write_bytes(pdf)
stored.with_name("again.docx").write_bytes(making.render_word(frozen))
"""
