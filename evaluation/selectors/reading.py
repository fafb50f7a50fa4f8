"""Whose records of the evaluation somebody may read, beyond what is read by everybody."""

from django.db.models import Q

from partnership.people.models.role import Scope
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry

EVERYWHERE = {Scope.SITE, Scope.PROGRAMME}


def places(entry: Entry, permission: Permission, path: str = "area") -> Q:
    """The condition that a record’s area, found by `path`, is where somebody may do that.

    As `Entry.may` says of each single place: of an area’s manager the area alone, of a national
    group’s people what is of the whole programme.
    """
    held = list(entry.places(permission))
    if any(each.role.scope in EVERYWHERE for each in held):
        return Q()
    found = Q(**{f"{path}__in": {each.area for each in held if each.area is not None}})
    if any(each.area is None for each in held):
        found |= Q(**{f"{path}__isnull": True})
    return found
