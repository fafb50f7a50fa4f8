"""What of the reports waits for a person, as their page and their calendar show it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from partnership.people.models import User
from partnership.programmes.access import Entry
from partnership.reports.models import Report, ReportTask
from partnership.reports.presenters.board import (
    address_of,
    next_words,
    papers_words,
)
from partnership.reports.rules.progress import progress
from partnership.reports.selectors.waiting import tasks_to_come, waiting_for
from pilots.calendars import CalendarDay
from pilots.presenters.work import Item, Section
from pilots.selectors.work import SHOWN

WORDS = {
    Report.Stage.DRAFT: ("Write", "blue", "report-write"),
    Report.Stage.IN_REVIEW: ("Approve", "purple", "report"),
    Report.Stage.APPROVED: ("Publish", "purple", "report"),
}


def work_on_reports(person: User, entries: Sequence[Entry], on: date) -> Iterator[Section]:
    """The reports that wait for a person: to be written, approved, published, or made again.

    One query, and none for who works on no report.
    """
    names = len(entries) > 1
    items = (_item(report, on, names) for report in waiting_for(person, entries, on))
    yield Section("Reports that wait for you", tuple(items)[:SHOWN])


def _item(report: Any, on: date, name_programme: bool) -> Item:
    word, tone, address = WORDS[Report.Stage(report.stage)]
    is_late = bool(report.next_due and report.next_due < on)
    if report.state == Report.State.FAILED:
        word, tone, address = "Failed", "red", "report"
    elif is_late:
        word, tone = "Late", "red"
    return Item(
        word,
        tone,
        f"{report.body.name}, {report.period_words}",
        reverse(address, args=address_of(report)),
        " · ".join(_said(report, on, name_programme)),
    )


def _said(report: Any, on: date, name_programme: bool) -> Iterator[str]:
    if report.state == Report.State.FAILED:
        yield "Its files could not be made"
    yield progress(report.stage, is_begun=report.is_begun).word
    if report.next_kind:
        yield next_words(report)
    if report.meeting and report.next_kind != ReportTask.Kind.PAPER:
        words = papers_words(report.meeting.papers_due_on, on=on)
        yield words[0].upper() + words[1:]
    if name_programme:
        yield report.body.programme.name


def days_of_reports(person: User, entries: Sequence[Entry], on: date) -> Iterator[CalendarDay]:
    """When a person's tasks on reports are due, until they are done."""
    for task in tasks_to_come(person, entries, on):
        report: Any = task.report
        yield CalendarDay(
            kind="report-task",
            id=task.pk,
            title=f"{task.get_kind_display()}: {report.body.name}, {report.period_words}",
            path=reverse("report", args=address_of(report)),
            day=task.due_on,
            changed=task.changed,  # type: ignore[attr-defined]
            version=report.meeting.version - 1 if report.meeting else 0,
        )
