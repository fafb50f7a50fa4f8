"""Who an action of a group may be given to, and whether they are still here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from partnership.people.models import Role, User
from partnership.programmes.models import ProgrammeRole
from pilots.models import AreaRole, Group, GroupRole, Membership


@dataclass(frozen=True)
class Candidate:
    """Somebody with an account who works for the group, and the role by which they do."""

    user: int
    name: str
    role: Role


def candidates(group: Group, *, on: date) -> list[Candidate]:
    """The group's people, then its area's managers, then the programme's; one query.

    Of a national group, the managers of every area. Nobody whose account is
    locked or whose role has ended.
    """
    grants = _grants(on, group=group, area=group.area_id, programme=group.programme_id)
    if group.area_id is None:
        grants.append(_of_every_area(on, group.programme_id))
    first, *rest = (
        rows.order_by()
        .annotate(arm=Value(arm), who=F("user__display_name"))
        .values_list("arm", "who", "user_id", "role")
        for arm, rows in enumerate(grants)
    )
    found: dict[int, Candidate] = {}
    for _, name, user, role in sorted(first.union(*rest, all=True)):
        found.setdefault(user, Candidate(user, name, Role(role)))
    return list(found.values())


def account(key: int) -> User:
    """The account of that key."""
    return User.objects.get(pk=key)


def is_candidate(user: User, group: Group, *, on: date) -> bool:
    """Whether an action of the group may be given to that account."""
    return any(each.user == user.pk for each in candidates(group, on=on))


def owner_is_here(on: date) -> Q:
    """The condition that an action could be given today to whoever owns it."""
    grants = _grants(
        on,
        group=OuterRef("group"),
        area=OuterRef("group__area"),
        programme=OuterRef("group__programme"),
    )
    every = _of_every_area(on, OuterRef("group__programme"))
    here = Q(_held_by_owner(every), group__area__isnull=True)
    for rows in grants:
        here |= Q(_held_by_owner(rows))
    return here


def _held_by_owner(rows: QuerySet[Any]) -> Exists:
    return Exists(rows.filter(user=OuterRef("owner_user")))


def _grants(on: date, *, group: Any, area: Any, programme: Any) -> list[QuerySet[Any]]:
    """The roles by which somebody works for a group, a query a table."""
    return [
        _held(GroupRole, on).filter(group=group),
        _held(AreaRole, on).filter(area=area),
        _held(ProgrammeRole, on).filter(programme=programme, role=Role.PROGRAMME_MANAGER),
    ]


def _of_every_area(on: date, programme: Any) -> QuerySet[Any]:
    return _held(AreaRole, on).filter(area__programme=programme)


def _held(table: Any, on: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = table.objects.in_force(on=on)
    return rows.filter(user__is_active=True, user__locked_at=None)


def posts_without_account(group: Group, *, on: date) -> list[str]:
    """The posts that hold a seat in the group and have no account; one query."""
    seats = Membership.objects.filter(
        group=group, user=None, people=None, reported_on__lte=on
    ).values_list("post", "until")
    return sorted({post for post, until in seats if not (until.last and until.last < on)})
