"""The text for Word: the same words, numbers and order; heads that repeat; pages across."""

from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from partnership.reports.document import Document, Paragraph
from partnership.reports.sections.glance import HEADING
from tests.integration.report_contents.conftest import AREA, NATIONAL, Q4

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("slug", [AREA, NATIONAL])


def opened(made, slug):
    return docx.Document(BytesIO(made(slug, Q4).word))


def rows(table: WordTable) -> Iterator[list[str]]:
    for row in table._tbl.tr_lst:
        yield ["\n".join(p.text for p in cell.p_lst) for cell in row.tc_lst]


def paragraphs(document: Document) -> Iterator[Paragraph]:
    for section in document.sections:
        yield from (block for block in section.blocks if isinstance(block, Paragraph))


@BOTH
def test_every_numbered_paragraph_is_in_it_in_order(made, slug):
    said = [each.text for each in opened(made, slug).paragraphs if each.style.name == "Numbered"]
    wanted = [f"{each.number}\t{each.text}" for each in paragraphs(made(slug, Q4).document)]
    assert len(wanted) > 10
    assert [each for each in said if not each.startswith("(")] == wanted


@BOTH
def test_every_printed_row_is_in_it(made, slug):
    said = [row for table in opened(made, slug).tables for row in rows(table)]
    tables = list(made(slug, Q4).document.tables())
    assert len(tables) > 8
    for table in tables:
        assert [column.heading for column in table.columns] in said
        for line in table.lines():
            assert [cell.words for cell, _ in line] in said


@BOTH
def test_sections_are_real_headings_with_their_numbers(made, slug):
    said = [each.text for each in opened(made, slug).paragraphs if each.style.name == "Heading 1"]
    sections = made(slug, Q4).document.sections
    assert said == [HEADING, *(f"{each.number}  {each.heading}" for each in sections)]


def test_heads_are_repeated_and_no_row_splits(made):
    tables = [table._tbl for table in opened(made, AREA).tables]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for t in tables for row in t.tr_lst)
    headed = [table for table in tables if table.find(f".//{qn('w:tblHeader')}") is not None]
    assert len(headed) == len(tables) - 1  # the cover's has none


def test_milestones_stand_on_pages_across(made):
    ways = [section.orientation for section in opened(made, AREA).sections]
    assert WD_ORIENT.LANDSCAPE in ways
    assert ways[0] == ways[-1] == WD_ORIENT.PORTRAIT


def test_it_says_what_it_is(made):
    report, word = made(AREA, Q4), opened(made, AREA)
    core = word.core_properties
    assert core.title == f"{report.document.title}: {report.document.body}"
    assert (core.language, core.created.date()) == ("en-GB", Q4)
    assert report.frozen.fingerprint in core.comments
    assert "Draft – not approved" in word.sections[0].first_page_footer.paragraphs[0].text
    assert "Draft – not approved" in word.sections[0].footer.paragraphs[0].text


def test_the_drawing_is_told_in_words(made):
    said = [each.text for each in opened(made, AREA).paragraphs]
    assert any("O4" in words and "A7" in words for words in said)
