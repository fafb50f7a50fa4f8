"""Which reports wait for one person, in all their programmes: the rule of `holders`, in a query."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from partnership.people.models import Role, User
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.reports.models import Report, ReportTask
from partnership.reports.seeing import WORKS_ON
from partnership.reports.selectors.board import with_next_task
from partnership.reports.selectors.holders import held_on
from partnership.reports.selectors.writers import wrote
from pilots.models import AreaRole, BodyMeeting, GroupRole

OF_WRITERS = (ReportTask.Kind.FIGURES, ReportTask.Kind.DRAFT)


def waiting_for(person: User, entries: Sequence[Entry], on: date) -> list[Any]:
    """The reports that wait for the person, what is due first before the others; one query."""
    working = _working(entries)
    if not working:
        return []
    found = [
        report
        for report in _under_way(person, list(working), on)
        if _is_theirs(report, working[report.body.programme_id])
    ]
    return sorted(found, key=lambda report: report.next_due or date.max)


def tasks_to_come(person: User, entries: Sequence[Entry], on: date) -> Iterator[ReportTask]:
    """The open tasks of unpublished reports that are the person's to do, with `changed`.

    Writers bring figures up to date and write, deciders sign, papers are due from both. Two
    queries, and none for who works on no report.
    """
    working = _working(entries)
    if not working:
        return
    still_open = Prefetch("tasks", ReportTask.objects.filter(done_at=None))
    rows = _under_way(person, list(working), on).annotate(meeting_changed=_last_change_of_meeting())
    for report in rows.prefetch_related(still_open):
        entry = working[report.body.programme_id]
        for task in report.tasks.all():
            if _is_theirs_to_do(task.kind, report, entry):
                task.report, task.changed = report, max(report.drafted_at, report.meeting_changed)
                yield task


def _is_theirs_to_do(kind: str, report: Any, entry: Entry) -> bool:
    writes = kind != ReportTask.Kind.SIGN and _drafts(report, entry)
    signs = kind not in OF_WRITERS and not report.is_own
    return writes or (signs and _decides(report, entry))


def _last_change_of_meeting() -> Coalesce:
    """When the meeting was last changed that a report's days are counted back from."""
    history = BodyMeeting.history.filter(id=OuterRef("meeting")).order_by().values("id")
    last = Subquery(history.annotate(last=Max("history_date")).values("last"))
    return Coalesce(last, "drafted_at")


def _working(entries: Sequence[Entry]) -> dict[int, Entry]:
    """The programmes in which the person drafts or decides on reports, by their keys."""
    return {e.programme.pk: e for e in entries if not e.permissions.isdisjoint(WORKS_ON)}


def _under_way(person: User, programmes: Sequence[int], on: date) -> Any:
    """Unpublished reports, each with whether it `is_own`: the person wrote in it, or gave it."""
    own = Report.objects.unpublished().filter(body__programme__in=programmes).defer("snapshot")
    rows = with_next_task(own).select_related("body__programme", "meeting").order_by("pk")
    is_own = ExpressionWrapper(
        Q(submitted_by=person) | wrote(OuterRef("pk"), person.pk), BooleanField()
    )
    return rows.annotate(is_own=is_own, **_nearer(on))


def _nearer(on: date) -> dict[str, Exists]:
    """Whether somebody is nearer to a report than the programme's managers are."""
    managers = held_on(AreaRole, on, Role.AREA_MANAGER)
    chairs = held_on(GroupRole, on, Role.CHAIR).filter(_may_sign())
    national = chairs.filter(group__area=None, group__programme=OuterRef("body__programme"))
    return {
        "has_manager": Exists(managers.filter(area=OuterRef("body__area"))),
        "group_has_chair": Exists(chairs.filter(group=OuterRef("body__group"))),
        "area_has_chair": Exists(chairs.filter(group__area=OuterRef("body__area"))),
        "programme_has_chair": Exists(national),
    }


def _may_sign() -> Q:
    """Whether a holder may lead the report on: who wrote in it may publish, and not approve."""
    submitted_by = Coalesce(OuterRef("submitted_by"), Value(0))
    own = Q(user=submitted_by) | wrote(OuterRef(OuterRef("pk")), OuterRef("user"))
    return ~own | Q(Exact(OuterRef("stage"), Value(Report.Stage.APPROVED)))


def _is_theirs(report: Any, entry: Entry) -> bool:
    if report.stage == Report.Stage.DRAFT:
        return _drafts(report, entry)
    is_own = report.stage == Report.Stage.IN_REVIEW and report.is_own
    failed = report.state == Report.State.FAILED and _drafts(report, entry)
    return failed or (not is_own and _decides(report, entry))


def _drafts(report: Any, entry: Entry) -> bool:
    role = Role.AREA_MANAGER if report.has_manager else Role.PROGRAMME_MANAGER
    return _may(Permission.DRAFT_REPORTS, role, report, entry)


def _decides(report: Any, entry: Entry) -> bool:
    role = Role.CHAIR if _has_chair(report) else Role.PROGRAMME_MANAGER
    return _may(Permission.APPROVE_REPORTS, role, report, entry)


def _has_chair(report: Any) -> bool:
    """Whether a chair may decide on it: of the body's group, else of a group of its area."""
    if report.body.group_id:
        return bool(report.group_has_chair)
    return bool(report.area_has_chair if report.body.area_id else report.programme_has_chair)


def _may(permission: Permission, role: Role, report: Report, entry: Entry) -> bool:
    at = report.body.at
    return any(held.role is role and held.may(permission, at) for held in entry.held)
