"""Asking: for a report, for a failed one again, for damaged files to be put back."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.people.models import User
from partnership.programmes.periods import Period
from partnership.reports import jobs
from partnership.reports.actions.tasks_of_reports import count_back, next_meeting
from partnership.reports.models import Report
from partnership.reports.selectors.reports import calendar_of
from partnership.reports.templates import version_for
from pilots.models import ReportingBody


def ask_for_report(*, body: ReportingBody, period: Period, by: User | None) -> tuple[Report, bool]:
    """The report's row, and whether it is new; a worker is sent for once it is stored.

    A new one is a draft on the template that holds on the period's last day, for the body's
    next meeting, with its tasks counted back from that. Asking twice, or from two machines at
    once, gives the same row. Its `queued_at` is empty when the queue did not take it: the sweep
    tries again. Raises PeriodError for a period that is not the body's, or has not ended.
    """
    calendar_of(body).ending(period.last, on=timezone.localdate())
    with transaction.atomic():
        report, is_new = Report.objects.get_or_create(
            body=body,
            period_last=period.last,
            edition=1,
            defaults={
                "period_first": period.first,
                "asked_by": by,
                "template": version_for(body, period.last),
            },
        )
        if is_new:
            _give_tasks(report)
        if report.state == Report.State.QUEUED:
            transaction.on_commit(lambda: _send_for_worker(report))
    return report, is_new


def _give_tasks(report: Report) -> None:
    report.meeting = next_meeting(report)
    report.save(update_fields=["meeting"])
    count_back(report)


def make_again(*, report: Report, by: User) -> bool:
    """Queue a failed report anew, from figures collected anew; False if it has not failed."""
    with transaction.atomic():
        failed = Report.objects.filter(
            pk=report.pk, state=Report.State.FAILED, stage__in=MADE_ANEW_IN
        )
        if not failed.update(**anew(by)):
            return False
        transaction.on_commit(lambda: _send_for_worker(report))
    report.refresh_from_db()
    return True


def anew(by: User) -> dict[str, Any]:
    """What the row says of a report whose figures are to be gathered anew, at somebody's wish."""
    return {
        "state": Report.State.QUEUED,
        "failure": "",
        "tries": 0,
        "queued_at": None,
        "snapshot": None,
        "fingerprint": "",
        "asked_by": by,
        "asked_at": timezone.now(),
    }


MADE_ANEW_IN = (Report.Stage.DRAFT, Report.Stage.IN_REVIEW)  # later, somebody signed its figures


def _send_for_worker(report: Report) -> None:
    report.queued_at = timezone.now() if jobs.send_for_worker_soon(report.pk) else None


def ask_to_rebuild(*, report: Report) -> bool:
    """Have a worker put a ready report's files back; False if the queue does not take it."""
    return jobs.send(jobs.REBUILD, report.pk)
