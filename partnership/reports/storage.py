"""The files of reports: named for their hash, and checked against it whenever they are read.

An attempt writes to a folder of its own, reports/KEY/ATTEMPT/HASH.KIND, so that
what a killed or late attempt leaves behind can be told from what is published,
and swept away while another attempt is at work.
"""

import logging
from contextlib import suppress
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from partnership.reports.jobs import Claim
from partnership.reports.models import Report, ReportFile

logger = logging.getLogger(__name__)

FOLDER = "reports"


class DamagedFileError(Exception):
    """A stored file can't be given out; the message says why, and what to do now."""


class MissingFileError(DamagedFileError):
    """The file is not where it was stored."""


class AlteredFileError(DamagedFileError):
    """The file's content is not what was stored."""


MENDED = "It can be made again from the report’s frozen figures, exactly as it was."


def write(claim: Claim, kind: str, content: bytes) -> ReportFile:
    """Store one file of an attempt; return its record, not yet saved."""
    digest = sha256(content).hexdigest()
    path = f"{FOLDER}/{claim.report_id}/{claim.attempt}/{digest}.{kind}"
    _put(path, content)
    return ReportFile(
        report_id=claim.report_id, kind=kind, path=path, sha256=digest, size=len(content)
    )


def read(file: ReportFile) -> bytes:
    """Return a file's content, checked against its hash; raises DamagedFileError."""
    try:
        with default_storage.open(file.path) as stored:
            content: bytes = stored.read()
    except FileNotFoundError as error:
        raise MissingFileError(f"The file is not where it was stored. {MENDED}") from error
    except OSError as error:
        reason = (error.strerror or "the disk did not answer").lower()
        raise DamagedFileError(
            f"The file can’t be read: {reason}. Try again later; if that is in vain, tell the"
            " administrator."
        ) from error
    if sha256(content).hexdigest() != file.sha256:
        raise AlteredFileError(
            "The file is not the one that was stored: it has been changed or damaged since,"
            f" so it is not given out. {MENDED}"
        )
    return content


def put_back(file: ReportFile, content: bytes) -> None:
    """Store a file again under its own name, unless it is there as it was stored.

    What is whole is not touched: the disk may be full. Raises DamagedFileError if the content
    is not exactly what it was.
    """
    with suppress(DamagedFileError):
        read(file)
        return
    if sha256(content).hexdigest() != file.sha256:
        raise AlteredFileError(
            "Made again, the file differs from the one that was stored, so it was not put in"
            " its place: the program that makes it has changed since. Ask the administrator to"
            " restore it from the backup."
        )
    _put(file.path, content)


def _put(path: str, content: bytes) -> None:
    default_storage.delete(path)  # or the storage would choose another name
    default_storage.save(path, ContentFile(content))


def tidy(report_id: int) -> None:
    """Remove what attempts that can no longer be finished have left behind.

    The files that the report has stay, whichever attempt made them: while it is
    made anew they are still given out. Of a report that is gone, nothing stays.
    """
    found = Report.objects.filter(pk=report_id).values_list("state", "attempt").first()
    state, newest = found or (Report.State.FAILED, 0)
    over = newest + 1 if state == Report.State.FAILED else newest
    folder = f"{FOLDER}/{report_id}"
    kept = _folders_kept(report_id)
    for name in _folders_in(folder):
        if name.isdecimal() and (found is None or int(name) < over) and name not in kept:
            _remove(f"{folder}/{name}")


def _folders_kept(report_id: int) -> set[str]:
    """The attempts whose files the report has: one, or none before it is made."""
    paths = ReportFile.objects.filter(report=report_id).values_list("path", flat=True)
    return {path.split("/")[2] for path in paths}


def _folders_in(folder: str) -> list[str]:
    try:
        return default_storage.listdir(folder)[0]
    except FileNotFoundError:
        return []


def _remove(folder: str) -> None:
    try:
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)
    except OSError as error:  # somebody else is at it too; the next sweep looks again
        logger.info("%s is not tidied yet: %s", folder, error)
