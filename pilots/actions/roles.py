"""Roles given, changed and ended."""

from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from partnership.dates import day_after, day_words
from partnership.people.history import record_by
from partnership.people.models import Role, RoleGrant, Scope, SiteRole, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.programmes.models import Programme, ProgrammeRole
from pilots.emails.roles import send_changed
from pilots.models import Area, AreaRole, BodyRole, Group, GroupRole, ReportingBody
from pilots.role_days import not_held

Where = Programme | Area | Group | ReportingBody | None

TABLES: dict[Scope, tuple[type[RoleGrant], str]] = {
    Scope.SITE: (SiteRole, ""),
    Scope.PROGRAMME: (ProgrammeRole, "programme"),
    Scope.AREA: (AreaRole, "area"),
    Scope.GROUP: (GroupRole, "group"),
    Scope.BODY: (BodyRole, "body"),
}
OWN_ROLE = "This is your own role: ask somebody else who may give it to change it."
LAST_MANAGER = (
    "You are the last programme manager. Invite another one first, and end your role"
    " when they have accepted; or ask an administrator."
)
NO_OTHER_MANAGER = (
    "The programme would be left without a manager. Invite another one first, and end"
    " this role when they have accepted; or ask an administrator."
)
ENDED = "This role has ended already: nothing is left to end."


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
    """Give a person a role for the days on which they don't hold it yet; whether it is new.

    Where they hold it on some of the days, what is given begins the day after, or ends
    the day before: the first such grant is returned. `where` is of the role's scope:
    None for the site's roles. Raises RefusedError for a role given to oneself, or one
    that ends before it starts.
    """
    table, place = TABLES[role.scope]
    at: dict[str, models.Model | None] = {place: where} if place else {}
    if by == to:
        raise RefusedError("You can’t give yourself a role: ask somebody else who may give it.")
    check_days(from_on, until_on)
    User.objects.select_for_update(no_key=True).get(pk=to.pk)  # one grant at a time
    rows: Any = table._default_manager
    held = rows.filter(user=to, role=role, **at)
    spans = not_held(from_on, until_on, held.values_list("starts_on", "ends_on"))
    fresh = [table(user=to, role=role, starts_on=a, ends_on=b, **at) for a, b in spans]
    for each in fresh:
        record_by(each, by=by)
        each.save()
    return (fresh[0], True) if fresh else (held.in_force(on=from_on).first(), False)


def check_days(starts_on: date, ends_on: date | None, field: str = "ends_on") -> None:
    """Raise RefusedError, at `field`, if a role would end before it starts."""
    if ends_on is not None and ends_on < starts_on:
        raise RefusedError(
            f"The role can’t end before it starts, on {day_words(starts_on)}."
            " Give that day or a later one.",
            field,
        )


@transaction.atomic
def change_days(
    *, grant: RoleGrant, starts_on: date, ends_on: date | None, seen: int, by: User
) -> None:
    """Move the first and last day of somebody else's role.

    Raises RefusedError for one's own role, one that would end before it starts or
    share days with another grant of the same role, and a programme's last manager;
    ChangedMeanwhileError if somebody changed it after it was seen.
    """
    if grant.user == by:
        raise RefusedError(OWN_ROLE)
    check_days(starts_on, ends_on)
    _refuse_overlap(grant, starts_on, ends_on, field="starts_on")
    today = timezone.localdate()
    is_put_off = starts_on > max(today, grant.starts_on)
    _keep_a_manager(grant, lost_from=today if is_put_off else _after(ends_on), by=by)
    with changing(grant, seen=seen, by=by) as now:
        now.starts_on, now.ends_on = starts_on, ends_on
    send_changed(grant)


@transaction.atomic
def end(*, grant: RoleGrant, last_day: date, seen: int, by: User) -> None:
    """Let a role end with a day, today at the earliest and never before it began.

    Raises RefusedError for those, for a role that has ended already, and for a
    programme's last manager; ChangedMeanwhileError if somebody changed it after it
    was seen.
    """
    _check_not_ended(grant)
    earliest = max(grant.starts_on, timezone.localdate())
    if last_day < earliest:
        raise RefusedError(
            f"The last day can be {day_words(earliest)} or later. To end the role before"
            " the day is over, choose “At once”.",
            "ends_on",
        )
    if grant.ends_on is not None and last_day > grant.ends_on:
        if grant.user == by:
            raise RefusedError(OWN_ROLE, "ends_on")
        _refuse_overlap(grant, grant.starts_on, last_day, field="ends_on")
    _keep_a_manager(grant, lost_from=_after(last_day), by=by)
    with changing(grant, seen=seen, by=by) as now:
        now.ends_on = last_day
    _tell(grant, by)


@transaction.atomic
def end_at_once(*, grant: RoleGrant, seen: int, by: User) -> bool:
    """End a role now: yesterday was its last day. Whether the grant is still there.

    One that began today, or has not begun, was never held for a day: it is
    taken back, and only its history is left. Raises as `end` does.
    """
    _check_not_ended(grant)
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    _keep_a_manager(grant, lost_from=today, by=by)
    if grant.starts_on <= yesterday:
        with changing(grant, seen=seen, by=by) as now:
            now.ends_on = yesterday
        _tell(grant, by)
        return True
    rows: Any = type(grant)._default_manager
    now = rows.select_for_update().get(pk=grant.pk)
    if now.version != seen:
        raise ChangedMeanwhileError(now)
    record_by(now, by=by, why="taken back before it was held for a day")
    now.delete()
    return False


def _tell(grant: RoleGrant, by: User) -> None:
    """Write to people whose role somebody else ended."""
    if grant.user != by:
        send_changed(grant)


def _check_not_ended(grant: RoleGrant) -> None:
    if grant.ends_on is not None and grant.ends_on < timezone.localdate():
        raise RefusedError(ENDED)


def _refuse_overlap(grant: RoleGrant, starts_on: date, ends_on: date | None, *, field: str) -> None:
    """Refuse days on which the person holds the same role there by another grant."""
    User.objects.select_for_update(no_key=True).get(pk=grant.user_id)  # as where roles are given
    place = TABLES[Role(grant.role).scope][1]
    at = {place: getattr(grant, f"{place}_id")} if place else {}
    rows: Any = type(grant)._default_manager
    others = rows.filter(user=grant.user_id, role=grant.role, **at).exclude(pk=grant.pk)
    if ends_on is not None:
        others = others.filter(starts_on__lte=ends_on)
    found = others.exclude(ends_on__lt=starts_on).order_by("starts_on").first()
    if found is not None:
        until = f"until {day_words(found.ends_on)}" if found.ends_on else "without an end"
        raise RefusedError(
            f"On some of these days they hold the role already, from {day_words(found.starts_on)}"
            f" {until}. Choose days outside those, or change those first.",
            field,
        )


def _after(last_day: date | None) -> date | None:
    return None if last_day is None else day_after(last_day)


def _keep_a_manager(grant: RoleGrant, *, lost_from: date | None, by: User) -> None:
    """Refuse programme managers who would leave the programme without any from a day on."""
    if not isinstance(grant, ProgrammeRole) or grant.role != Role.PROGRAMME_MANAGER:
        return
    today = timezone.localdate()
    if lost_from is None or _is_administrator(by, on=today):
        return
    lost_from = max(lost_from, grant.starts_on, today)
    if grant.ends_on is not None and grant.ends_on < lost_from:
        return  # nothing is taken from it
    Programme.objects.select_for_update().get(pk=grant.programme_id)  # one such check at a time
    others = ProgrammeRole.objects.in_force(on=lost_from).filter(
        programme=grant.programme_id,
        role=Role.PROGRAMME_MANAGER,
        user__is_active=True,
        user__locked_at__isnull=True,
    )
    if not others.exclude(pk=grant.pk).exists():
        raise RefusedError(LAST_MANAGER if grant.user == by else NO_OTHER_MANAGER)


def _is_administrator(user: User, *, on: date) -> bool:
    return SiteRole.objects.in_force(on=on).filter(user=user, role=Role.ADMIN).exists()
