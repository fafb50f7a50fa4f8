"""Stand-ins for collecting and rendering: small, quick, and the same bytes for the same figures.

For tests of what surrounds them: the row, the lease, the files, the pages.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnership.programmes.periods import Period
from pilots.models import ReportingBody


@dataclass(frozen=True)
class QuickFrozen:
    json: dict[str, Any]
    fingerprint: str


def collect(
    body: ReportingBody,
    period: Period,
    *,
    as_at: date,
    edition: int = 1,
    written: object = None,
    is_draft: bool = True,
    counted_by: date | None = None,
) -> dict[str, Any]:
    """Gather next to nothing."""
    days = {"last": period.last.isoformat(), "as_at": as_at.isoformat()}
    return {"body": body.slug, **days, "edition": edition, "is_draft": is_draft}


def freeze(snapshot: dict[str, Any]) -> QuickFrozen:
    """Freeze by the same rule as the product: the SHA-256 of canonical JSON."""
    text = json.dumps(snapshot, sort_keys=True)
    return QuickFrozen(snapshot, hashlib.sha256(text.encode()).hexdigest())


def restore(frozen: dict[str, Any]) -> QuickFrozen:
    """Work the fingerprint out again from what is stored."""
    return freeze(frozen)


def thaw(frozen: dict[str, Any]) -> dict[str, Any]:
    """Read what `freeze` kept."""
    return frozen


def render_html(frozen: QuickFrozen) -> bytes:
    """A page with a style of its own, as the real one has."""
    figures = json.dumps(frozen.json, sort_keys=True)
    return f"<!DOCTYPE html><style>p {{ color: navy }}</style><p>{figures}</p>".encode()


def render_workbook(frozen: QuickFrozen) -> bytes:
    """Bytes that differ from the other files'."""
    return b"PK " + frozen.fingerprint.encode()


def render_pdf(frozen: QuickFrozen, workbook: bytes) -> bytes:
    """Bytes that depend on both arguments, as the real ones do."""
    return b"%PDF-1.7 " + frozen.fingerprint.encode() + workbook


def render_plain(frozen: QuickFrozen) -> bytes:
    """A page of a few words."""
    return f"<!DOCTYPE html><p>In plain words: {frozen.fingerprint}</p>".encode()


def render_word(frozen: QuickFrozen) -> bytes:
    """Bytes that differ from the other files'."""
    return b"PK Word " + frozen.fingerprint.encode()


STAND_INS = {
    each.__name__: each
    for each in (
        collect, freeze, restore, thaw, render_html, render_plain, render_workbook, render_pdf,
        render_word,
    )
}  # fmt: skip
