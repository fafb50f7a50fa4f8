"""Who a risk may be given to: those who run the area or the programme, or chair a group there."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value

from partnership.people.models import Role, User
from partnership.programmes.models import Programme, ProgrammeRole
from pilots.models import Area, AreaRole, GroupRole
from pilots.selectors.owners import Candidate

OF_THE_PROGRAMME = (Role.PROGRAMME_MANAGER, Role.EVALUATOR)


def risk_owners(programme: Programme, areas: Iterable[Area | None], *, on: date) -> list[Candidate]:
    """The managers and chairs of these areas, then those of the programme; one query.

    None among the areas is the whole programme, whose risks every area's manager may
    have. Nobody whose account is locked or whose role has ended.
    """
    there = tuple(areas)
    keys = [area.pk for area in there if area]
    own, chaired = Q(area__in=keys), Q(group__area__in=keys)
    if None in there:
        own, chaired = Q(area__programme=programme), chaired | Q(group__area=None)
    grants = [
        _held(AreaRole, on).filter(own, area__programme=programme, role=Role.AREA_MANAGER),
        _held(GroupRole, on).filter(chaired, group__programme=programme, role=Role.CHAIR),
        _held(ProgrammeRole, on).filter(programme=programme, role__in=OF_THE_PROGRAMME),
    ]
    first, *rest = (_columns(rows, arm) for arm, rows in enumerate(grants))
    found: dict[int, Candidate] = {}
    for _, name, user, role in sorted(first.union(*rest, all=True)):
        found.setdefault(user, Candidate(user, name, Role(role)))
    return list(found.values())


def is_risk_owner(user: User, programme: Programme, area: Area | None, *, on: date) -> bool:
    """Whether a risk there may be given to that account."""
    return any(each.user == user.pk for each in risk_owners(programme, [area], on=on))


def _held(table: Any, on: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = table.objects.in_force(on=on)
    return rows.filter(user__is_active=True, user__locked_at=None)


def _columns(rows: QuerySet[Any], arm: int) -> QuerySet[Any]:
    return (
        rows.order_by()
        .annotate(arm=Value(arm), who=F("user__display_name"))
        .values_list("arm", "who", "user_id", "role")
    )
