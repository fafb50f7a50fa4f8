"""Who gets into a programme: scope first, then one permission."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import BigIntegerField, Exists, F, QuerySet, Value
from django.db.models.functions import Cast
from django.http import Http404
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.models import Role, RoleGrant, SiteRole, User
from partnership.people.permissions import ALLOWED, Held, Permission, Place, refusal
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from partnership.web.prepared import Prepared

ANYWHERE = Place()
PROGRAMME_FIELDS = [field.attname for field in Programme._meta.concrete_fields]
KEYS = ("area", "group", "body")


@dataclass(frozen=True)
class Entry:
    """A programme that a person is in, and the roles that they hold there."""

    programme: Programme
    held: tuple[Held, ...]

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """All that the person may do somewhere in the programme."""
        return frozenset[Permission]().union(*(ALLOWED[each.role] for each in self.held))

    @cached_property
    def reach(self) -> Reach:
        """The areas whose records the person may read."""
        readers = [each for each in self.held if Permission.READ in ALLOWED[each.role]]
        return Reach.of(*(each.area for each in readers)) if readers else Reach.of()

    def may(self, permission: Permission, at: Place = ANYWHERE) -> bool:
        """Whether the person may do that, there."""
        return any(each.may(permission, at) for each in self.held)

    def require(self, permission: Permission, at: Place = ANYWHERE) -> None:
        """Raise PermissionDenied, naming who could, unless the person may do that, there."""
        if not self.may(permission, at):
            raise PermissionDenied(refusal(permission))

    def places(self, permission: Permission) -> Iterator[Held]:
        """The roles held that have the permission, each where it is held."""
        return (each for each in self.held if permission in ALLOWED[each.role])


def enter(user: User, slug: str, permission: Permission, *others: Permission) -> Entry:
    """The programme `slug`, if `user` holds a role in it that has `permission` somewhere.

    One of the `others` lets them in as well.

    Raises Http404 to outsiders, so that nothing tells them it exists, and
    PermissionDenied, naming who could, to insiders without the permission.
    One query.
    """
    entry = next(iter(entries_of(user, slug=slug)), None)
    if entry is None:
        raise Http404("There is no such programme, or you hold no role in it.")
    if entry.permissions.isdisjoint({permission, *others}):
        raise PermissionDenied(refusal(permission))
    return entry


def entries_of(user: User, *, slug: str = "") -> list[Entry]:
    """The programmes that a person is in today (or the one `slug`), by name; one query."""
    asked = {"user": user.pk, "today": timezone.localdate()} | ({"slug": slug} if slug else {})
    held: dict[Programme, list[Held]] = defaultdict(list)
    for role, area, group, body, *values in GRANTS.rows(**asked):
        programme = Programme.from_db("default", PROGRAMME_FIELDS, values)
        held[programme].append(Held(Role(role), area, group, body))
    entries = [Entry(programme, tuple(roles)) for programme, roles in held.items()]
    return sorted(entries, key=lambda e: (e.programme.is_illustrative, e.programme.name))


def grant_tables() -> list[type[RoleGrant]]:
    """Every table of role grants, whichever app holds it."""
    return [model for model in apps.get_models() if issubclass(model, RoleGrant)]


def _grants(*, user: int, today: date, slug: str = "") -> QuerySet[Any, Any]:
    """The roles that a person holds on a day, each with its programme; in one query."""
    first, *rest = _arms(user, today, slug)
    return first.union(*rest, all=True)


GRANTS = Prepared(_grants)


def _arms(user: int, today: date, slug: str) -> Iterator[QuerySet[Any, Any]]:
    """One query a table of grants, alike in columns: role, keys, the programme's own."""
    for table in grant_tables():
        grants = table.objects.in_force(on=today).filter(user=user)
        if table is SiteRole:
            rows: Any = Programme.objects.filter(Exists(grants)).annotate(
                held_role=Value(Role.ADMIN.value)
            )
            yield _columns(rows.filter(slug=slug) if slug else rows, "held_role", {}, "")
            continue
        paths = table.scope_paths
        path = paths["programme"]
        rows = grants.filter(**{f"{path}__slug": slug}) if slug else grants
        yield _columns(rows, "role", paths, f"{path}__")


def _columns(rows: Any, role: str, paths: dict[str, str], prefix: str) -> QuerySet[Any, Any]:
    nothing = Cast(Value(None), BigIntegerField())
    keys = [F(paths[key]) if key in paths else nothing for key in KEYS]
    fields = [F(f"{prefix}{name}") for name in PROGRAMME_FIELDS]
    return rows.order_by().values_list(F(role), *keys, *fields)


def as_at_day(asked: str, programme: Programme) -> date:
    """The day to look back to: today, or the one asked for as YYYY-MM-DD.

    Raises BadRequest in words for what is not a day, lies ahead, or lies
    before the programme.
    """
    today = timezone.localdate()
    if not asked:
        return today
    try:
        day = date.fromisoformat(asked)
    except ValueError as error:
        raise BadRequest(
            f"“{asked[:40]}” is not a day. Write the year, month and day, such as 2019-10-24."
        ) from error
    if day > today:
        raise BadRequest(
            f"{day_words(day)} has not come yet. Choose today, {day_words(today)}, or a day before."
        )
    if day < programme.start_month:
        raise BadRequest(
            f"{day_words(day)} lies before the programme, which starts in month 1 on"
            f" {day_words(programme.start_month)}. Choose that day or a later one."
        )
    return day
