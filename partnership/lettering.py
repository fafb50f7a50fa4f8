"""Which way words run; how wide they are in Roboto, and where they break: for drawings that set
their own text.

Pure. Widths are estimates by classes of characters, a little on the wide side,
so that no line runs out of its box whichever of Roboto's weights is at hand.
"""

import unicodedata
from collections.abc import Iterator

# Advance widths as a share of the type size; tests hold them against the font itself.
WIDTHS_BY_CLASS = {
    "'ijlI|.,:;!": 0.27,
    '()[]frt-/ \\"*': 0.35,
    "szckvxyJ?": 0.54,
    "mM@W%—→": 0.92,
    "wCDGHNOQRUABKPXYVT&": 0.68,
}
WIDTHS = {letter: width for letters, width in WIDTHS_BY_CLASS.items() for letter in letters}
OTHER = 0.59
ELLIPSIS = "…"
RUNS_LEFT = {"L": False, "R": True, "AL": True}


def is_right_to_left(words: str) -> bool:
    """Whether the first letter with a direction is of a script that runs from right to left."""
    if words.isascii():
        return False
    found = (RUNS_LEFT.get(unicodedata.bidirectional(character)) for character in words)
    return next((each for each in found if each is not None), False)


def text_width(text: str, size: float) -> float:
    """The width of a text set at a size, in the size's unit."""
    return size * sum(WIDTHS.get(letter, OTHER) for letter in text)


def shortened(text: str, *, width: float, size: float) -> str:
    """As much of a text as fits in one line; … at its end if there was more."""
    left = width
    for place, letter in enumerate(text):
        left -= size * WIDTHS.get(letter, OTHER)
        if left < 0:
            return _with_ellipsis(text[:place], width, size)
    return text


def _with_ellipsis(line: str, width: float, size: float) -> str:
    while line and text_width(line + ELLIPSIS, size) > width:
        line = line[:-1]
    return line.rstrip(" ,;") + ELLIPSIS


def wrap(text: str, *, width: float, size: float, most_lines: int) -> tuple[str, ...]:
    """Break a text into lines no wider than `width`; the last says … if more was left.

    Breaks at spaces, and inside a word only where the word alone is too wide.
    """
    lines = list(_lines(text, width, size))
    if len(lines) <= most_lines:
        return tuple(lines)
    return (*lines[: most_lines - 1], _with_ellipsis(lines[most_lines - 1], width, size))


def _lines(text: str, width: float, size: float) -> Iterator[str]:
    line = ""
    for word in _words_that_fit(text, width, size):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _words_that_fit(text: str, width: float, size: float) -> Iterator[str]:
    """The words of a text, one that is too wide by itself cut into pieces."""
    for word in text.split():
        if text_width(word, size) <= width:
            yield word
            continue
        piece = ""
        for letter in word:
            if piece and text_width(piece + letter, size) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece
