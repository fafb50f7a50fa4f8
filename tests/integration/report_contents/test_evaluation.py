"""What a report's section on the evaluation says, and that reports of before still can be read."""

from copy import deepcopy
from dataclasses import replace

import pytest

from evaluation.parts import FoundRow, IndicatorRow, QuotationRow, ResultRow
from partnership.reports import making
from partnership.reports.document import Cell, Listing, Paragraph, Section, Table
from partnership.reports.sections.evaluation import evaluation
from partnership.reports.snapshot import restore
from tests.integration.report_contents.conftest import AREA, Q4

pytestmark = pytest.mark.django_db

FOUND = FoundRow(
    indicators=(
        IndicatorRow(
            "Loans", "Arran", "about 12 loans", "September 2019", "10 loans", "not recorded",
            "2 loans more than the baseline",
        ),
    ),
    results=(ResultRow("Spring", "I feel confident", ("Of 12 people, 9 improved.",)),),
    supports=2,
    contradicts=1,
    quotations=(QuotationRow("It helped", "A librarian"),),
    stories=("Warm welcome",),
)  # fmt: skip


def section_with(frozen, found: FoundRow, gaps: tuple[str, ...] = ()) -> Section:
    """The section where the first outcome of the first framework was found so."""
    snapshot = frozen(AREA, Q4).snapshot
    first, *others = snapshot.evaluation.frameworks
    outcome = replace(first.outcomes[0], found=found, gaps=gaps)
    told = replace(first, outcomes=(outcome,))
    part = replace(snapshot.evaluation, frameworks=(told, *others))
    return evaluation(replace(snapshot, evaluation=part))


def paragraphs(section: Section) -> str:
    return " ".join(block.text for block in section.blocks if isinstance(block, Paragraph))


def test_all_that_was_found_is_said(frozen):
    section = section_with(frozen, FOUND)
    said = paragraphs(section)

    assert "Spring, “I feel confident”: Of 12 people, 9 improved." in said
    assert "2 excerpts in support of it, 1 excerpt against it." in said
    assert "1 story published: “Warm welcome”." in said
    (quoted,) = [block for block in section.blocks if isinstance(block, Listing)]
    assert quoted.items == ("“It helped” A librarian",)


def test_an_indicator_stands_beside_its_baseline_and_target(frozen):
    tables = [each for each in section_with(frozen, FOUND).blocks if isinstance(each, Table)]
    (row,) = next(each for each in tables if each.name.startswith("Indicators")).rows

    assert [cell.words for cell in row][1:] == [
        "about 12 loans (September 2019)", "10 loans", "not recorded",
        "2 loans more than the baseline",
    ]  # fmt: skip


def test_an_outcome_without_a_gap_says_none_and_not_that_it_is_not_recorded(frozen):
    (table, *_) = [each for each in section_with(frozen, FOUND).blocks if isinstance(each, Table)]
    assert table.rows[0][-1] == Cell("none")


def test_nothing_found_adds_no_words(frozen):
    section = section_with(frozen, FoundRow(), ("no measure",))
    assert len([block for block in section.blocks if isinstance(block, Paragraph)]) == 1


def test_a_report_frozen_before_there_were_findings_still_reads_the_same(frozen):
    plain = deepcopy(frozen(AREA, Q4).json)
    for framework in plain["evaluation"]["frameworks"]:
        for outcome in framework["outcomes"]:
            del outcome["found"]
            outcome["gaps"] = ["no results recorded"]
    old = restore(plain)

    assert restore(deepcopy(plain)).fingerprint == old.fingerprint
    html = making.render_html(old).decode()
    assert "no results recorded" in html
    assert "Indicators against baseline and target" not in html
