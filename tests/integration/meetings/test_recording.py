"""Of which meetings decisions and actions are recorded, and that those stay."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnership.dates import PartialDate
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.actions import attendance, meetings
from pilots.actions.actions import Owner, record_action
from pilots.actions.decisions import record_decision
from pilots.models import Group, Meeting
from tests.support.builders import a_decision, a_meeting, a_member, code
from tests.support.meetings import address


def ahead(days: int) -> PartialDate:
    return PartialDate.on(timezone.localdate() + timedelta(days=days))


@pytest.fixture
def every_kind(group: Group) -> dict[str, Meeting]:
    """A meeting of each kind; they are numbered in this order."""
    return {
        "held": a_meeting(group, 1, held=code("2019-10-24")),
        "due": a_meeting(group, 2, "planned", planned=ahead(0)),
        "ahead": a_meeting(group, 3, "planned", planned=ahead(1)),
        "without a date": a_meeting(group, 4, "planned"),
        "cancelled": a_meeting(group, 5, "cancelled", planned=code("2019-12")),
    }


def test_meetings_that_were_held_or_whose_day_has_come_are_offered(
    chairs: Client, group: Group, every_kind: dict[str, Meeting]
) -> None:
    for name in ("decision-new", "action-new"):
        form = chairs.get(address(name, group)).context["form"]
        assert [str(value) for value, _ in form.fields["meeting"].choices] == ["", "2", "1"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("ahead", "Say first on which day it was held"),
        ("without a date", "its date is not recorded"),
        ("cancelled", "This meeting was cancelled"),
    ],
)
def test_nothing_is_recorded_of_a_meeting_that_has_not_begun(
    group: Group, chair: User, every_kind: dict[str, Meeting], kind: str, words: str
) -> None:
    meeting = every_kind[kind]

    with pytest.raises(RefusedError, match=words) as refused:
        record_decision(group=group, text="More", decided=code(""), meeting=meeting, by=chair)
    with pytest.raises(RefusedError, match=words):
        record_action(
            group=group, text="More", owner=Owner("Nurse"), due_on=None, meeting=meeting, by=chair
        )

    assert refused.value.field == "meeting"


def test_a_meeting_of_which_something_is_recorded_is_not_cancelled(
    group: Group, chair: User, every_kind: dict[str, Meeting]
) -> None:
    meeting = every_kind["due"]
    a_decision(group, "Count at the door", meeting=meeting)

    with pytest.raises(RefusedError, match="If it was held, say on which day"):
        meetings.cancel_meeting(meeting=meeting, seen=1, by=chair, why="Snow.")

    meeting.refresh_from_db()
    assert meeting.status == "planned"


def test_an_interest_taken_back_lets_the_meeting_be_cancelled(
    group: Group, chair: User, every_kind: dict[str, Meeting]
) -> None:
    meeting, seat = every_kind["ahead"], a_member(group, "Librarian")
    row = attendance.declare_interest(
        meeting=meeting, seat=seat.pk, interest="Bids.", outcome="", by=chair
    )
    with pytest.raises(RefusedError):
        meetings.cancel_meeting(meeting=meeting, seen=1, by=chair, why="Snow.")

    attendance.change_declaration(
        meeting=meeting, declaration=row.pk, shown="", outcome=None, by=chair
    )
    meetings.cancel_meeting(meeting=meeting, seen=1, by=chair, why="Snow.")

    assert meeting.status == "cancelled"
