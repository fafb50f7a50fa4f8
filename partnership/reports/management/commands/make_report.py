"""make_report: one report's files in a folder, at once and without the queue."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partnership.programmes.periods import Period
from partnership.reports.actions import make_files
from partnership.reports.management.folders import writable, write_files
from partnership.reports.presenters.reports import file_stem
from partnership.reports.rules.due import PeriodError
from partnership.reports.selectors.reports import calendar_of, every_body
from pilots.models import ReportingBody


def a_day(words: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise CommandError(
            f"“{words[:40]}” is not a day. Write year, month and day, such as 2019-09-30."
        ) from error


class Command(BaseCommand):
    help = (
        "Write one report as a web page, a PDF, a data workbook, a text for Word and a summary in"
        " plain words, without the queue."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--body", required=True, help="whom it is for, such as north-ayrshire-ijb"
        )
        parser.add_argument(
            "--quarter-ending", required=True, metavar="DAY", help="its period's last day"
        )
        parser.add_argument("--output", required=True, type=Path, help="a folder, made if missing")
        parser.add_argument("--programme", default="", help="needed if two have such a body")

    def handle(self, *args: Any, **options: Any) -> None:
        body = the_body(options["body"], programme=options["programme"])
        period = the_period(body, a_day(options["quarter_ending"]))
        folder = writable(options["output"])
        made = make_files(body=body, period=period)
        for line in write_files(made, folder, file_stem(body.slug, period)):
            self.stdout.write(line)


def the_body(slug: str, *, programme: str) -> ReportingBody:
    """The one body with this slug; CommandError lists those that there are."""
    bodies = [body for body in every_body() if not programme or body.programme.slug == programme]
    found = [body for body in bodies if body.slug == slug]
    if len(found) == 1:
        return found[0]
    if found:
        programmes = ", ".join(body.programme.slug for body in found)
        raise CommandError(
            f"More than one programme has {slug}: add --programme, one of {programmes}."
        )
    there = "\n".join(f"  {body.slug}  ({body.programme.slug})" for body in bodies)
    raise CommandError(
        f"No body is called “{slug}”. There is:\n{there}"
        if bodies
        else "No body is reported to: load a programme first (manage.py load_programme FILE)."
    )


def the_period(body: ReportingBody, last: date) -> Period:
    """The body's period that ends on `last`."""
    try:
        return calendar_of(body).ending(last, on=timezone.localdate())
    except PeriodError as error:
        raise CommandError(str(error)) from error
