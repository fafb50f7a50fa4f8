"""check_reports: every stored file of a report against its hash, frozen figures against theirs."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnership.reports import actions, storage
from partnership.reports.models import Report
from partnership.reports.selectors.reports import ready_report, reports_to_check
from partnership.reports.snapshot import restore


class Command(BaseCommand):
    help = (
        "Check that each file of each report is on the disk as it was stored, and that frozen"
        " figures are those that were frozen. Fails if something is not as it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--put-back",
            action="store_true",
            help="make damaged files again from the frozen figures, exactly as they were",
        )

    def handle(self, *args: Any, put_back: bool, **options: Any) -> None:
        found = 0
        for report in reports_to_check():
            wrong = list(_wrong(report))
            if wrong and put_back:
                wrong = self._put_back(report)
            for words in wrong:
                self.stdout.write(f"{report}: {words}")
            found += len(wrong)
        if found:
            raise CommandError(f"{found} file(s) or figures are not as they were stored.")
        self.stdout.write("All reports are as they were stored.")

    def _put_back(self, report: Report) -> list[str]:
        """Make its files again; what is wrong afterwards."""
        try:
            actions.rebuild_files(report)
        except Exception as error:  # whatever hinders one report, the others are put back
            return [f"{error or type(error).__name__}"]
        self.stdout.write(f"{report}: put back.")
        return list(_wrong(report))


def _wrong(report: Report) -> Iterator[str]:
    """What is not as it was stored, in sentences."""
    frozen = ready_report(report.pk)
    if frozen is None:
        return
    if restore(frozen.snapshot or {}).fingerprint != report.fingerprint:
        yield "its frozen figures are not those that were frozen."
    for file in report.files.all():
        try:
            storage.read(file)
        except storage.DamagedFileError as error:
            yield f"{file.get_kind_display()}: {error}"
