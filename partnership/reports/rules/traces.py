"""What a file says of itself: the fingerprints and names that reports carry. Pure.

A file that was changed, or saved anew by another program, often still carries them. Nothing is
unpacked beyond fixed limits, whatever the file says of its own size.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

HEX = re.compile(rb"(?<![0-9a-fA-F])[0-9a-f]{64}(?![0-9a-fA-F])")
PDF_NAME = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]{2,128})>")
PDF_WORDS = re.compile(rb"/ID\s*\[\s*\(([^)]{1,128})\)")
MOST_MEMBERS, MOST_BYTES = 200, 20_000_000
MOST_FOUND = 50
# Cut short, locked, or packed in a way that ours are not.
BROKEN = (
    BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError, NotImplementedError,
)  # fmt: skip


@dataclass(frozen=True)
class Traces:
    """The SHA-256s that a file names, and the names that a PDF gives itself."""

    fingerprints: frozenset[str]
    pdf_names: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.fingerprints or self.pdf_names)


def traces(content: bytes) -> Traces:
    """What the file says of itself; nothing where it is no file of ours, or is broken."""
    texts = list(_members(content)) if content[:2] == b"PK" else [content]
    found = [match for text in texts for match in HEX.findall(text)][:MOST_FOUND]
    return Traces(
        frozenset(each.decode() for each in found),
        frozenset(_pdf_names(content) if content[:5] == b"%PDF-" else ()),
    )


def pdf_name(identifier: str) -> str:
    """The name of a PDF that was made under an identifier, as `partnership.pdf` gives it."""
    return sha256(identifier.encode()).hexdigest()[:32]


def _pdf_names(content: bytes) -> Iterator[str]:
    for match in PDF_NAME.findall(content)[:MOST_FOUND]:
        digits = match.decode()
        yield digits.lower()
        if len(digits) % 2 == 0:
            yield bytes.fromhex(digits).decode("latin-1")
    for match in PDF_WORDS.findall(content)[:MOST_FOUND]:
        yield match.decode("latin-1")


def _members(content: bytes) -> Iterator[bytes]:
    """The texts inside a spreadsheet or a document, as far as the limits go."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            for member in _within_limits(archive.infolist()):
                yield archive.read(member)
    except BROKEN:
        return


def _within_limits(members: list[ZipInfo]) -> Iterator[ZipInfo]:
    left = MOST_BYTES
    for member in members[:MOST_MEMBERS]:
        if member.filename.endswith(".xml") and member.file_size <= left:
            left -= member.file_size
            yield member
