"""Leads reports of the illustrative programme through their stages."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.reports.models import Report
from partnership.workbook.illustrative import SLUG
from partnership.workbook.illustrative_reports import lead_reports, people

LOOK_EVERY = 0.5  # seconds


class Command(BaseCommand):
    help = (
        "Write, approve and publish reports of the illustrative programme with the accounts to"
        " look round with; a worker must be running. Doing it again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--timeout", type=int, default=120, help="seconds to wait at most")

    def handle(self, *args: Any, timeout: int, **options: Any) -> None:
        by = people()
        if missing := {Role.PROGRAMME_MANAGER, Role.CHAIR, Role.IJB_OFFICER} - set(by):
            names = ", ".join(sorted(role.label for role in missing))
            raise CommandError(f"There is no account of: {names}. Run make_demo_accounts first.")
        programme = Programme.objects.get(slug=SLUG, is_illustrative=True)
        deadline = time.monotonic() + timeout
        for report in lead_reports(programme, by=by, until_made=lambda each: wait(each, deadline)):
            self.stdout.write(f"{report}: {report.get_stage_display().lower()}")


def wait(report: Report, deadline: float) -> None:
    """Return when the report's files are made; CommandError if they can't be, or take too long."""
    report.refresh_from_db()
    while report.is_unfinished:
        if time.monotonic() > deadline:
            raise CommandError(f"{report} is not made yet. Is a worker running?")
        time.sleep(LOOK_EVERY)
        report.refresh_from_db()
    if report.state == Report.State.FAILED:
        raise CommandError(report.failure)
