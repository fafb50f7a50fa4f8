"""A table as wide as they get stays on its paper."""

from datetime import date

from django.template.loader import render_to_string

from partnership import pdf
from partnership.reports.sections.areas import AREAS_IN_PRINT, AREAS_UPRIGHT, areas
from partnership.reports.sections.status_words import in_body_words
from tests.support.pdf import text_by_page
from tests.support.plan_parts import a_delivery, a_part, a_row
from tests.support.small_snapshots import SmallSnapshot

PAGE = '<html lang="en-GB"><body data-title="T" data-body="B"><h1>Report</h1>{}</body></html>'
LONG = "Clackmannanshire and Stirling {}"


def printed(number: int) -> str:
    """The words that are seen of the areas' section, of so many areas with long names."""
    rows = [a_delivery(a_row(1, due=2), LONG.format(place)) for place in range(number)]
    section = areas(SmallSnapshot(a_part(*rows)))  # type: ignore[arg-type]
    told = in_body_words(section, {"Red": "significantly adrift"})
    html = PAGE.format(render_to_string("reports/document/section.html", {"section": told}))
    paper = pdf.render_pdf(
        html, title="T", subject="S", author="A", identifier="1", dated=date(2019, 9, 30),
        stylesheet="report.css",
    )  # fmt: skip
    return "".join(text_by_page(paper))


def test_the_areas_side_by_side_are_all_on_the_page() -> None:
    for number in (AREAS_UPRIGHT, AREAS_IN_PRINT):
        assert printed(number).count("Clackmannanshire") == number
