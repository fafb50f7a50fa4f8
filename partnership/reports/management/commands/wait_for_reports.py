"""wait_for_reports: returns when nothing is queued or being made any more."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnership.reports.models import Report
from partnership.reports.selectors.reports import every_report

LOOK_EVERY = 0.5  # seconds


class Command(BaseCommand):
    help = "Wait until every report that was asked for is ready. Fails if one has failed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--timeout", type=int, default=180, help="seconds to wait at most")

    def handle(self, *args: Any, timeout: int, **options: Any) -> None:
        deadline = time.monotonic() + timeout
        while left := every_report().unfinished().count():
            if time.monotonic() > deadline:
                raise CommandError(
                    f"After {timeout} seconds {left} report(s) are not made yet. Is a worker"
                    " running (celery -A partnership worker --beat)? They are made when one is."
                )
            time.sleep(LOOK_EVERY)
        self._say_what_there_is()

    def _say_what_there_is(self) -> None:
        failed = 0
        for report in every_report():
            self.stdout.write(f"{report}: {report.get_state_display().lower()}")
            if report.state == Report.State.FAILED:
                failed += 1
                self.stderr.write(report.failure)
        if failed:
            raise CommandError(f"{failed} report(s) could not be made; the reasons are above.")
