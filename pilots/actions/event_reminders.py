"""The day's questions of how many came: 2, 7 and 20 days after an event."""

from collections.abc import Iterable
from datetime import date

from partnership.people.models import Role, User
from partnership.people.permissions import Permission
from partnership.programmes.access import entries_of
from partnership.programmes.models import ProgrammeRole
from pilots.emails.events import send_how_many
from pilots.models import AreaRole, Event
from pilots.selectors.event_figures import uncounted

AFTER = (2, 7, 20)
MISSED_DAYS = 2  # a question that was not sent on its day is still sent so many days later


def ask_how_many(*, on: date) -> None:
    """Ask who logged each event, else the managers there; run again, it asks nobody twice."""
    for event in uncounted(on=on):
        last = event.ends_on or event.day
        gone = (on - last).days if last else 0
        for after in AFTER:
            if after <= gone <= after + MISSED_DAYS:
                for person in _asked(event, on):
                    send_how_many(event, to=person, after=after)


def _asked(event: Event, on: date) -> Iterable[User]:
    logger = event.logged_by
    if logger and logger.is_active and not logger.locked_at and _may_log(logger, event):
        return [logger]
    if event.area_id:
        roles = AreaRole.objects.in_force(on=on).filter(area=event.area, role=Role.AREA_MANAGER)
        held = list(_here(roles))
        if held:
            return held
    return _here(
        ProgrammeRole.objects.in_force(on=on).filter(
            programme=event.programme, role=Role.PROGRAMME_MANAGER
        )
    )


def _may_log(person: User, event: Event) -> bool:
    entries = entries_of(person, slug=event.programme.slug)
    return any(entry.may(Permission.LOG_EVENTS, event.at) for entry in entries)


def _here(roles: object) -> list[User]:
    found = roles.filter(user__is_active=True, user__locked_at=None)  # type: ignore[attr-defined]
    return [role.user for role in found.select_related("user")]
