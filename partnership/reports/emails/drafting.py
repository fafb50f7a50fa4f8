"""E-mails to those who work on reports: that drafts are there, that one waits, what is due when.

They hold titles and links: whoever opens one signs in first.
"""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils import timezone

from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, User
from partnership.reports.models import Report, ReportTask
from partnership.reports.models.report import ReportQuerySet
from partnership.reports.rules.reminding import when_words


def tell_of_drafts(reports: Sequence[Report], *, to: User) -> None:
    """Tell somebody of the drafts that appeared together: one e-mail for all."""
    keys = [report.pk for report in reports]
    send(to=to, purpose=DRAFTED, key=f"from report {min(keys)}", about={"reports": keys})


def tell_of_stage(report: Report, *, to: User) -> None:
    """Tell somebody that a report waits for them at the stage that it has reached now."""
    moment = timezone.now().isoformat()
    about = {"report": report.pk, "stage": report.stage}
    send(to=to, purpose=WAITS, key=f"report {report.pk} {report.stage} {moment}", about=about)


def remind(tasks: Sequence[ReportTask], *, to: User) -> None:
    """Remind somebody of tasks: one e-mail for all of a day."""
    keys = [task.pk for task in tasks]
    day = timezone.localdate().isoformat()
    send(to=to, purpose=TASKS, key=f"{day} from task {min(keys)}", about={"tasks": keys})


def _drafted(row: Email) -> Words | None:
    """Nothing of those that are in review by now, or further."""
    drafts = list(_reports().filter(pk__in=row.about["reports"], stage=Report.Stage.DRAFT))
    return _listed(
        [(f"A report is drafted: {report}", address(report)) for report in drafts],
        f"{len(drafts)} reports are drafted",
    )


# What is said of a stage; the page on which it is led on from there; what its link says.
SAID = {
    Report.Stage.DRAFT: (
        "A report came back to be written on",
        "report-write",
        "See what was asked for, and write",
    ),
    Report.Stage.IN_REVIEW: ("A report waits for your approval", "report-review", "Review it"),
    Report.Stage.APPROVED: (
        "An approved report waits to be published",
        "report-review",
        "See it, and publish it",
    ),
}


def _waits(row: Email) -> Words | None:
    """Nothing any more where it went on, or came back, before the e-mail left."""
    stage = Report.Stage(row.about["stage"])
    report = _reports().get(pk=row.about["report"], stage=stage)
    said, its_page, link = SAID[stage]
    return Words(title=f"{said}: {report}", path=address(report, its_page), link=link)


def _tasks(row: Email) -> Words | None:
    """Nothing of what was done meanwhile."""
    found = ReportTask.objects.filter(pk__in=row.about["tasks"], done_at=None)
    rows = found.select_related("report__body__programme").defer("report__snapshot")
    tasks = list(rows.order_by("due_on", "pk"))
    return _listed(
        [(task_words(task), address(task.report)) for task in tasks],
        f"{len(tasks)} things to do for reports",
    )


def task_words(task: ReportTask) -> str:
    """Due in 3 days: Write the text, North Ayrshire IJB, July to September 2019."""
    when = when_words(task.due_on, on=timezone.localdate())
    return f"{when}: {task.get_kind_display()}, {task.report}"


def _listed(items: Sequence[tuple[str, str]], title: str) -> Words | None:
    if not items:
        return None
    if len(items) == 1:
        return Words(title=items[0][0], path=items[0][1], link="Open the report")
    return Words(title=title, items=tuple(items))


def _reports() -> ReportQuerySet:
    return Report.objects.select_related("body__programme").defer("snapshot")


def address(report: Report, its_page: str = "report") -> str:
    """Where a report is opened, or another page of it, by its name."""
    body = report.body
    return reverse(its_page, args=[body.programme.slug, body.slug, report.period_last])


DRAFTED = Purpose(
    name="reports-drafted", words=_drafted, why="you write reports, or see that they are written"
)
WAITS = Purpose(name="report-waits", words=_waits, why="you work on this report")
TASKS = Purpose(name="report-tasks", words=_tasks, why="these reports wait for you")


def register_drafting() -> None:
    """Make the purposes known."""
    purposes: Iterable[Purpose] = (DRAFTED, WAITS, TASKS)
    for purpose in purposes:
        register(purpose)
