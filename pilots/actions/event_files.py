"""Photographs and documents of an event: added, described, removed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.actions.attachments import (
    Content,
    remove_attachment,
    store_attachment,
    store_content,
    undone_together,
)
from pilots.actions.event_changes import event_change
from pilots.attachment_rules import safe_name
from pilots.models import Attachment, Event, EventFile
from pilots.photographs import MEDIA_TYPE, Photograph, preview_of

MOST = 100  # files of one event
Consent = EventFile.Consent


class Removal(StrEnum):
    """Why a file is removed, as the history tells it."""

    CONSENT = "a consent was taken back"
    NOT_FIT = "it should not have been added"
    OLD = "it is not needed any more"


NOT_WITHOUT_CONSENT = (
    "Only a photograph with a consent may be printed: say what was agreed, or leave this open."
)


@dataclass(frozen=True)
class Said:
    """What is said of a photograph or a document; fields are named as the record's own."""

    caption: str = ""
    consent: str = ""
    consent_on: date | None = None
    consent_held_by: str = ""
    may_be_printed: bool = False

    def put_on(self, file: EventFile) -> None:
        for field in fields(self):
            setattr(file, field.name, getattr(self, field.name))


def add_photographs(
    *, event: Event, photographs: Sequence[Photograph], said: Said, by: User
) -> list[EventFile]:
    """Add photographs, all of them or none, with what is said of each. Raises RefusedError."""
    refuse(said)
    with _adding(event, f"Photographs: added {len(photographs)}", len(photographs), by) as now:
        stored = [_store(now, each, by) for each in photographs]
        return _record(now, stored, EventFile.Kind.PHOTO, said)


def add_documents(
    *, event: Event, uploads: Sequence[UploadedFile], said: Said, by: User
) -> list[EventFile]:
    """Add documents, all of them or none, with what is said of each. Raises RefusedError."""
    refuse(said, is_photo=False)
    names = ", ".join(safe_name(each.name or "") for each in uploads)
    with _adding(event, f"Documents: added {names}", len(uploads), by) as now:
        stored = [
            store_attachment(programme=now.programme, area=now.area, upload=each, by=by)
            for each in uploads
        ]
        return _record(now, stored, EventFile.Kind.DOCUMENT, said)


@contextmanager
def _adding(event: Event, why: str, count: int, by: User) -> Iterator[Event]:
    """Change the event as it stands: who adds a file overwrites nothing of anybody's."""
    with undone_together(), transaction.atomic():
        now = Event.objects.select_for_update().get(pk=event.pk)
        if now.files.count() + count > MOST:
            raise RefusedError(
                f"An event keeps at most {MOST} files: remove some first.", "uploads"
            )
        with event_change(now, seen=now.version, by=by, why=why) as changed:
            yield changed


def _store(event: Event, photo: Photograph, by: User) -> Attachment:
    """The photograph, and beside it the preview that pages show."""
    name, programme, area = safe_name(photo.name), event.programme, event.area
    content = Content(name, MEDIA_TYPE, photo.whole)
    whole = store_content(programme=programme, area=area, content=content, by=by)
    content, path = Content(name, MEDIA_TYPE, photo.preview), preview_of(whole.path)
    store_content(programme=programme, area=area, content=content, by=by, path=path)
    return whole


def _record(
    event: Event, stored: Sequence[Attachment], kind: EventFile.Kind, said: Said
) -> list[EventFile]:
    files = [EventFile(event=event, attachment=each, kind=kind) for each in stored]
    for file in files:
        said.put_on(file)
        file.save()
    return files


def change_file(*, event: Event, file: EventFile, seen: int, said: Said, by: User) -> None:
    """Describe a file anew; its event's history says what changed.

    Raises RefusedError, and ChangedMeanwhileError where somebody else was quicker.
    """
    refuse(said, is_photo=file.kind == EventFile.Kind.PHOTO)
    told = words_of_change(file, said)
    if not told:
        return
    with event_change(event, seen=seen, by=by, why=f"{kind_words(file)}: {told}") as now:
        file = now.files.select_for_update().get(pk=file.pk)
        said.put_on(file)
        file.save()


def remove_file(*, event: Event, file: EventFile, seen: int, reason: Removal, by: User) -> None:
    """Remove a file for good, with its preview; the history keeps that it was there, and why.

    What a photograph was said to show goes with it where a consent was taken back.
    """
    which = "one" if reason is Removal.CONSENT else f"“{file}”"
    why = f"{kind_words(file)}: removed {which}, as {reason.value}"
    with event_change(event, seen=seen, by=by, why=why) as now:
        attachment = now.files.select_related("attachment").get(pk=file.pk).attachment
        for each in Attachment.objects.filter(path=preview_of(attachment.path)):
            remove_attachment(attachment=each)
        remove_attachment(attachment=attachment)


def kind_words(file: EventFile) -> str:
    """Photographs; Documents."""
    return "Photographs" if file.kind == EventFile.Kind.PHOTO else "Documents"


def words_of_change(file: EventFile, said: Said) -> str:
    """changed “Planting”: the consent from Not recorded to …; empty where nothing changed."""
    changes = []
    for field in fields(said):
        before, after = getattr(file, field.name), getattr(said, field.name)
        if before != after:
            name = EventFile._meta.get_field(field.name).verbose_name  # type: ignore[union-attr]
            changes.append(f"{name} from {_told(field.name, before)} to {_told(field.name, after)}")
    return f"changed “{file}”: {'; '.join(changes)}" if changes else ""


def _told(name: str, value: object) -> str:
    if name == "consent":
        return f"“{Consent(str(value)).label}”"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_words(value)
    return f"“{value}”" if value else "not recorded"


def refuse(said: Said, *, is_photo: bool = True) -> None:
    """Raise RefusedError, at its field, for what can't be said of a photograph or document."""
    if is_photo and said.may_be_printed and not said.consent:
        raise RefusedError(NOT_WITHOUT_CONSENT, "may_be_printed")
    if said.consent_on and not said.consent:
        raise RefusedError("Say what was agreed on that day, or leave the day empty.", "consent")
    if said.consent_held_by and not said.consent:
        raise RefusedError("Say what the forms agree to, or leave this empty.", "consent")
    if said.consent_on and said.consent_on > timezone.localdate():
        raise RefusedError(
            f"{day_words(said.consent_on)} has not come yet: give the day on which they agreed.",
            "consent_on",
        )
