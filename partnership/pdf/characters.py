"""Characters that our fonts don't have, and those that only the fonts of further scripts have.

For what is in none, WeasyPrint would take any font of the machine that it runs on: the same
document would come out differently elsewhere, or with empty boxes, which PDF/UA forbids.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from partnership.lettering import is_right_to_left

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
SVG = "{http://www.w3.org/2000/svg}"


def replace_unprintable(root: Any) -> bool:
    """Change what the fonts lack, in place: invisible marks go, others print as U+FFFD.

    Whether what stays needs the fonts of further scripts; a drawing never has them.
    """
    found: set[str] = set()
    for element in root.iter():
        in_drawing = isinstance(element.tag, str) and element.tag.startswith(SVG)
        also = frozenset() if in_drawing else _of_further_scripts()
        element.text = _printable(element.text, also, found)
        element.tail = _printable(element.tail, also, found)
        for name in PRINTED_ATTRIBUTES:
            if name in element.attrib:
                element.set(name, _printable(element.get(name), also, found))
    return bool(found)


def set_directions(root: Any) -> None:
    """Say the direction of what asks for it by itself: that of its first letter that has one."""
    for element in root.iter():
        if element.get("dir") == "auto":
            words = "".join(element.itertext())
            element.set("dir", "rtl" if is_right_to_left(words) else "ltr")


def _printable(text: str | None, also: frozenset[str], found: set[str]) -> str | None:
    if not text or (text.isascii() and not CONTROL.search(text)):
        return text
    kept = {character for character in text if character in also}
    found |= kept
    return "".join(each if each in kept else _in_our_fonts(each) for each in text)


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
    return frozenset.intersection(*_characters((ASSETS / "fonts").glob("*.ttf")))


@cache
def _of_further_scripts() -> frozenset[str]:
    """What only the fonts of further scripts have, in which words are written: no mere marks
    that choose a form or a direction, such as stand behind an emoji.
    """
    more = frozenset.union(*_characters((ASSETS / "fonts" / "scripts").glob("*.ttf"))) - _known()
    return frozenset(
        character
        for character in map(chr, more)
        if unicodedata.category(character) not in ("Cf", "Cc", "Zs", "Co", "Cn")
        and character not in ALIKE
        and not "\ufe00" <= character <= "\ufe0f"
    )


def _characters(files: Iterable[Path]) -> list[frozenset[int]]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    return [frozenset(TTFont(BytesIO(file.read_bytes())).getBestCmap()) for file in files]
