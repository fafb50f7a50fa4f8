"""The table of milestones: both statuses, and what the last report told."""

from dataclasses import replace
from datetime import date

import pytest

from milestones.parts import DeliveryRow, Judged
from milestones.schedule import Rag
from partnership.reports.document import Paragraph, Table
from partnership.reports.sections.plan import milestones
from partnership.reports.snapshot import Basis
from tests.support.plan_parts import a_delivery, a_part, a_row
from tests.support.small_snapshots import SmallSnapshot

LATE = a_delivery(a_row(1, due=2), "North")
JUDGED = replace(LATE, judged=Judged(Rag.GREEN, "The hall is booked", date(2019, 12, 1)))


def told(*rows: DeliveryRow, basis: Basis | None = None, **about: object) -> tuple[str, Table]:
    given = {"tolerance_days": 30, "horizon_days": 28} | about
    snapshot = SmallSnapshot(a_part(*rows), basis=basis, about=given)
    rule, table = milestones(snapshot).blocks  # type: ignore[arg-type]
    assert isinstance(rule, Paragraph)
    assert isinstance(table, Table)
    return rule.text, table


def test_the_judged_status_stands_beside_the_one_by_rule() -> None:
    rule, table = told(
        replace(JUDGED, note="Ask again."), LATE, status_words={"Green": "on target"}
    )
    assert table.rows[0][2].words == "Red: due 28 February 2019, no update recorded"
    assert table.rows[0][-1].words == (
        "Judged on target until 1 December 2019: The hall is booked. Ask again."
    )
    assert table.rows[1][-1].words == "–"
    assert "What a manager judges otherwise" in rule


def test_without_notes_and_judgements_there_is_no_column_for_them() -> None:
    rule, table = told(LATE)
    assert "judges" not in rule
    assert [column.heading for column in table.columns][-1] == "Slip (days)"
    assert len(table.rows[0]) == len(table.columns)


@pytest.mark.parametrize(
    ("kind", "words"), [("published", "the last report said"), ("records", "the period before")]
)
def test_what_was_last_reported_is_said(kind: str, words: str) -> None:
    _, table = told(LATE, basis=Basis(kind, date(2019, 6, 30)))
    assert words in table.source
