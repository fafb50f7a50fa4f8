"""The partnership section: groups in full while they are few, side by side when many."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from partnership.reports.document import Paragraph, Subheading, Table
from partnership.reports.sections.partnership import IN_FULL, partnership
from pilots.parts import ActionRow, GroupRow, MemberRow, PartnershipPart
from pilots.representation import MeetingsHeld
from tests.support.small_snapshots import A_REPORT

OPEN = ActionRow("Ask the school", "Area manager", None, "Open", is_overdue=True)
DONE = ActionRow("Book the room", "Area manager", None, "Done", is_overdue=False)
SEAT = MemberRow("Planning lead", "HSCP", "", "Member", None, "")


@dataclass(frozen=True)
class Look:
    """As much of a snapshot as the section reads."""

    partnership: PartnershipPart
    particulars: Any = field(default_factory=lambda: A_REPORT)


def group(number: int, **fields) -> GroupRow:
    given = {
        "slug": f"group-{number}", "name": f"Group {number}", "kind": "Steering group", "area": "",
        "terms_of_reference": "", "established": "not recorded", "seat_rules": (),
        "meetings_held": MeetingsHeld(8, 3, None), "vacant_seats": None, "representation": "",
        "members": (SEAT,), "decisions": (), "actions": (),
    }  # fmt: skip
    return GroupRow(**(given | fields))


def blocks(*groups: GroupRow):
    return partnership(Look(PartnershipPart(groups, ()))).blocks  # type: ignore[arg-type]


def test_few_groups_each_have_a_heading_and_their_seats():
    found = blocks(group(1), group(2))
    assert [b.text for b in found if isinstance(b, Subheading)] == ["Group 1", "Group 2"]
    assert [b.name for b in found if isinstance(b, Table)] == ["Seats group-1", "Seats group-2"]


def test_many_groups_stand_side_by_side_in_one_table():
    actions = group(0, actions=(OPEN, DONE), meetings_held=MeetingsHeld(8, 3, 2), vacant_seats=1)
    found = blocks(actions, *(group(number) for number in range(1, IN_FULL + 1)))
    (table,) = [block for block in found if isinstance(block, Table)]
    words = [[cell.words for cell in row] for row in table.rows]
    assert words[0] == ["Group 0", "3", "2", "1", "1", "1", "0"]
    assert words[1][2:6] == ["not recorded"] * 4
    assert len(words) == IN_FULL + 1


@pytest.mark.parametrize("numbers", [range(0), range(IN_FULL), range(IN_FULL + 1)])
def test_every_group_is_named_however_many_there_are(numbers):
    found = blocks(*(group(number) for number in numbers))
    said = str(found)
    assert all(f"Group {number}" in said for number in numbers)
    assert any(isinstance(block, Paragraph) for block in found)
