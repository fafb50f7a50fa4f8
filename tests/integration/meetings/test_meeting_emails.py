"""What e-mails say of a group's meetings, and when they say nothing any more."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as mailbox
from django.utils import timezone

from partnership.dates import PartialDate
from partnership.people.mail.sending import deliver
from partnership.people.models import Email, Role, User
from pilots.actions import meetings
from pilots.models import Group, Meeting
from tests.support.builders import a_person

NOT_HELD = "It will not be held."


@pytest.fixture
def planned(group: Group, chair: User) -> Meeting:
    """A meeting tomorrow, of which one member of the group is told."""
    a_person(Role.STEERING_MEMBER, group)
    tomorrow = PartialDate.on(timezone.localdate() + timedelta(days=1))
    return meetings.plan_meeting(group=group, planned=tomorrow, by=chair, place="Library")


def body_of_latest() -> str:
    deliver(Email.objects.latest("pk").pk)
    return str(mailbox.outbox[-1].body)


def test_the_email_of_a_planned_meeting_says_where(planned: Meeting) -> None:
    body = body_of_latest()

    assert "Place: Library." in body
    assert NOT_HELD not in body


def test_the_email_of_a_cancelled_meeting_says_that_it_is_not_held(
    planned: Meeting, chair: User
) -> None:
    meetings.cancel_meeting(meeting=planned, seen=planned.version, why="Snow", by=chair)

    body = body_of_latest()

    assert NOT_HELD in body
    assert "Place" not in body


@pytest.mark.parametrize(("days_late", "state"), [(1, "sent"), (2, "dropped")])
def test_nobody_is_told_of_a_meeting_whose_day_has_passed(
    planned: Meeting, days_late: int, state: str
) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=days_late)):
        deliver(Email.objects.get().pk)

    assert Email.objects.get().state == state
