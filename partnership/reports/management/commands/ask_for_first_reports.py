"""ask_for_first_reports: one report to every body, so that a new site has something to read."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from partnership.reports.actions import ask_for_report
from partnership.reports.selectors.reports import every_body, first_period
from pilots.models import ReportingBody


class Command(BaseCommand):
    help = (
        "Ask for the first report to every body of every programme: on the period in which"
        " something was last reported. Asking again changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for body in every_body():
            self.stdout.write(f"{body.programme}, {body}: {self._ask(body)}")

    def _ask(self, body: ReportingBody) -> str:
        period = first_period(body, on=timezone.localdate())
        if period is None:
            return "no period has ended yet"
        report, is_new = ask_for_report(body=body, period=period, by=None)
        if report.is_unfinished and report.queued_at is None:
            return f"{period.words}, made as soon as the queue answers"
        return f"{period.words}, {'asked for' if is_new else 'asked for before'}"
