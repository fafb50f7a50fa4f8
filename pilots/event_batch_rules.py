"""Rules of sheets of events on their way in: keys, tries, how long one can be taken back.

Pure: no Django, no clock, no database.
"""

import hashlib
import re
import unicodedata
from datetime import datetime, timedelta

from partnership.dates import PartialDate

UNDO_HOURS = 24
AT_ONCE = 1_000  # rows that are checked or stored while whoever sent them waits
MOST_TRIES = 3
TRIES = 10  # `attempt` counts tries in ones and what was asked for in tens
LONGEST_KEY = 80


def key_of(name: str, when: PartialDate, area: str) -> str:
    """The key of an event whose sheet gives none: the same for the same row every time."""
    words = _slug(name)
    head = words[:40].strip("-")
    if len(words) > 40 or not words.isascii() or not _is_whole(name, words):
        head = f"{head or 'event'}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
    return "-".join(filter(None, [head, str(when).lower(), area]))[:LONGEST_KEY].strip("-")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _is_whole(name: str, slug: str) -> bool:
    """Whether the slug holds every letter and digit of the name."""
    letters = [each for each in unicodedata.normalize("NFKD", name) if each.isalnum()]
    return len(letters) == len(slug.replace("-", "")) and bool(letters)


def is_given_up(attempt: int) -> bool:
    """Whether a job was begun so often, and broken off without a word, that it is given up."""
    return attempt % TRIES >= MOST_TRIES


def may_undo(stored_at: datetime | None, now: datetime) -> bool:
    """Whether what was stored can still be taken back."""
    return stored_at is not None and now - stored_at <= timedelta(hours=UNDO_HOURS)


def cut(names: list[str], most: int = 5) -> str:
    """“A”, “B” and 3 more."""
    shown = ", ".join(f"“{name}”" for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most:,} more"
