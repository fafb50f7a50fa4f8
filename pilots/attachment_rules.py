"""Which files may be added to a record: told by their content, before anything parses them.

Pure: no Django, no database. A name says what a file claims to be, its bytes what it
is; both must agree. Of a zip (Word, Excel, OpenDocument, …) only the list of its parts
is read, never what they unpack to.
"""

import io
import unicodedata
import zipfile
from collections.abc import Callable

import puremagic

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "odt": f"{OPEN}.text",
    "ods": f"{OPEN}.spreadsheet",
    "odp": f"{OPEN}.presentation",
    "txt": "text/plain",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
ALLOWED = "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument, text, CSV or picture"
ALLOWED_WORDS = f"{ALLOWED} (PNG, JPEG, WebP)"
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024  # bytes, of all parts together
MOST_RATIO = 200  # of all parts together; a document of text packs 5 to 20 times
LONGEST_NAME = 120
HEAD, FOOT = 2_048, 1_024
END_OF_ZIP, END_LENGTH, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
NOT_TEXT = frozenset(
    {*MEDIA_TYPES.values(), "text/html", "image/svg+xml", "application/xml", "image/gif"}
) - {"text/plain", "text/csv"}
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<iframe")


class ForbiddenFileError(Exception):
    """The file is not taken; the message says why, and what to do."""


def media_type_of(name: str, content: bytes) -> str:
    """What the file is, if it may be added. Raises ForbiddenFileError in words."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in MEDIA_TYPES:
        raise ForbiddenFileError(
            f"A file of this kind can’t be added. Choose a {ALLOWED_WORDS} file."
        )
    if not content:
        raise ForbiddenFileError("The file is empty. Choose another one.")
    CHECKS.get(ending, _check_picture)(ending, content)
    return MEDIA_TYPES[ending]


def safe_name(name: str) -> str:
    """The name to download it by: no folders, no characters that hide or turn what it says."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(each for each in last if unicodedata.category(each)[0] != "C")
    stem, dot, ending = plain.strip().rpartition(".")
    return f"{stem.strip()[:LONGEST_NAME] or 'file'}{dot}{ending[:10]}"


def _not_what_it_says(ending: str) -> ForbiddenFileError:
    return ForbiddenFileError(
        f"The file’s name ends in .{ending}, but its content is something else."
        " Open it, save it again in that form, and choose it again."
    )


def _looks_like(content: bytes) -> set[str]:
    """The media types that the first and last bytes speak for."""
    try:
        found = puremagic.magic_string(content[:HEAD] + content[-FOOT:])
    except puremagic.PureError:
        return set()
    return {each.mime_type for each in found}


def _check_picture(ending: str, content: bytes) -> None:
    if MEDIA_TYPES[ending] not in _looks_like(content) or _carries_more(content):
        raise _not_what_it_says(ending)


def _check_pdf(ending: str, content: bytes) -> None:
    is_pdf = content.startswith(b"%PDF-") and b"%%EOF" in content[-FOOT:]
    if not is_pdf or MEDIA_TYPES[ending] not in _looks_like(content) or _carries_more(content):
        raise _not_what_it_says(ending)


def _carries_more(content: bytes) -> bool:
    """Whether a zip hangs at its end, or a web page stands in its head: two files in one."""
    head = content[:HEAD].lower()
    is_page = any(mark in head for mark in (b"<html", b"<script", b"<svg", b"<!doctype html"))
    return is_page or _ends_as_zip(content)


def _ends_as_zip(content: bytes) -> bool:
    """Whether the last bytes are a zip's end: its mark, and a comment of the length it says."""
    at = content.rfind(END_OF_ZIP, max(len(content) - END_LENGTH - LONGEST_COMMENT, 0))
    end = content[at : at + END_LENGTH] if at >= 0 else b""
    said = int.from_bytes(end[20:22], "little")
    return len(end) == END_LENGTH and at + END_LENGTH + said == len(content)


def _check_text(ending: str, content: bytes) -> None:
    """Text in one of the usual encodings, and no web page under another name."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_markup = start.startswith(MARKUP) or b"<script" in content[:HEAD].lower()
    if is_markup or not _is_text(content) or _looks_like(content) & NOT_TEXT:
        raise _not_what_it_says(ending)


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(content, "utf-16")
    return b"\x00" not in content and (
        _decodes(content, "utf-8") or not any(byte < 9 for byte in content[:HEAD])
    )


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _check_zip(ending: str, content: bytes) -> None:
    if not content.startswith(b"PK\x03\x04"):
        raise _not_what_it_says(ending)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_bomb(parts, len(content))
            is_it = _is_office(ending, parts) if ending in PARTS else _is_open(ending, archive)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise _not_what_it_says(ending) from error
    if not is_it:
        raise _not_what_it_says(ending)


def _refuse_bomb(parts: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse what unpacks to far more than it is, or whose parts lie over one another."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if (
        len(parts) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or unpacked > max(packed, 1) * MOST_RATIO
        or packed > size
    ):
        raise ForbiddenFileError(
            "The file unpacks to far more than it should, so it is not taken."
            " Save it again in the program it comes from, or as a PDF."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise ForbiddenFileError("The file is locked with a password. Save it without one.")


def _is_office(ending: str, parts: list[zipfile.ZipInfo]) -> bool:
    names = {part.filename for part in parts}
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
        raise ForbiddenFileError("The file has macros in it. Save it without them, or as a PDF.")
    return {"[Content_Types].xml", PARTS[ending]} <= names


def _is_open(ending: str, archive: zipfile.ZipFile) -> bool:
    """An OpenDocument says what it is in its first part, unpacked and in plain letters."""
    first = archive.infolist()[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
        return False
    if first.file_size > 100:
        return False
    return archive.read(first).decode("ascii", "replace").strip() == MEDIA_TYPES[ending]


CHECKS: dict[str, Callable[[str, bytes], None]] = {
    "pdf": _check_pdf,
    "txt": _check_text,
    "csv": _check_text,
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp"), _check_zip),
}
