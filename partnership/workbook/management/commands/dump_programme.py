"""Writes a programme as a workbook file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnership.programmes.models import Programme
from partnership.workbook import WorkbookFaults, dump
from partnership.workbook.dumping import stays_behind
from partnership.workbook.files import file_content
from partnership.workbook.structure import nearest


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
        self.stdout.write(f"Wrote {programme.name} to {output.name}.{_left_words(programme)}")


def _left_words(programme: Programme) -> str:
    """What stays here, for whoever expects all of it in the file."""
    files, answers = stays_behind(programme)
    told = [
        f"{count:,} {one if count == 1 else many}"
        for count, one, many in (
            (files, "file", "files"),
            (answers, "answer to a feedback form", "answers to feedback forms"),
        )
        if count
    ]
    if not told:
        return ""
    verb = "stays" if files + answers == 1 else "stay"
    return f" {' and '.join(told)} {verb} behind: a workbook carries none (docs/workbook.md)."
