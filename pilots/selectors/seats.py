"""One seat or seat rule of a group, and what may be chosen for it."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership.people.models import User
from pilots.models import Area, Group, GroupRole, Membership, SeatRule


def seats_in(group: Group, *, as_at: date) -> QuerySet[Membership]:
    """The group's seats reported by a day, each with all that its page says."""
    found = group.memberships.filter(reported_on__lte=as_at)
    return found.select_related("organisation", "area", "seat_rule", "user", "source", "group")


def rules_in(group: Group) -> QuerySet[SeatRule]:
    """The group's seat rules."""
    return group.seat_rules.select_related("group__programme")


def areas_of(group: Group) -> QuerySet[Area]:
    """The areas whose seat one may be: any of a national group's programme, or the group's own."""
    areas = Area.objects.filter(programme=group.programme_id)
    return areas.filter(pk=group.area_id) if group.area_id else areas


def accounts(group: Group, *, kept: User | None = None) -> QuerySet[User]:
    """The people who hold a role in the group today, and one who has the seat already."""
    roles = GroupRole.objects.in_force(on=timezone.localdate()).filter(group=group)
    chosen = Q(pk__in=roles.values("user"))
    if kept is not None:
        chosen |= Q(pk=kept.pk)
    return User.objects.filter(chosen).order_by("display_name", "email")


def may_hold(user: User, seat: Membership) -> bool:
    """Whether an account may be given the seat: it has a role in the group, or the seat itself."""
    kept = Membership.objects.filter(pk=seat.pk, user=user)
    return kept.exists() or accounts(seat.group).filter(pk=user.pk).exists()
