"""Files added to records: checked, stored under a name that nobody can guess, given out whole."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.web.uploads import MEGABYTE, limit_in_bytes
from pilots.attachment_rules import ForbiddenFileError, media_type_of, safe_name
from pilots.models import Area, Attachment

logger = logging.getLogger(__name__)

FOLDER = "attachments"
LEFT_ALONE = timedelta(days=1)  # longer than anything takes that stores a file
NOT_STORED = (
    "The file could not be stored, so nothing was saved. Try again later, or give a link; if it"
    " happens again, tell the administrator that the disk may be full."
)

_written: ContextVar[list[str] | None] = ContextVar("written", default=None)


class DamagedAttachmentError(Exception):
    """A stored file can't be given out; the message says why, and what to do now."""


@dataclass(frozen=True)
class Content:
    """What is in a file, what kind of file it is, and what it is called."""

    name: str
    media_type: str
    content: bytes


def check_upload(upload: UploadedFile) -> str:
    """What kind of file it is, if it may be added. Raises RefusedError in words."""
    limit = limit_in_bytes()
    if (upload.size or 0) > limit:
        raise RefusedError(
            f"The file is larger than {limit // MEGABYTE} MB. Choose a smaller one, or give a link."
        )
    upload.seek(0)
    try:
        return media_type_of(upload.name or "", upload.read())
    except ForbiddenFileError as error:
        raise RefusedError(str(error)) from error


@contextmanager
def undone_together() -> Iterator[list[str]]:
    """Remove the files that were stored inside, if what they belong to fails.

    Goes around the transaction: a file can't be rolled back, so it is written before
    the record is, and removed where the record never came to be. Inside another one,
    the files are that one's too: they go as well if it fails later.
    """
    outer, written = _written.get(), list[str]()
    token = _written.set(written)
    try:
        yield written
    except BaseException:
        for path in written:
            default_storage.delete(path)
        raise
    else:
        if outer is not None:
            outer.extend(written)
    finally:
        _written.reset(token)


def store_attachment(
    *, programme: Programme, area: Area | None, upload: UploadedFile, by: User | None
) -> Attachment:
    """Check a file, store it, and record it. Raises RefusedError, and stores nothing, in words.

    Call it inside `undone_together`, where more is done than this.
    """
    media_type = check_upload(upload)
    upload.seek(0)
    content = Content(safe_name(upload.name or ""), media_type, upload.read())
    return store_content(programme=programme, area=area, content=content, by=by)


def store_content(
    *, programme: Programme, area: Area | None, content: Content, by: User | None, path: str = ""
) -> Attachment:
    """Store and record what was checked, or made, here; without a path, under one of its own."""
    path = path or f"{FOLDER}/{uuid4().hex}"
    with _outer_or_own() as written:
        written.append(path)
        _write(path, content.content)
        return Attachment.objects.create(
            programme=programme,
            area=area,
            name=content.name,
            path=path,
            media_type=content.media_type,
            size=len(content.content),
            sha256=sha256(content.content).hexdigest(),
            by=by,
        )


def _write(path: str, content: bytes) -> None:
    """Store a file whole, or not at all and in words."""
    try:
        default_storage.save(path, ContentFile(content))
    except OSError as error:
        logger.exception("An attachment was not stored")
        raise RefusedError(NOT_STORED) from error


@contextmanager
def _outer_or_own() -> Iterator[list[str]]:
    """The caller's `undone_together`, or one for the file alone."""
    outer = _written.get()
    if outer is not None:
        yield outer
        return
    with undone_together() as own:
        yield own


def remove_attachment(*, attachment: Attachment) -> None:
    """Remove a file for good: its record now, its content once that is certain."""
    path = attachment.path
    attachment.delete()
    transaction.on_commit(lambda: default_storage.delete(path), robust=True)


def sweep_files() -> int:
    """Remove the stored files that no record knows, a day after they were written; how many.

    They were left by a process that was killed between writing a file and committing its
    record, or before it removed one. Where no file at all is recorded nothing is removed:
    the database may be one that is yet to be restored.
    """
    known = set(Attachment.objects.values_list("path", flat=True))
    old = timezone.now() - LEFT_ALONE
    left = [path for path in _stored() if known and path not in known and _written_by(path, old)]
    for path in left:
        default_storage.delete(path)
    if left:
        logger.warning("Removed %s stored file(s) that no record knows", len(left))
    return len(left)


def _stored() -> list[str]:
    try:
        return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return []


def _written_by(path: str, moment: datetime) -> bool:
    try:
        return default_storage.get_modified_time(path) < moment
    except FileNotFoundError:  # somebody else is at it too
        return False


def read_attachment(attachment: Attachment) -> bytes:
    """A file's content, checked against what was stored. Raises DamagedAttachmentError."""
    try:
        with default_storage.open(attachment.path) as stored:
            content: bytes = stored.read()
    except FileNotFoundError as error:
        raise DamagedAttachmentError(
            "The file is not where it was stored. Ask the administrator to restore it from the"
            " backup, or add it again."
        ) from error
    if sha256(content).hexdigest() != attachment.sha256:
        raise DamagedAttachmentError(
            "The file is not the one that was stored: it has been changed or damaged since, so it"
            " is not given out. Ask the administrator to restore it, or add it again."
        )
    return content
