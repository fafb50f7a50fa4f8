"""What a person typed, as paragraphs and lists. Pure: the web page and the print both read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_CHARACTERS = 60_000  # about 20 printed pages
MAX_LINES = 600  # blank ones not counted
POINT = re.compile(r"[-•*]\s+(?=\S)")


@dataclass(frozen=True)
class Paragraph:
    """Words up to a blank line; the line ends that somebody typed in it are kept."""

    text: str

    is_list = False


@dataclass(frozen=True)
class Points:
    """Lines that each begin with "- "."""

    items: tuple[str, ...]

    is_list = True


Block = Paragraph | Points


def prose(text: str) -> tuple[Block, ...]:
    """Read plain text: a blank line ends a paragraph, lines that begin with "- " are a list.

    An indented line goes on with the item above it; a blank line between items doesn't part them.
    """
    blocks: list[tuple[type[Block], list[str]]] = []
    goes_on = False
    for line in text.splitlines():
        if line.strip():
            _add(blocks, line, goes_on=goes_on)
        goes_on = bool(line.strip())
    return tuple(_built(blocks))


def _add(blocks: list[tuple[type[Block], list[str]]], line: str, *, goes_on: bool) -> None:
    words, last = line.strip(), blocks[-1][0] if blocks else None
    if point := POINT.match(words):
        if last is not Points:
            blocks.append((Points, []))
        blocks[-1][1].append(words[point.end() :])
    elif goes_on and last is Points and line[0].isspace():
        blocks[-1][1][-1] += f" {words}"
    elif goes_on and last is Paragraph:
        blocks[-1][1].append(words)
    else:
        blocks.append((Paragraph, [words]))


def _built(blocks: list[tuple[type[Block], list[str]]]) -> Iterator[Block]:
    for kind, lines in blocks:
        yield Points(tuple(lines)) if kind is Points else Paragraph("\n".join(lines))


def too_long(text: str) -> str:
    """Why a text is too long to be printed among all else of its meeting; empty if it isn't."""
    lines = sum(bool(line.strip()) for line in text.splitlines())
    if len(text) <= MAX_CHARACTERS and lines <= MAX_LINES:
        return ""
    return (
        f"{len(text):,} characters in {lines:,} lines are too long to print: {MAX_CHARACTERS:,}"
        f" characters and {MAX_LINES:,} lines are the most. Shorten it, or put a part into a paper"
        " of its own."
    )
