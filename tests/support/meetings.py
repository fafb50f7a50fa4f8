"""Meetings of a group in each of their states, for the addresses that need one."""

from datetime import date
from typing import Any

from django.urls import reverse

from partnership.dates import PartialDate
from partnership.people.models import Role
from pilots.actions import agendas, minutes
from pilots.models import Group, Meeting
from tests.support.builders import a_meeting, a_person

APPROVED, DRAFTED, PLANNED, CANCELLED = 1, 2, 3, 4
TEXT = "The plan was read.\n\n- Counting at the door was agreed."


def meetings_in_every_state(group: Group) -> dict[int, Meeting]:
    """Held and approved; held with minutes; planned with an agenda; cancelled."""
    by = a_person(Role.PROGRAMME_MANAGER, group.programme)
    found = {
        APPROVED: a_meeting(group, APPROVED, held=PartialDate.on(date(2019, 3, 5)), minutes=TEXT),
        DRAFTED: a_meeting(group, DRAFTED, held=PartialDate.on(date(2019, 6, 4)), minutes=TEXT),
        PLANNED: a_meeting(group, PLANNED, "planned", planned=PartialDate.on(date(2019, 9, 3))),
        CANCELLED: a_meeting(group, CANCELLED, "cancelled", planned=PartialDate.parse("2019-12")),
    }
    minutes.approve_minutes(meeting=found[APPROVED], seen=1, at=found[DRAFTED], on=None, by=by)
    agendas.set_standing_items(
        group=group, seen=group.version, opening=["Welcome"], closing=["Any other business"], by=by
    )
    agendas.build_agenda(meeting=found[PLANNED], seen=1, by=by)
    return {number: Meeting.objects.get(pk=each.pk) for number, each in found.items()}


def address(name: str, group: Group, *more: Any) -> str:
    """One of the addresses of a group's meetings."""
    return reverse(name, args=[group.programme.slug, group.slug, *more])
