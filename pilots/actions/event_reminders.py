"""The day's questions of how many came: 2, 7 and 20 days after an event."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet

from partnership.people.models import Role, User
from partnership.people.permissions import Permission
from partnership.programmes.access import entries_of
from partnership.programmes.models import Programme, ProgrammeRole
from pilots.emails.events import how_many_key, send_how_many, sent_how_many
from pilots.models import Area, AreaRole, Event
from pilots.selectors.event_figures import uncounted

AFTER = (2, 7, 20)
MISSED_DAYS = 2  # a question that was not sent on its day is still sent so many days later


def ask_how_many(*, on: date) -> None:
    """Ask who logged each event, else the managers there; run again, it asks nobody twice.

    Each place and person is looked up once, and what was sent before in one query.
    """
    due = [(event, after) for event in uncounted(on=on) if (after := _after(event, on))]
    sent, people = sent_how_many(due), _People(on)
    for event, after in due:
        for person in people.asked(event):
            if (person.pk, how_many_key(event, after)) not in sent:
                send_how_many(event, to=person, after=after)


def _after(event: Event, on: date) -> int:
    """Which question is due: that after so many days; 0 for none."""
    last = event.ends_on or event.happened.last
    gone = (on - last).days if last else 0
    return next((each for each in AFTER if each <= gone <= each + MISSED_DAYS), 0)


class _People:
    """Whom to ask on a day."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.managers = cache(self._managers)
        self.entries = cache(entries_of)

    def asked(self, event: Event) -> Iterable[User]:
        """Who logged it and still may; else its area's managers, else the programme's."""
        logger = event.logged_by
        if logger and logger.is_active and not logger.locked_at and self._may_log(logger, event):
            return [logger]
        return self.managers(event.programme, event.area)

    def _may_log(self, person: User, event: Event) -> bool:
        entries = self.entries(person, slug=event.programme.slug)
        return any(entry.may(Permission.LOG_EVENTS, event.at) for entry in entries)

    def _managers(self, programme: Programme, area: Area | None) -> list[User]:
        if area is not None:
            roles = AreaRole.objects.in_force(on=self.on)
            if held := _here(roles.filter(area=area, role=Role.AREA_MANAGER)):
                return held
        all_roles = ProgrammeRole.objects.in_force(on=self.on)
        return _here(all_roles.filter(programme=programme, role=Role.PROGRAMME_MANAGER))


def _here(roles: QuerySet[Any]) -> list[User]:
    found = roles.filter(user__is_active=True, user__locked_at=None)
    return [role.user for role in found.select_related("user")]
