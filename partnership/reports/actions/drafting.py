"""Drafts by themselves: at the end of each body's period, exactly once; and who is told."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from partnership.people.models import User
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period, local_day
from partnership.reports.actions.asking import ask_for_report
from partnership.reports.actions.tasks_of_reports import reschedule
from partnership.reports.emails import drafting as mail
from partnership.reports.models import Report, ReportTask
from partnership.reports.rules.reminding import BEFORE, STALE, is_to_be_said
from partnership.reports.selectors.holders import Holders, holders_in, who_is_told
from partnership.reports.selectors.reports import calendar_of, every_body, with_their_days
from partnership.reports.selectors.writers import writers_of
from pilots.models import ReportingBody

logger = logging.getLogger(__name__)

Due = tuple[ReportingBody, Period]
MADE_UP_FOR = timedelta(days=366)  # for older ones somebody asks, if they are wanted at all


def draft_due(*, on: date | None = None) -> int:
    """Draft what is due on the day `on`, London's today unless given; how many drafts are new.

    Any number of schedulers may do so at once, and as often as they like: the row of a report
    is unique. The drafts of one programme, their tasks and the e-mails about them are stored
    together or not at all. Two queries where nothing is due.
    """
    by_programme: dict[Programme, list[Due]] = defaultdict(list)
    for body, period in due_bodies(on or timezone.localdate()):
        by_programme[body.programme].append((body, period))
    return sum(_draft(programme, due) for programme, due in by_programme.items())


def due_bodies(on: date) -> list[Due]:
    """The bodies with those ended periods of theirs that have no report yet; two queries.

    Of a body it is the newest, and each before it that ended in the last year while no scheduler
    ran: it came after the body's first report, and after the body was last changed, so that a
    draft of it would have appeared.
    """
    bodies = with_their_days(every_body().filter(is_drafted=True)).order_by("pk")
    due = [(body, period) for body in bodies for period in _periods(body, on)]
    lasts = {period.last for _, period in due}
    there = set(Report.objects.filter(period_last__in=lasts).values_list("body", "period_last"))
    return [(body, period) for body, period in due if (body.pk, period.last) not in there]


def _periods(body: Any, on: date) -> Iterator[Period]:
    """The periods on which a body that `with_their_days` found has a report by a day."""
    calendar, ends_on = calendar_of(body), body.programme.ends_on
    newest = calendar.due(on=on, ends_on=ends_on)
    if body.changed_at and body.first_report_on:
        since = max(local_day(body.changed_at), body.first_report_on, on - MADE_UP_FOR)
        earlier = calendar.ended_since(since, on=on, ends_on=ends_on)
        yield from (each for each in earlier if each != newest)
    if newest:
        yield newest


@transaction.atomic
def _draft(programme: Programme, due: Iterable[Due]) -> int:
    new = list(_new(due))
    if new:
        holders = holders_in(programme, on=timezone.localdate())
        for user, reports in _told(new, holders).items():
            mail.tell_of_drafts(reports, to=user)
    return len(new)


def _new(due: Iterable[Due]) -> Iterator[Report]:
    """The drafts that were not there; one that can't be begun does not hold up the others."""
    for body, period in due:
        try:
            with transaction.atomic():
                report, is_new = ask_for_report(body=body, period=period, by=None)
        except (OperationalError, InterfaceError):
            raise  # the database is away: all is done later
        except Exception:
            logger.exception("Could not draft the report to body %s", body.pk)
            continue
        if is_new:
            yield report


def _told(reports: Iterable[Report], holders: Holders) -> dict[User, list[Report]]:
    """Who is told of which drafts: who writes them, and the programme's managers of all."""
    told: dict[User, list[Report]] = defaultdict(list)
    for report in reports:
        people = (*holders.drafters(report.body.at), *holders.managers())
        for user in dict.fromkeys(people):
            told[user].append(report)
    return told


def tell_who_is_next(report: Report, *, but: User | None) -> None:
    """Write to those whom a report waits for since it changed its stage; who did that knows."""
    if report.stage not in Report.UNPUBLISHED:
        return
    for user in who_is_told(report):
        if but is None or user.pk != but.pk:
            mail.tell_of_stage(report, to=user)


def keep_tasks() -> None:
    """Count tasks back anew where meetings were changed, and remind of those that are due.

    However often it runs, nobody is reminded twice of the same.
    """
    bodies = {report.body for report in _unpublished()}
    for body in sorted(bodies, key=lambda each: each.pk):
        reschedule(body)
    on = timezone.localdate()
    programmes = {report.body.programme for report in _unpublished()}
    for programme in sorted(programmes, key=lambda each: each.pk):
        _remind(programme, on)


def _unpublished() -> Sequence[Report]:
    found = Report.objects.unpublished().defer("snapshot").order_by("pk")
    return list(found.select_related("body__programme", "meeting"))


@transaction.atomic
def _remind(programme: Programme, on: date) -> None:
    holders = holders_in(programme, on=on)
    told: dict[User, list[ReportTask]] = defaultdict(list)
    tasks = list(_to_be_said(programme, on))
    writers = writers_of(task.report for task in tasks)
    for task in tasks:
        people = holders.waited_for(task.report, writers.get(task.report_id, ()))
        if people and _is_first_to_say(task, on):
            for user in people:
                told[user].append(task)
    for user, own in told.items():
        mail.remind(own, to=user)


def _to_be_said(programme: Programme, on: date) -> Iterator[ReportTask]:
    """The open tasks of which a reminder is due."""
    open_tasks = ReportTask.objects.filter(
        done_at=None,
        due_on__range=(on - timedelta(STALE), on + timedelta(BEFORE)),
        report__body__programme=programme,
        report__stage__in=Report.UNPUBLISHED,
    )
    rows = open_tasks.select_related("report__body__programme").defer("report__snapshot")
    for task in rows.order_by("pk"):
        if is_to_be_said(task.due_on, reminded_on=task.reminded_on, on=on):
            yield task


def _is_first_to_say(task: ReportTask, on: date) -> bool:
    """Note that somebody is reminded of a task; whether nobody else just did."""
    still = ReportTask.objects.filter(pk=task.pk, reminded_on=task.reminded_on)
    return bool(still.update(reminded_on=on))
