"""Characters that our fonts don't have.

For those WeasyPrint would take any font of the machine that it runs on: the same document would
come out differently elsewhere, or with empty boxes, which PDF/UA forbids.
"""

import re
import unicodedata
from functools import cache
from io import BytesIO
from typing import Any

from .fetcher import ASSETS

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
ALIKE = {
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
    "\N{FIGURE SPACE}": "\N{NO-BREAK SPACE}",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{LEFTWARDS ARROW}": "<-",
}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # all but tab and line ends
PRINTED_ATTRIBUTES = ("data-title", "data-body", "data-mark")


def replace_unprintable(root: Any) -> None:
    """Change what the fonts lack, in place: invisible marks go, others print as U+FFFD."""
    for element in root.iter():
        element.text = _printable(element.text)
        element.tail = _printable(element.tail)
        for name in PRINTED_ATTRIBUTES:
            if name in element.attrib:
                element.set(name, _printable(element.get(name)))


def _printable(text: str | None) -> str | None:
    if not text or (text.isascii() and not CONTROL.search(text)):
        return text
    return "".join(map(_in_our_fonts, text))


def _in_our_fonts(character: str) -> str:
    if character in ALIKE:
        return ALIKE[character]
    if character in "\t\n\r" or (ord(character) in _known() and not CONTROL.match(character)):
        return character
    if character.isspace():
        return " "
    is_mark = unicodedata.category(character) in ("Cf", "Cc", "Mn")
    return "" if is_mark else REPLACEMENT


@cache
def _known() -> frozenset[int]:
    """Return the characters that every one of our fonts has."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    files = [BytesIO(path.read_bytes()) for path in (ASSETS / "fonts").glob("*.ttf")]
    return frozenset.intersection(*(frozenset(TTFont(file).getBestCmap()) for file in files))
