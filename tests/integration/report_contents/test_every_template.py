"""Each shipped template, empty and typical: archivable, accessible, and its first pages kept."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.text.paragraph import Paragraph as WordParagraph

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports import making
from partnership.reports.shipped import SHIPPED
from partnership.reports.snapshot import Frozen, Snapshot
from pilots.models import ReportingBody
from tests.integration.report_contents.conftest import AREA, NATIONAL, Q3, Q4
from tests.support import pdf as reading
from tests.support.on_layouts import blank_on, on
from tests.support.verapdf import verify

pytestmark = pytest.mark.django_db

LAYOUTS = {layout.slug: layout for layout in SHIPPED}
EACH = pytest.mark.parametrize("slug", LAYOUTS)


@pytest.fixture(scope="module")
def empty(loaded: Programme) -> Snapshot:
    """The figures of a programme of which nothing is recorded yet."""
    programme = Programme.objects.create(
        slug="nothing-yet", name="Nothing yet", start_month=loaded.start_month, length_months=24
    )
    body = ReportingBody.objects.create(
        programme=programme, slug="board", name="A board", kind="ijb", template="ijb"
    )
    return making.collect(body, Period.ending(Q3), as_at=Q3)


@pytest.fixture(scope="module")
def typical(frozen: Callable[..., Frozen]) -> Callable[[str], Frozen]:
    """The reference programme's figures on a template, with everything written in it."""

    @cache
    def make(slug: str) -> Frozen:
        body = NATIONAL if slug == "national" else AREA
        return on(frozen(body, Q4).snapshot, LAYOUTS[slug])

    return make


def pdf_of(frozen: Frozen) -> bytes:
    return making.render_pdf(frozen, b"PK no workbook")


def faults(pdf: bytes) -> list[str]:
    return [*verify(pdf, "ua1"), *verify(pdf, "3a")]


@EACH
def test_of_an_empty_programme_verapdf_finds_nothing(empty: Snapshot, slug: str) -> None:
    assert faults(pdf_of(blank_on(empty, LAYOUTS[slug]))) == []


@EACH
def test_of_a_typical_one_verapdf_finds_nothing(
    typical: Callable[[str], Frozen], slug: str
) -> None:
    pdf = pdf_of(typical(slug))
    assert faults(pdf) == []
    _, second, third, *_ = reading.text_by_page(pdf)
    assert "At a glance" in second
    assert "Contents" in third


@pytest.mark.parametrize(
    ("slug", "heading"), [("sbar", "Assessment"), ("yearly-board", "What was done")]
)
def test_no_heading_stays_behind_the_table_that_it_introduces(
    typical: Callable[[str], Frozen], slug: str, heading: str
) -> None:
    pages = reading.text_by_page(pdf_of(typical(slug)))
    (page,) = [each for each in pages if "Milestones as at 31 December 2019" in each]
    assert re.search(rf"^ *\d+ +{heading}$", page, re.MULTILINE)
    assert re.search(r"^ *Milestones$", page, re.MULTILINE)
    assert "Status follows a rule." in page


@pytest.mark.parametrize("slug", ["sbar", "yearly-board"])
def test_in_word_too_a_heading_goes_with_its_table(
    typical: Callable[[str], Frozen], slug: str
) -> None:
    word = docx.Document(BytesIO(making.render_word(typical(slug))))
    across = {
        item.text
        for section in word.sections
        if section.orientation == WD_ORIENT.LANDSCAPE
        for item in section.iter_inner_content()
        if isinstance(item, WordParagraph)
    }
    assert {"Milestones", "Milestones as at 31 December 2019"} <= across
    assert "Due next" not in across
