"""Areas side by side: no more of them than the paper is wide, and what a manager judged."""

from dataclasses import replace
from datetime import date

import pytest

from milestones.parts import DeliveryRow, Judged
from milestones.schedule import Rag
from partnership.reports.document import Paragraph, Section, Table
from partnership.reports.sections.areas import AREAS_IN_PRINT, AREAS_UPRIGHT, WHY, areas
from tests.support.plan_parts import a_delivery, a_part, a_row
from tests.support.small_snapshots import SmallSnapshot

LATE = a_row(1, due=2)


def side_by_side(*rows: DeliveryRow, **about: object) -> Section:
    return areas(SmallSnapshot(a_part(*rows), about=about))  # type: ignore[arg-type]


def of(number: int) -> Section:
    return side_by_side(*(a_delivery(LATE, f"Area {place + 1}") for place in range(number)))


def tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    ("number", "is_turned", "columns"),
    [
        (AREAS_UPRIGHT, False, [AREAS_UPRIGHT]),
        (AREAS_UPRIGHT + 1, True, [AREAS_UPRIGHT + 1]),
        (AREAS_IN_PRINT, True, [AREAS_IN_PRINT]),
        (AREAS_IN_PRINT + 1, True, [AREAS_IN_PRINT, 1]),
    ],
)
def test_more_areas_than_fit_are_turned_then_shared_out(
    number: int, is_turned: bool, columns: list[int]
) -> None:
    section = of(number)
    assert section.is_landscape is is_turned
    assert [len(table.columns) - 1 for table in tables(section)] == columns


def test_tables_of_many_areas_each_say_which_and_leave_the_reasons_to_the_milestones() -> None:
    first, last = tables(of(AREAS_IN_PRINT + 1))
    assert first.caption == "Status as at 24 October 2019: Area 1 to Area 7"
    assert last.caption == "Status as at 24 October 2019: Area 8"
    assert (first.source, first.rows[0][1].words) == (WHY, "Red")
    (whole,) = tables(of(1))
    assert (whole.caption, whole.source) == ("Status as at 24 October 2019", "")
    assert whole.rows[0][1].words == "Red: due 28 February 2019, no update recorded"


def test_what_a_manager_judged_stands_beside_the_status_by_rule() -> None:
    judged = replace(
        a_delivery(LATE, "North"), judged=Judged(Rag.GREEN, "Booked", date(2019, 12, 1))
    )
    (table,) = tables(side_by_side(judged, status_words={"Green": "On target"}))
    assert table.rows[0][1].words.startswith("Red: due 28 February 2019")
    assert table.rows[0][1].words.endswith("; judged on target")


def test_areas_are_called_what_the_programme_calls_them() -> None:
    section = side_by_side(area_word="library", area_word_plural="NHS libraries")
    assert section.heading == "NHS libraries side by side"
    assert section.blocks == (Paragraph("No library delivers a milestone yet."),)
