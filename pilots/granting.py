"""Who may give which role where: the rule, in one place.

Whoever manages a programme may give every role in it. Whoever manages a group
may give the group's roles and no other, so that nobody lifts anybody to more
than they hold themselves.
"""

from partnership.people.models import Role, RoleGrant, Scope
from partnership.people.permissions import Permission, Place
from partnership.programmes.access import Entry
from partnership.programmes.models import Programme
from pilots.models import Area, Group, ReportingBody

Where = Programme | Area | Group | ReportingBody
PLACES = {
    Scope.PROGRAMME: "programme",
    Scope.AREA: "area",
    Scope.GROUP: "group",
    Scope.BODY: "body",
}


def may_give(entry: Entry, role: Role, at: Place) -> bool:
    """Whether the person who entered may give, change and end this role there."""
    if entry.may(Permission.MANAGE, at):
        return True
    return role.scope is Scope.GROUP and entry.may(Permission.MANAGE_GROUPS, at)


def sees_people(entry: Entry, area: Area) -> bool:
    """Whether the person manages the area, or a group of it, and so sees who is who there."""
    manages = Permission.MANAGE_GROUPS
    return any(held.may(manages, area.at) or held.area == area.pk for held in entry.places(manages))


def where_held(grant: RoleGrant) -> Where:
    """The programme, area, group or reporting body of a grant (not of the site's roles)."""
    where: Where = getattr(grant, PLACES[Role(grant.role).scope])
    return where


def at_of(where: Where) -> Place:
    """The place of it, for permissions."""
    return Place() if isinstance(where, Programme) else where.at
