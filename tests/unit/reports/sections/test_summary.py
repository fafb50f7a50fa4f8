"""The executive summary: what is due next, with all that is due on that day."""

from milestones.parts import DeliveryRow
from partnership.reports.document import Paragraph
from partnership.reports.sections.summary import executive_summary
from tests.support.plan_parts import a_delivery, a_part, a_row
from tests.support.small_snapshots import SmallSnapshot

M1, M2, LATER = a_row(1, due=12), a_row(2, due=12), a_row(3, due=13)


def said(*rows: DeliveryRow) -> str:
    blocks = executive_summary(SmallSnapshot(a_part(*rows))).blocks  # type: ignore[arg-type]
    _, following, *_ = (block.text for block in blocks if isinstance(block, Paragraph))
    return following


def test_a_milestone_is_told_with_its_places() -> None:
    rows = [a_delivery(M1, area) for area in ("North", "South", "")]
    assert said(*rows, a_delivery(LATER, "North")) == (
        "Next due is M1, Title of M1, on 31 December 2019: North, South and the whole programme."
    )


def test_each_milestone_of_the_same_day_is_told() -> None:
    assert said(a_delivery(M1, "North"), a_delivery(M2, "North"), a_delivery(M2, "South")) == (
        "Next due on 31 December 2019 are M1, Title of M1 (North); M2, Title of M2 (North and"
        " South)."
    )


def test_of_many_the_first_are_named_and_the_others_counted() -> None:
    many = [a_delivery(M1, f"Area {place}") for place in range(1, 9)]
    assert said(*many).endswith(": Area 1, Area 2, Area 3, Area 4, Area 5, Area 6 and 2 more.")
    of_a_day = [a_delivery(a_row(number, due=12), "North") for number in range(1, 10)]
    assert said(*of_a_day).endswith("M6, Title of M6 (North); and 3 more.")


def test_where_nothing_is_due_any_more_it_says_so() -> None:
    assert said() == "No open milestone is due after this period."
