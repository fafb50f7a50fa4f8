"""The register in a report: gravity in words, and what is new or was closed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from milestones.parts import RiskRow
from partnership.reports.document import Paragraph, Table
from partnership.reports.sections.changed import _register_by_days
from partnership.reports.sections.plan import risks
from tests.support.small_snapshots import A_REPORT

BEFORE, AFTER = date(2019, 9, 30), date(2019, 10, 1)


@dataclass(frozen=True)
class Look:
    """As much of a snapshot as the sections read."""

    risks: tuple[RiskRow, ...]
    particulars: Any = field(default_factory=lambda: A_REPORT)

    def is_new(self, day: date) -> bool:
        return day > BEFORE


def a_row(title: str, likelihood: int | None, impact: int | None, **given) -> RiskRow:
    fields = {
        "reference": "R1", "kind": "Risk", "area": "", "owner": "Librarian", "response": "",
        "state": "Open", "reported_on": BEFORE, "reviewed_on": None,
    }  # fmt: skip
    return RiskRow(title=title, likelihood=likelihood, impact=impact, **(fields | given))


def test_gravity_is_said_in_words_and_what_is_not_scored_is_counted():
    section = risks(Look((a_row("Flood", 4, 3), a_row("Theft", None, 3))))  # type: ignore[arg-type]

    paragraph, table = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert "Low: 1 to 3; Medium: 4 to 9; High: 10 to 16; Very high: 17 to 25." in paragraph.text
    assert "Not scored yet: 1 open entry." in paragraph.text
    told = [[cell.words for cell in row] for row in table.rows]
    assert told[0][3:6] == ["4 Likely × 3 Moderate", "12, High", "Librarian"]
    assert told[1][3:5] == ["not recorded × 3 Moderate", "not recorded"]
    assert [row[4].value for row in table.rows] == [12, None]


def test_an_issue_is_called_one_and_what_it_bears_on_is_named():
    came_true = a_row("Flood", 5, 3, kind="Issue", milestones=("M3", "M4"))
    section = risks(Look((came_true, a_row("Theft", 1, 1, state="Closed"))))  # type: ignore[arg-type]

    table = section.blocks[1]
    assert isinstance(table, Table)
    told = [[cell.words for cell in row] for row in table.rows]
    assert told[0][:3] == ["R1 Flood (bears on M3, M4)", "Whole programme", "Open issue"]
    assert told[1][::2][:2] == ["R1 Theft", "Closed risk"]


def test_what_is_new_and_what_was_closed_since_is_told():
    look = Look(
        (
            a_row("Flood", 4, 3, reported_on=AFTER),
            a_row("Theft", 1, 1, state="Closed", closed_on=AFTER),
            a_row("Noise", 1, 1, state="Closed", closed_on=BEFORE),
        )
    )

    told = [paragraph.text for paragraph in _register_by_days(look)]  # type: ignore[arg-type]

    assert told == ["New in the register: Flood.", "Closed in the register: Theft."]


def test_nothing_is_told_where_nothing_changed():
    assert list(_register_by_days(Look((a_row("Flood", 4, 3),)))) == []  # type: ignore[arg-type]
