"""Where commands put the files of a report."""

from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandError

from partnership.reports.actions import Made
from partnership.reports.presenters.reports import ending


def write_files(made: Made, folder: Path, stem: str) -> Iterator[str]:
    """Write each file of a report; what was written, a line each, and the fingerprint."""
    for kind, content in made.contents.items():
        path = folder / (stem + ending(kind))
        write(path, content)
        yield f"{path}  {len(content):,} bytes"
    yield f"fingerprint {made.fingerprint}"


def writable(folder: Path) -> Path:
    """The folder, made if missing; found out before the long work, not after."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise cannot_write(folder, error) from error
    return folder


def write(path: Path, content: bytes) -> None:
    """Write one file."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> CommandError:
    """Say what the system said, and what to do now."""
    reason = (error.strerror or "the disk did not answer").lower()
    return CommandError(f"Can't write to {path}: {reason}. Choose another --output.")
