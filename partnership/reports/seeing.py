"""Who sees which report: what is published its readers, the rest those who work on it."""

from partnership.people.permissions import Permission, Place
from partnership.programmes.access import Entry
from partnership.reports.models import Report
from partnership.reports.models.report import ReportQuerySet
from pilots.models import ReportingBody

OPEN = (Report.Stage.PUBLISHED, Report.Stage.SUPERSEDED)
WORKS_ON = (Permission.DRAFT_REPORTS, Permission.APPROVE_REPORTS)


def works_on(entry: Entry, at: Place) -> bool:
    """Whether the person drafts or approves reports there, and so sees them in every stage."""
    return any(entry.may(permission, at) for permission in WORKS_ON)


def may_know(entry: Entry, body: ReportingBody) -> bool:
    """Whether the person may read of a body: within reach, or as a setting that they keep."""
    return entry.may(Permission.READ, body.at) or entry.may(Permission.MANAGE)


def may_see(entry: Entry, report: Report) -> bool:
    """Whether the person may read a report as it stands; its body's place is known."""
    at = report.body.at
    if report.stage in OPEN and entry.may(Permission.READ_REPORTS, at):
        return True
    return works_on(entry, at)


def seen_of(entry: Entry, body: ReportingBody) -> ReportQuerySet:
    """The editions of a body's reports that the person may read, without frozen figures."""
    found = Report.objects.of(entry.programme).filter(body=body)
    if works_on(entry, body.at):
        return found
    if entry.may(Permission.READ_REPORTS, body.at):
        return found.filter(stage__in=OPEN)
    return found.none()
