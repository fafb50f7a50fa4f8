"""Who drafts and who approves the reports to a programme's bodies, and so whom each waits for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Cast
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.people.permissions import Held, Permission, Place
from partnership.programmes.models import Programme, ProgrammeRole
from partnership.reports.models import Report
from partnership.reports.selectors.writers import writers_of
from pilots.models import AreaRole, GroupRole

Account = tuple[Any, ...]  # of one person: the values of USER


@dataclass(frozen=True)
class Holders:
    """Everybody who drafts or approves reports somewhere in one programme.

    `all` has the accounts by the role that they hold, and where: a national programme has
    hundreds, of whom few are asked for.
    """

    all: Mapping[Held, Sequence[Account]]

    def drafters(self, at: Place) -> tuple[User, ...]:
        """Who writes the reports there: the area's managers, else the programme's."""
        return self._nearest(Permission.DRAFT_REPORTS, Role.AREA_MANAGER, at)

    def approvers(self, at: Place) -> tuple[User, ...]:
        """Who decides on them: the chair of the body's group, else the programme's managers."""
        return self._nearest(Permission.APPROVE_REPORTS, Role.CHAIR, at)

    def waited_for(self, report: Report, writers: Collection[int] = ()) -> tuple[User, ...]:
        """Whom an unpublished report waits for now; nobody where there is none who could.

        Its `writers`, by their keys (selectors/writers.py), do not approve it, nor does who
        gave it to be reviewed.
        """
        at = report.body.at
        if report.stage == Report.Stage.DRAFT:
            return self.drafters(at)
        if report.stage == Report.Stage.IN_REVIEW:
            own = {report.submitted_by_id, *writers}
            return _others(own, self.approvers(at)) or _others(own, self.managers())
        return self.approvers(at)

    def wrote(self, report: Report, writers: Collection[int]) -> tuple[User, ...]:
        """Those of its `writers` who may still write in it."""
        may = [held for held in self.all if held.may(Permission.DRAFT_REPORTS, report.body.at)]
        return tuple(user for user in self._users(may) if user.pk in writers)

    def _nearest(self, permission: Permission, nearer: Role, at: Place) -> tuple[User, ...]:
        near = [held for held in self.all if held.role is nearer and held.may(permission, at)]
        return self._users(near) or self.managers()

    def managers(self) -> tuple[User, ...]:
        """The programme's managers, who see to it that all bodies get their reports."""
        return self._users(h for h in self.all if h.role is Role.PROGRAMME_MANAGER)

    def _users(self, held: Iterable[Held]) -> tuple[User, ...]:
        """Those who hold one of these, each once, by name."""
        accounts = {account for each in held for account in self.all[each]}
        users = (User.from_db("default", USER, account) for account in accounts)
        return tuple(sorted(users, key=lambda user: (user.display_name, user.pk)))


def _others(own: Collection[int | None], users: Iterable[User]) -> tuple[User, ...]:
    return tuple(user for user in users if user.pk not in own)


def holders_in(programme: Programme, *, on: date, with_chairs: bool = True) -> Holders:
    """Those who hold such a role on a day, whose accounts are not closed; one query.

    No draft waits for the chairs, who are as many as the groups.
    """
    nowhere = Cast(Value(None), BigIntegerField())
    managers = held_on(ProgrammeRole, on, Role.PROGRAMME_MANAGER).filter(programme=programme)
    of_areas = held_on(AreaRole, on, Role.AREA_MANAGER).filter(area__programme=programme)
    chairs = held_on(GroupRole, on, Role.CHAIR).filter(group__programme=programme)
    tables = [
        (managers, nowhere, nowhere),
        (of_areas, F("area_id"), nowhere),
        *([(chairs, F("group__area_id"), F("group_id"))] if with_chairs else []),
    ]
    first, *rest = (
        rows.order_by().values_list("role", area, group, *(F(f"user__{name}") for name in USER))
        for rows, area, group in tables
    )
    found = defaultdict[Held, list[Account]](list)
    for role, area, group, *account in first.union(*rest):
        found[Held(Role(role), area, group)].append(tuple(account))
    return Holders(found)


def who_is_next(report: Report) -> tuple[User, ...]:
    """Whom an unpublished report waits for today; two queries."""
    holders, writers = _of(report)
    return holders.waited_for(report, writers)


def who_is_told(report: Report) -> tuple[User, ...]:
    """Who hears of the stage that it has reached: of one that came back, who wrote it as well."""
    holders, writers = _of(report)
    told = holders.waited_for(report, writers)
    if report.stage == Report.Stage.DRAFT:
        told += holders.wrote(report, writers)
    return tuple(dict.fromkeys(told))


def _of(report: Report) -> tuple[Holders, Collection[int]]:
    """Who holds roles in its programme today, and the keys of those who wrote in it."""
    holders = holders_in(report.body.programme, on=timezone.localdate())
    return holders, writers_of([report]).get(report.pk, ())


NEEDED = {"id", "display_name", "email", "email_preference", "is_active", "locked_at"}
USER = [field.attname for field in User._meta.concrete_fields if field.attname in NEEDED]


def held_on(table: Any, on: date, role: Role) -> Any:
    """The grants of a role that hold on a day, of accounts that are not closed."""
    held = table.objects.in_force(on=on).filter(role=role)
    return held.filter(user__is_active=True, user__locked_at=None)
