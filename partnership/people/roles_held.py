"""The roles that a person holds, in sentences, whichever app keeps their grants."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from partnership.dates import day_words
from partnership.people.models import Role, RoleGrant, User
from partnership.people.permissions import ALLOWED, needs_two_steps


def roles_in_sentences(user: User, *, on: date) -> list[str]:
    """“Chair of the steering group of North Ayrshire, since 1 March 2026.”

    Roles to come and roles held, not those that have ended. One query for each
    kind of place in which roles are held.
    """
    return sentences(roles_held(user, on=on), on=on)


def roles_held(user: User, *, on: date) -> list[RoleGrant]:
    """The grants that hold on the day `on`, or are to come, the oldest first."""
    grants = [grant for table in RoleGrant.__subclasses__() for grant in _held(table, user, on)]
    return sorted(grants, key=lambda grant: grant.starts_on)


def sentences(grants: Iterable[RoleGrant], *, on: date) -> list[str]:
    """The grants in words, as they stand on the day `on`."""
    return [_sentence(grant, on) for grant in grants]


def ask_for_two_steps(grants: Iterable[RoleGrant], *, on: date) -> bool:
    """Whether one of the grants lets its holder change what others rely on, on the day `on`."""
    roles = [Role(grant.role) for grant in grants if grant.holds(on=on)]
    return any(needs_two_steps(ALLOWED[role]) for role in roles)


def _held(table: type[RoleGrant], user: User, on: date) -> list[RoleGrant]:
    rows = table._default_manager.filter(user=user).select_related()
    return [row for row in rows if row.ends_on is None or row.ends_on >= on]


def _sentence(grant: RoleGrant, on: date) -> str:
    since = "since" if grant.starts_on <= on else "from"
    until = f", until {day_words(grant.ends_on)}" if grant.ends_on else ""
    where = ", ".join(dict.fromkeys([grant.place, *_programme_of(grant)]))
    role = Role(grant.role).label
    return f"{role}, {where}, {since} {day_words(grant.starts_on)}{until}."


def _programme_of(grant: RoleGrant) -> list[str]:
    """The name of the programme that the place is in; nothing for the whole site."""
    path = getattr(grant, "scope_paths", {}).get("programme")
    if not path:
        return []
    place: Any = grant
    for step in path.split("__"):
        place = getattr(place, step)
    return [place.name]
