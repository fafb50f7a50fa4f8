"""Roles given, changed and ended."""

from datetime import date
from typing import Any

from django.db import models, transaction

from partnership.people.history import record_by
from partnership.people.models import Role, RoleGrant, Scope, SiteRole, User
from partnership.programmes.models import Programme, ProgrammeRole
from pilots.models import Area, AreaRole, BodyRole, Group, GroupRole, ReportingBody

Where = Programme | Area | Group | ReportingBody | None

TABLES: dict[Scope, tuple[type[RoleGrant], str]] = {
    Scope.SITE: (SiteRole, ""),
    Scope.PROGRAMME: (ProgrammeRole, "programme"),
    Scope.AREA: (AreaRole, "area"),
    Scope.GROUP: (GroupRole, "group"),
    Scope.BODY: (BodyRole, "body"),
}


@transaction.atomic
def grant(
    *,
    role: Role,
    to: User,
    where: Where,
    from_on: date,
    until_on: date | None = None,
    by: User | None,
) -> tuple[RoleGrant, bool]:
    """Give a person a role where it is held, unless it is in force already; whether it is new.

    `where` is of the role's scope: None for the site's roles.
    """
    table, place = TABLES[role.scope]
    at: dict[str, models.Model | None] = {place: where} if place else {}
    rows: Any = table._default_manager
    held = rows.in_force(on=from_on).filter(user=to, role=role, **at).first()
    if held is not None:
        return held, False
    fresh = table(user=to, role=role, starts_on=from_on, ends_on=until_on, **at)
    record_by(fresh, by=by)
    fresh.save()
    return fresh, True
