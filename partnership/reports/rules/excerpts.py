"""Where searched words stand in a text: a piece of it, with the words marked. Pure."""

import re
from dataclasses import dataclass

AROUND = 90  # letters before the first word that was found
LONGEST = 280
MORE = "…"


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `is_found` where it is one of the searched words."""

    text: str
    is_found: bool = False


def excerpt(text: str, words: list[str]) -> tuple[Piece, ...]:
    """The text about the first searched word, the words apart from the rest.

    Without such a word it is the text's beginning: then the heading has them.
    """
    flat = " ".join(text.split())
    pattern = _pattern(words)
    first = pattern.search(flat) if pattern else None
    start = _start(flat, first.start()) if first else 0
    shown = flat[start : start + LONGEST]
    if start + LONGEST < len(flat):
        shown = _whole_words(shown) + MORE
    return tuple(_pieces(MORE + shown if start else shown, pattern))


def _whole_words(text: str) -> str:
    """The text without a word that was cut at its end, if that leaves most of it."""
    kept, _, cut = text.rpartition(" ")
    return kept if len(cut) < AROUND else text


def _pattern(words: list[str]) -> re.Pattern[str] | None:
    known = sorted({re.escape(word) for word in words if word}, key=len, reverse=True)
    return re.compile("|".join(known), re.IGNORECASE) if known else None


def _start(text: str, found: int) -> int:
    """A word's beginning, not too far before what was found."""
    earliest = max(found - AROUND, 0)
    if not earliest:
        return 0
    space = text.find(" ", earliest, found)
    return earliest if space < 0 else space + 1


def _pieces(text: str, pattern: re.Pattern[str] | None) -> list[Piece]:
    pieces, done = [], 0
    for match in pattern.finditer(text) if pattern else ():
        pieces += [Piece(text[done : match.start()]), Piece(match.group(), is_found=True)]
        done = match.end()
    return [piece for piece in (*pieces, Piece(text[done:])) if piece.text]
