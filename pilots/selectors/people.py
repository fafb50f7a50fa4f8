"""Who holds what role in a programme, an area or a group, and who is invited to."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from partnership.people.models import Role, RoleGrant, Scope
from partnership.programmes.models import Programme, ProgrammeRole
from partnership.programmes.reach import Reach
from pilots.models import (
    Area,
    AreaRole,
    BodyRole,
    Group,
    GroupRole,
    Invitation,
    Membership,
    ReportingBody,
)

KINDS: dict[str, type[RoleGrant]] = {
    "programme": ProgrammeRole,
    "area": AreaRole,
    "group": GroupRole,
    "body": BodyRole,
}
ROLE_ORDER = {role.value: number for number, role in enumerate(Role)}


@dataclass(frozen=True)
class Circle:
    """Whose roles are looked at: all of a programme, or those within an area or a group."""

    programme: Programme
    area: Area | None = None
    group: Group | None = None

    @property
    def name(self) -> str:
        return str(self.group or self.area or self.programme)


def grants_in(circle: Circle) -> list[RoleGrant]:
    """Every grant in the circle, ended ones too, by place and role; four queries at most."""
    found = [grant for kind in KINDS for grant in _grants(kind, circle)]
    return sorted(found, key=_order)


def _grants(kind: str, circle: Circle) -> QuerySet[Any]:
    table: Any = KINDS[kind]
    paths = table.scope_paths
    rows = table.objects.filter(**{paths["programme"]: circle.programme})
    if circle.group:
        rows = rows.filter(group=circle.group) if kind == "group" else rows.none()
    elif circle.area:
        rows = rows.filter(**{paths["area"]: circle.area.pk}) if "area" in paths else rows.none()
    beside = [kind, f"{kind}__area"] if kind in ("group", "body") else [kind]
    return rows.select_related("user", *beside)


def _order(grant: RoleGrant) -> tuple[int, str, int, str]:
    """The programme's own first; then by area, each with its groups and bodies."""
    kind = kind_of(grant)
    where = getattr(grant, kind)
    area = where if kind == "area" else getattr(where, "area", None)
    position = -1 if kind == "programme" else area.position if area else 0
    place = "" if kind == "programme" else str(area or "")
    return position, place, ROLE_ORDER[grant.role], str(grant.user)


def kind_of(grant: RoleGrant) -> str:
    """The kind of place in which a grant is held: programme, area, group or body."""
    return next(kind for kind, table in KINDS.items() if isinstance(grant, table))


def programme_of(grant: RoleGrant) -> Programme:
    """The programme in which a role is held; no query where its place is loaded with it."""
    where: Any = getattr(grant, kind_of(grant))
    programme: Programme = where if isinstance(where, Programme) else where.programme
    return programme


def grant_of(circle: Circle, kind: str, pk: int) -> RoleGrant | None:
    """One grant within the circle."""
    if kind not in KINDS:
        return None
    grant: RoleGrant | None = _grants(kind, circle).filter(pk=pk).first()
    return grant


def history_of_role(grant: RoleGrant) -> list[Any]:
    """What was done to a role, oldest first, each with who did it."""
    rows = grant.history.select_related("history_user")
    return list(rows.order_by("history_date", "history_id"))


def invitations_in(circle: Circle) -> QuerySet[Invitation]:
    """Invitations within the circle, latest first."""
    rows = Invitation.objects.filter(programme=circle.programme)
    if circle.group:
        rows = rows.filter(group=circle.group)
    elif circle.area:
        area = circle.area
        rows = rows.filter(Q(area=area) | Q(group__area=area) | Q(body__area=area))
    return rows.select_related("programme", "area", "group__area", "body__area", "invited_by")


def open_invitations(circle: Circle) -> QuerySet[Invitation]:
    """Those that were neither accepted nor withdrawn; an expired one can be sent again."""
    return invitations_in(circle).filter(accepted_at=None, withdrawn_at=None)


def invitation_with(token_hash: str) -> Invitation | None:
    """The invitation whose e-mail holds the token of this hash."""
    rows = Invitation.objects.filter(token_hash=token_hash).exclude(token_hash="")
    return rows.select_related("programme", "area", "group", "body", "invited_by").first()


def seats_of_people(circle: Circle, *, on: date) -> dict[tuple[int, int], str]:
    """The posts of the seats that people hold, by (person, group)."""
    seats = Membership.objects.filter(group__programme=circle.programme, user__isnull=False)
    if circle.group:
        seats = seats.filter(group=circle.group)
    elif circle.area:
        seats = seats.filter(group__area=circle.area)
    return {
        (user, group): post
        for user, group, post, until in seats.values_list("user", "group", "post", "until")
        if user is not None and (until.last is None or until.last >= on)
    }


def free_seats(group: Group, *, on: date) -> list[Membership]:
    """Seats that can be tied to an account: not counted, not ended, nobody's yet."""
    seats = group.memberships.filter(people=None, user=None)
    return [seat for seat in seats if seat.until.last is None or seat.until.last >= on]


def area_within(programme: Programme, slug: str, reach: Reach) -> Area | None:
    """The programme's area with this slug, if it is within reach."""
    return Area.objects.visible_to(reach).filter(programme=programme, slug=slug).first()


def group_within(programme: Programme, slug: str, reach: Reach) -> Group | None:
    """The programme's group with this slug, if it is within reach."""
    groups = Group.objects.visible_to(reach).select_related("area")
    return groups.filter(programme=programme, slug=slug).first()


def groups_in(circle: Circle) -> list[Group]:
    """The circle's groups, national ones first."""
    groups = circle.programme.groups.select_related("area")
    return list(groups.filter(area=circle.area) if circle.area else groups)


def places_for(role: Role, programme: Programme) -> list[Area | Group | ReportingBody]:
    """Where in the programme a role of an area, a group or a body can be held."""
    match role.scope:
        case Scope.AREA:
            return list(programme.areas.all())
        case Scope.GROUP:
            return list(programme.groups.select_related("area"))
        case Scope.BODY:
            return list(programme.reporting_bodies.select_related("area"))
    return []
