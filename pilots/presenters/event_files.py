"""An event's photographs and documents in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from partnership.dates import day_words
from partnership.web.templatetags.words import local
from pilots.models import EventFile

NO_CAPTION = "Photograph without a caption"
WITH_GUARDIANS = "Everybody who can be recognised, and the parents or guardians of children, agreed"


@dataclass(frozen=True)
class FileLine:
    """A file with what its page says of it; `alt` is what a photograph shows."""

    file: EventFile
    alt: str
    consent: str
    printed: str
    added: str


def file_lines(files: Iterable[EventFile], kind: EventFile.Kind) -> list[FileLine]:
    """Those of one kind, in the order in which they came."""
    return [
        FileLine(
            file=each,
            alt=each.caption or NO_CAPTION,
            consent=consent_words(each),
            printed="May be printed" if each.may_be_printed else "Not to be printed",
            added=added_words(each),
        )
        for each in files
        if each.kind == kind
    ]


def consent_words(file: EventFile) -> str:
    """Nobody can be recognised, said on 3 October 2019; forms kept by the librarian."""
    if not file.consent:
        return "Consent not recorded"
    words = WITH_GUARDIANS
    if file.consent != EventFile.Consent.GUARDIANS:
        words = str(file.get_consent_display())
    if file.consent_on:
        words += f", said on {day_words(file.consent_on)}"
    return f"{words}; forms kept by: {file.consent_held_by}" if file.consent_held_by else words


def added_words(file: EventFile) -> str:
    """Added on 3 October 2019 by Community librarian."""
    attachment = file.attachment
    by = f" by {attachment.by}" if attachment.by else ""
    return f"Added on {day_words(local(attachment.recorded_at).date())}{by}"
