"""The day's reminders of roles that end soon."""

from collections.abc import Iterator
from datetime import date, timedelta

from partnership.people.models import Role, RoleGrant, User
from partnership.programmes.models import ProgrammeRole
from pilots.emails.roles import send_ends_soon
from pilots.selectors.people import KINDS, programme_of

AHEAD = timedelta(days=14)


def remind_of_roles(*, on: date) -> int:
    """Tell each programme's managers of the roles that end within two weeks; how many roles.

    Each is told once, however often this runs, and a day that was missed is
    caught up with on the next.
    """
    ending = list(_ending(on))
    managers = _managers({programme_of(grant).pk for grant in ending}, on)
    for grant in ending:
        for manager in managers.get(programme_of(grant).pk, ()):
            if manager != grant.user:
                send_ends_soon(grant, to=manager)
    return len(ending)


def _ending(on: date) -> Iterator[RoleGrant]:
    for kind, table in KINDS.items():
        path = table.scope_paths["programme"]
        rows = table.objects.filter(ends_on__range=(on, on + AHEAD), user__locked_at=None)
        yield from rows.select_related("user", kind, path)


def _managers(programmes: set[int], on: date) -> dict[int, list[User]]:
    """Each programme's managers on a day."""
    roles = ProgrammeRole.objects.in_force(on=on).filter(
        programme__in=programmes,
        role=Role.PROGRAMME_MANAGER,
        user__is_active=True,
        user__locked_at=None,
    )
    found: dict[int, list[User]] = {}
    for role in roles.select_related("user"):
        found.setdefault(role.programme_id, []).append(role.user)
    return found
