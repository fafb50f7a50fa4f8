"""Tables on paper: as wide as they get they stay on it, and what leads to one stays with it."""

from datetime import date

from django.template.loader import render_to_string

from partnership import pdf
from partnership.reports.document import (
    Column,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Table,
    number,
    text,
)
from partnership.reports.sections.areas import AREAS_IN_PRINT, AREAS_UPRIGHT, areas
from partnership.reports.sections.status_words import in_body_words
from tests.support.pdf import text_by_page
from tests.support.plan_parts import a_delivery, a_part, a_row
from tests.support.small_snapshots import SmallSnapshot

PAGE = '<html lang="en-GB"><body data-title="T" data-body="B"><h1>Report</h1>{}</body></html>'
LONG = "Clackmannanshire and Stirling {}"


def pages(section: Section) -> list[str]:
    """The words that are seen of a section, page by page."""
    html = PAGE.format(render_to_string("reports/document/section.html", {"section": section}))
    paper = pdf.render_pdf(
        html, title="T", subject="S", author="A", identifier="1", dated=date(2019, 9, 30),
        stylesheet="report.css",
    )  # fmt: skip
    return text_by_page(paper)


def side_by_side(areas_told: int) -> Section:
    """So many areas with long names."""
    rows = [a_delivery(a_row(1, due=2), LONG.format(place)) for place in range(areas_told)]
    section = areas(SmallSnapshot(a_part(*rows)))  # type: ignore[arg-type]
    return in_body_words(section, {"Red": "significantly adrift"})


def test_the_areas_side_by_side_are_all_on_the_page() -> None:
    for areas_told in (AREAS_UPRIGHT, AREAS_IN_PRINT):
        said = "".join(pages(side_by_side(areas_told)))
        assert said.count("Clackmannanshire") == areas_told


def test_a_table_takes_the_paragraph_that_leads_to_it_to_its_page() -> None:
    filled = tuple(Paragraph("A line of the page.") for _ in range(18))
    table = Table("T", "Caption", (Column("Row"),), tuple((text(f"Row {n}"),) for n in range(5)))
    first, second = pages(Section("S", (*filled, Paragraph("It leads to this."), table), number=1))
    assert "A line of the page." in first
    assert "It leads to this." in second
    assert "Caption" in second


def test_where_one_label_is_long_all_key_figures_are_given_its_lines() -> None:
    short, long = (
        KeyFigure(label, number(1)) for label in ("Events", "Milestones far behind plan")
    )
    assert not KeyFigures((short,)).has_long_labels
    block = KeyFigures((short, KeyFigure(f"{long.label}s", long.value)))
    assert "long-labels" in render_to_string(block.template, {"block": block})
