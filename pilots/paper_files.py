"""Printed papers, made once: kept under a name that says what they were made from.

FOLDER/KEY/KIND-SOURCE-HASH.pdf: SOURCE is the hash of all that the paper says and
how it looks, HASH that of the file. One that says something else now, or that was
damaged, is made again; what it replaces is removed.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

import partnership.pdf
from partnership.pdf.apart import render_apart

FOLDER = "meetings"  # of the papers whose KEY is a meeting's
ASSETS = Path(partnership.pdf.__file__).parent / "assets"
LENGTH = 32  # letters of each hash in a name

Render = Callable[..., bytes]


def kept(key: int, kind: str, *, folder: str = FOLDER, render: Render = render_apart) -> Render:
    """What prints a paper unless it is kept already; call it as `render_pdf`."""

    def made_once(html: str, **details: Any) -> bytes:
        source = _hash(repr((html, sorted(details.items()), _looks(details["stylesheet"]))))
        place = f"{folder}/{key}"
        names = [name for name in _names(place) if name.startswith(f"{kind}-")]
        for name in names:
            if name.startswith(f"{kind}-{source}-") and (pdf := _whole(f"{place}/{name}")):
                return pdf
        pdf = render(html, **details)
        path = f"{place}/{kind}-{source}-{_hash(pdf)}.pdf"
        for old in {path, *(f"{place}/{name}" for name in names)}:
            default_storage.delete(old)  # its own too, or the storage would choose another name
        default_storage.save(path, ContentFile(pdf))
        return pdf

    return made_once


def _names(folder: str) -> list[str]:
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []


def _whole(path: str) -> bytes | None:
    """The file, if it is there and is what was stored."""
    try:
        with default_storage.open(path) as stored:
            pdf: bytes = stored.read()
    except FileNotFoundError:
        return None
    return pdf if path.endswith(f"-{_hash(pdf)}.pdf") else None


def _hash(content: str | bytes) -> str:
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()[:LENGTH]


@cache
def _looks(stylesheet: str) -> str:
    """A hash of what decides on the look: the style sheets and the layout engine."""
    sheets = b"".join((ASSETS / name).read_bytes() for name in ("base.css", stylesheet))
    return _hash(sheets + version("weasyprint").encode())
