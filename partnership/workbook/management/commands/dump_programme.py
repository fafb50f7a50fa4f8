"""Writes a programme as a workbook file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnership.programmes.models import Programme
from partnership.workbook import WorkbookFaults, dump
from partnership.workbook.files import file_content
from partnership.workbook.structure import nearest
from pilots.models import Attachment


class Command(BaseCommand):
    help = "Write a programme as a workbook, .xlsx or .yaml as the file's name says."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the programme's short name")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, slug: str, output: Path, **options: Any) -> None:
        programme = Programme.objects.filter(slug=slug).first()
        if programme is None:
            slugs = list(Programme.objects.values_list("slug", flat=True))
            raise CommandError(f"There is no programme “{slug}”. {nearest(slug, slugs)}")
        try:
            content = file_content(output, dump(programme))
            output.write_bytes(content)
        except WorkbookFaults as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{output} can't be written: {error.strerror}.") from error
        self.stdout.write(f"Wrote {programme.name} to {output.name}.")
        if files := Attachment.objects.filter(programme=programme).count():
            what = "1 file that was added as evidence or as a report is"
            what = (
                what if files == 1 else f"{files} files that were added as evidence or reports are"
            )
            self.stdout.write(f"{what} not in it: keep a backup of the files beside it.")
