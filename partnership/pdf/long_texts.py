"""Texts with long words, which would take minutes to lay out.

A line that ends inside a word, or before a long one, is laid out together with all the text that
follows: 100,000 characters without a space take two minutes, in pieces a few seconds.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

PIECE = 1_000  # characters
LONG_WORD = re.compile(r"[^ \n]{60}")


def part_long_texts(root: Any) -> None:
    """Put spans around the pieces of such texts, in place. Only a word of 1,000 gets a space."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag.startswith("{"):
            continue  # a comment, or in a drawing, whose words stand where it says
        for place, child in reversed(list(enumerate(element, start=1))):
            if _is_slow(child.tail):
                child.tail, *rest = _pieces(child.tail)
                _insert(element, place, rest)
        if _is_slow(element.text):
            element.text, *rest = _pieces(element.text)
            _insert(element, 0, rest)


def _is_slow(text: str | None) -> bool:
    return text is not None and len(text) > PIECE and LONG_WORD.search(text) is not None


def _insert(element: Any, place: int, pieces: list[str]) -> None:
    spans = [Element("span") for _ in pieces]
    for span, piece in zip(spans, pieces, strict=True):
        span.text = piece
    element[place:place] = spans


def _pieces(text: str) -> Iterator[str]:
    """Cut a text after the last space of each 1,000 characters."""
    start = 0
    while len(text) - start > PIECE:
        space = text.rfind(" ", start, start + PIECE)
        end = space + 1 if space >= 0 else start + PIECE
        yield text[start:end] if space >= 0 else f"{text[start:end]} "
        start = end
    yield text[start:]
