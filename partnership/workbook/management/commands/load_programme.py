"""Loads a programme workbook; prints what became of its rows, or all its faults."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnership.workbook import WorkbookFaults, load
from partnership.workbook.loading import Loaded, SheetCount

MOST_FAULTS = 1_000  # lines; a file with more is wrong in one way, many times
MOST_KEPT = 10  # keys named in a line


class Command(BaseCommand):
    help = "Check a programme workbook (.yaml or .xlsx), then load all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the workbook; docs/workbook.md says its form")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            loaded = load(file)
        except WorkbookFaults as error:
            self._refuse(file, error)
        self._report(loaded)

    def _refuse(self, file: Path, error: WorkbookFaults) -> None:
        faults = error.faults
        for fault in faults[:MOST_FAULTS]:
            self.stderr.write(str(fault))
        if len(faults) > MOST_FAULTS:
            self.stderr.write(f"… and {len(faults) - MOST_FAULTS:,} more.")
        count = "1 fault" if len(faults) == 1 else f"{len(faults):,} faults"
        raise CommandError(f"Nothing was loaded from {file.name}: {count}.")

    def _report(self, loaded: Loaded) -> None:
        name = loaded.programme.name
        if loaded.changed_anything:
            for count in loaded.counts:
                if count.new or count.changed:
                    self.stdout.write(_words(count))
        for count in loaded.counts:
            if count.kept:
                self.stdout.write(_kept_words(count))
        if loaded.rolled_out:
            one = loaded.rolled_out == 1
            what = "delivery that was" if one else "deliveries that were"
            self.stdout.write(f"Rolled out: {loaded.rolled_out} {what} missing.")
        if loaded.changed_anything:
            self.stdout.write(f"Loaded {loaded.rows} rows of {name}.")
        else:
            self.stdout.write(f"Nothing changed: {name} is as the file's {loaded.rows} rows say.")


def _words(count: SheetCount) -> str:
    parts = (("new", count.new), ("changed", count.changed), ("unchanged", count.unchanged))
    return f"{count.sheet}: {', '.join(f'{number} {word}' for word, number in parts if number)}"


def _kept_words(count: SheetCount) -> str:
    keys = ", ".join(count.kept[:MOST_KEPT])
    more = f" and {len(count.kept) - MOST_KEPT} more" if len(count.kept) > MOST_KEPT else ""
    return f"{count.sheet}: kept, though the file lacks them: {keys}{more}"
