"""What is to be done for a report, and by when: counted back from its meeting, done as it goes.

Whoever leads a report to another stage calls `tasks_follow`; whoever adds, moves or removes a
meeting of a body calls `reschedule`; whoever chooses another meeting for a report, `count_back`.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from partnership.programmes.periods import local_day
from partnership.reports.models import Report, ReportTask
from partnership.reports.rules import backdating
from pilots.models import BodyMeeting, ReportingBody

LEAD = backdating.Lead()


def tasks_done(report: Report, *kinds: str) -> None:
    """Note that these were done now; what was done before keeps its moment."""
    report.tasks.filter(kind__in=kinds, done_at=None).update(done_at=timezone.now())


@transaction.atomic
def tasks_follow(report: Report) -> None:
    """Note as done what a report's stage shows to be done, and open again what it takes back."""
    tasks_done(report, *backdating.DONE_IN[report.stage])
    report.tasks.filter(kind__in=backdating.OPEN_IN[report.stage]).update(done_at=None)


@transaction.atomic
def reschedule(body: ReportingBody, *, added: BodyMeeting | None = None) -> None:
    """Count back anew for the body's unpublished reports, after its meetings changed.

    A draft without a meeting, or for one that was over before it was begun, gets the next one
    that is known; so does one that is written for a later meeting than that which was `added`.
    What its writers chose stays, though its papers be late; so does the meeting of what was
    given to be reviewed, as its cover names it.
    """
    unpublished = Report.objects.of(body.programme).unpublished().filter(body=body)
    for report in unpublished.select_related("meeting"):
        if report.stage == Report.Stage.DRAFT and _wants_another(report, added):
            report.meeting = next_meeting(report) or report.meeting
            still = Report.objects.filter(pk=report.pk, stage=Report.Stage.DRAFT)
            still.update(meeting=report.meeting)
        count_back(report)


def _wants_another(report: Report, added: BodyMeeting | None) -> bool:
    meeting = report.meeting
    if meeting is None or meeting.meeting_on <= _begun(report):
        return True
    return added is not None and _begun(report) < added.papers_due_on < meeting.papers_due_on


@transaction.atomic
def count_back(report: Report) -> None:
    """Make the days of the report's open tasks those that its meeting asks for.

    Without a meeting, or for one whose papers were due before it was begun, nothing is due.
    """
    days = _days(report)
    wrong = report.tasks.filter(done_at=None)
    if not days:
        wrong.delete()
        return
    ReportTask.objects.bulk_create(
        (ReportTask(report=report, kind=kind, due_on=due) for kind, due in days.items()),
        ignore_conflicts=True,
    )
    for kind, due in days.items():
        wrong.filter(kind=kind).exclude(due_on=due).update(due_on=due, reminded_on=None)
    tasks_follow(report)


def next_meeting(report: Report) -> BodyMeeting | None:
    """The body's first meeting whose papers are due after the report was begun."""
    meetings = BodyMeeting.objects.filter(body=report.body_id, papers_due_on__gt=_begun(report))
    return meetings.order_by("papers_due_on", "meeting_on").first()


def _days(report: Report) -> dict[str, date]:
    meeting = report.meeting
    if meeting is None or meeting.papers_due_on <= _begun(report):
        return {}
    return dict(
        backdating.tasks(period_last=_begun(report), papers_due=meeting.papers_due_on, lead=LEAD)
    )


def _begun(report: Report) -> date:
    """The day after which there was time for it: its period's last, or the day before it began."""
    return max(report.period_last, local_day(report.drafted_at) - timedelta(days=1))
