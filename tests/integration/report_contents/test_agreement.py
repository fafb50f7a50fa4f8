"""HTML, PDF and workbook say the same, figure by figure."""

from collections.abc import Iterator
from io import BytesIO

import lxml.html
import pytest
from openpyxl import load_workbook

from partnership.dates import day_words
from partnership.reports.document import Cell, Document, KeyFigure, Paragraph, Table
from tests.integration.report_contents.conftest import AREA, NATIONAL, Q4
from tests.support.pdf import tag_tree

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("slug", [AREA, NATIONAL])


def squeezed(words: str) -> str:
    """Words without their spaces, which a PDF sets where it likes."""
    return "".join(words.split())


def rows_of_html(html: str) -> list[list[str]]:
    rows = lxml.html.fromstring(html).xpath("//table[contains(@class, 'data')]//tr")
    return [[squeezed(cell.text_content()) for cell in row] for row in rows]


def rows_of_pdf(pdf: bytes) -> list[list[str]]:
    return [[squeezed(cell.text) for cell in row.tags] for row in tag_tree(pdf).all("TR")]


def rows_of_workbook(content: bytes) -> dict[str, list[list[str]]]:
    book = load_workbook(BytesIO(content))
    return {
        sheet.title: [[said(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }


def said(value: object) -> str:
    """A spreadsheet's value as the report prints it."""
    if isinstance(value, int):
        return f"{value:,}".replace("-", "\N{MINUS SIGN}")
    if hasattr(value, "date"):
        return squeezed(day_words(value.date()))
    return squeezed(str(value or ""))


def printed(table: Table) -> list[list[str]]:
    return [[squeezed(cell.words) for cell in row] for row in table.rows]


@BOTH
def test_every_row_of_every_table_is_in_all_three(made, slug):
    report = made(slug, Q4)
    html, pdf = rows_of_html(report.html), rows_of_pdf(report.pdf)
    sheets = rows_of_workbook(report.workbook)
    assert len(list(report.document.tables())) > 8
    for table in report.document.tables():
        for row in printed(table):
            assert row in html
            assert row in pdf
            assert row in sheets[table.name]


@BOTH
def test_every_key_figure_is_in_all_three(made, slug):
    report = made(slug, Q4)
    html = squeezed(lxml.html.fromstring(report.html).text_content())
    pdf = squeezed(tag_tree(report.pdf).text)
    sheet = rows_of_workbook(report.workbook)["Key figures"]
    figures: list[KeyFigure] = list(report.document.key_figures())
    assert len(figures) == 5
    for figure in figures:
        said_in_full = squeezed(f"{figure.label}{figure.value.words}{figure.before}")
        assert said_in_full in html
        assert said_in_full in pdf
        assert [squeezed(figure.label), squeezed(figure.value.words)] in [row[:2] for row in sheet]


@BOTH
def test_every_numbered_paragraph_is_in_all_three(made, slug):
    report = made(slug, Q4)
    html = squeezed(lxml.html.fromstring(report.html).text_content())
    pdf = squeezed(tag_tree(report.pdf).text)
    sheet = rows_of_workbook(report.workbook)["Text"]
    for paragraph in paragraphs(report.document):
        assert squeezed(paragraph.number + paragraph.text) in html
        assert squeezed(paragraph.number + paragraph.text) in pdf
        assert [paragraph.number, squeezed(paragraph.text)] in [row[1:] for row in sheet]


@BOTH
def test_all_three_carry_the_fingerprint(made, slug):
    report = made(slug, Q4)
    fingerprint = report.frozen.fingerprint
    assert fingerprint in report.html
    assert fingerprint in squeezed(tag_tree(report.pdf).text)
    assert fingerprint in str(rows_of_workbook(report.workbook)["About"])


def test_a_figure_that_differs_would_be_noticed(made):
    """The comparison itself can fail: a row with one digit changed is in none of the three."""
    report = made(AREA, Q4)
    row = printed(next(report.document.tables()))[0]
    changed = [*row[:-1], row[-1] + "1"]
    assert changed not in rows_of_html(report.html)
    assert changed not in rows_of_pdf(report.pdf)


def test_numbers_and_days_are_numbers_and_days_in_the_workbook(made):
    book = load_workbook(BytesIO(made(AREA, Q4).workbook))
    rows = list(book["Milestones"].iter_rows(values_only=True))
    baselines = [row[rows[0].index("Baseline")] for row in rows[1:]]
    assert all(hasattr(value, "year") for value in baselines)
    sessions = [row[2] for row in book["Activities fun-day"].iter_rows(values_only=True)]
    assert 2 in sessions


def paragraphs(document: Document) -> Iterator[Paragraph]:
    for section in document.sections:
        yield from (block for block in section.blocks if isinstance(block, Paragraph))


def test_an_unknown_cell_is_not_recorded_and_never_0(made):
    cells: list[Cell] = [
        cell for table in made(AREA, Q4).document.tables() for row in table.rows for cell in row
    ]
    unknown = [cell for cell in cells if cell.value is None]
    assert unknown
    assert {cell.words for cell in unknown} <= {
        "not recorded", "no event", "no forecast recorded", "no update recorded", "–",
        "not in the plan",
    }  # fmt: skip
