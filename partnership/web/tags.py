"""The look of a status: its word, its shape and its colour, never colour alone.

Built as plain strings and kept, because a matrix of a national programme draws
some two thousand of them on one page.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# As attributes, so that a PDF needs no style sheet to draw the same shapes.
FILLED = 'fill="currentColor"'
DRAWN = 'fill="none" stroke="currentColor" stroke-width="2"'


@dataclass(frozen=True)
class Look:
    """How a status looks: `word` printed, `path` filled or drawn in a square of 12 units."""

    word: str
    path: str
    paint: str = FILLED


TICK = "M1.2 6.6 4.6 10 10.8 2.6"
TRIANGLE = "M6 .8 11.6 11H.4z"
DIAMOND = "M6 .4 11.6 6 6 11.6.4 6z"
CIRCLE = "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z"
DASH = "M1.5 6h9"

STATUS_LOOKS = {
    "complete": Look("Complete", TICK, DRAWN),
    "red": Look("Red", TRIANGLE),
    "amber": Look("Amber", DIAMOND),
    "green": Look("Green", CIRCLE),
    "not-started": Look("Not started", CIRCLE, DRAWN),
    "not-needed": Look("Not needed", DASH, DRAWN),
}


def status_key(status: object) -> str:
    """Return the key of a status from its value or its words: "Not started" → not-started.

    Raises KeyError for a status that no look is made for.
    """
    key = str(getattr(status, "value", status)).strip().lower()
    key = key.replace("_", "-").replace(" ", "-")
    if key not in STATUS_LOOKS:
        raise KeyError(f"No look for the status {status!r}; there is {', '.join(STATUS_LOOKS)}.")
    return key


@lru_cache(maxsize=512)
def status_html(key: str, word: str = "") -> SafeString:
    """Return the tag of a status; `word` replaces its own, as a board's vocabulary does."""
    look = STATUS_LOOKS[key]
    return format_html(
        '<span class="status status--{}">{}{}</span>', key, shape_html(key), word or look.word
    )


@lru_cache
def shape_html(key: str) -> SafeString:
    """Return the shape of a status alone; the word must stand beside it."""
    look = STATUS_LOOKS[key]
    # Path and paint come from the table above, not from a person.
    return mark_safe(  # noqa: S308
        f'<svg class="status__shape" viewBox="0 0 12 12" width="12" height="12" {look.paint}'
        f' aria-hidden="true" focusable="false"><path d="{look.path}"/></svg>'
    )
