"""Who a delivery may be given to: those who may say how it stands."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Value

from milestones.models import Delivery
from partnership.people.models import Role, User
from partnership.programmes.models import ProgrammeRole
from pilots.models import AreaRole
from pilots.selectors.owners import Candidate


def delivery_owners(delivery: Delivery, *, on: date) -> list[Candidate]:
    """The managers of its area, then those of the programme; one query.

    They are who may update it. Nobody whose account is locked or whose role has ended.
    """
    grants = [
        _held(AreaRole, on).filter(area=delivery.area_id, role=Role.AREA_MANAGER),
        _held(ProgrammeRole, on).filter(
            programme=delivery.programme_id, role=Role.PROGRAMME_MANAGER
        ),
    ]
    first, second = (
        rows.order_by()
        .annotate(arm=Value(arm), who=F("user__display_name"))
        .values_list("arm", "who", "user_id", "role")
        for arm, rows in enumerate(grants)
    )
    found: dict[int, Candidate] = {}
    for _, name, user, role in sorted(first.union(second, all=True)):
        found.setdefault(user, Candidate(user, name, Role(role)))
    return list(found.values())


def is_delivery_owner(user: User, delivery: Delivery, *, on: date) -> bool:
    """Whether a delivery may be given to that account."""
    return any(each.user == user.pk for each in delivery_owners(delivery, on=on))


def _held(table: Any, on: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = table.objects.in_force(on=on)
    return rows.filter(user__is_active=True, user__locked_at=None)
