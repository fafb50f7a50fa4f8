"""rebuild_report: a report's files once more, from the snapshot that its PDF carries."""

import json
from pathlib import Path
from typing import Any

from cattrs.errors import BaseValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnership.reports import making
from partnership.reports.actions import files_of
from partnership.reports.management.folders import writable, write_files
from partnership.reports.presenters.reports import file_stem
from partnership.reports.snapshot import Frozen, Snapshot

SNAPSHOT = "snapshot.json"


class Command(BaseCommand):
    help = (
        "Write all files of a report again from its PDF, or from the snapshot.json inside it."
        " With the same packages they are the same bytes, on any machine; no record is read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a report’s PDF, or its snapshot.json")
        parser.add_argument("--output", required=True, type=Path, help="a folder, made if missing")

    def handle(self, *args: Any, **options: Any) -> None:
        frozen, snapshot = kept_in(options["file"])
        about = snapshot.particulars
        stem = file_stem(about.body_slug, about.period, about.edition)
        for line in write_files(files_of(frozen), writable(options["output"]), stem):
            self.stdout.write(line)


def kept_in(path: Path) -> tuple[Frozen, Snapshot]:
    """The frozen report that a file carries; CommandError says what is wrong with the file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CommandError(
            f"Can't read {path}: {(error.strerror or 'no answer').lower()}."
        ) from error
    plain = _plain(_attached(path) if content.startswith(b"%PDF") else content)
    frozen = making.restore(plain)
    try:
        return frozen, making.thaw(plain)
    except (BaseValidationError, KeyError) as error:
        raise CommandError(f"{path} holds no snapshot of a report.") from error


def _attached(path: Path) -> bytes:
    import pikepdf  # 20 MB that only this command needs

    try:
        with pikepdf.open(path) as pdf:
            return bytes(pdf.attachments[SNAPSHOT].get_file().read_bytes())
    except (pikepdf.PdfError, KeyError) as error:
        raise CommandError(f"{path} is no PDF of a report: it carries no {SNAPSHOT}.") from error


def _plain(content: bytes) -> dict[str, Any]:
    try:
        plain = json.loads(content)
    except ValueError as error:
        raise CommandError("That is neither a report’s PDF nor its snapshot.json.") from error
    if not isinstance(plain, dict):
        raise CommandError("That is neither a report’s PDF nor its snapshot.json.")
    return plain
