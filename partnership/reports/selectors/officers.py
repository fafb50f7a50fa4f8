"""Whom a body's reports go to, and who answers for their reaching them."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.programmes.models import ProgrammeRole
from partnership.reports.models import Download, Report
from partnership.reports.models.report import ReportQuerySet
from pilots.models import AreaRole, BodyRole, ReportingBody


def officers_of(body: ReportingBody) -> list[User]:
    """Who is told of the body's reports today; nobody whose account is closed. One query."""
    return _here(BodyRole, body=body, role=Role.IJB_OFFICER)


def managers_of(body: ReportingBody) -> list[User]:
    """Who sees to it that the body gets its reports: its area's managers, else the programme's."""
    held: list[User] = []
    if body.area_id:
        held = _here(AreaRole, area=body.area_id, role=Role.AREA_MANAGER)
    return held or _here(ProgrammeRole, programme=body.programme_id, role=Role.PROGRAMME_MANAGER)


def unopened(reports: ReportQuerySet) -> ReportQuerySet:
    """Those of which no officer of the body has taken a file."""
    taken = Download.objects.filter(
        file__report=OuterRef("pk"),
        by__bodyroles__body=OuterRef("body"),
        by__bodyroles__role=Role.IJB_OFFICER,
    )
    return reports.filter(~Exists(taken))


def is_opened(report: Report) -> bool:
    """Whether an officer of the body has taken a file of this edition."""
    return not unopened(Report.objects.filter(pk=report.pk)).exists()


def _here(table: Any, **where: Any) -> list[User]:
    held = table.objects.in_force(on=timezone.localdate()).filter(**where)
    people = User.objects.filter(is_active=True, locked_at=None, pk__in=held.values("user"))
    return list(people.order_by("pk"))
