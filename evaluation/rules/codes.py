"""Parts of the self-made code, brought to one form so that before and after are the same.

Pure: no Django, no clock, no database. “Ó ”, “o” and “O” are one letter; 7 and 07 are one
number of two digits. What is compared and stored is a keyed hash of this, never this.
"""

import unicodedata
from collections.abc import Mapping, Sequence

from evaluation.rules.questionnaire import CodePart

DIGITS = "digits"
BY_STROKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})


class CodeRefusedError(ValueError):
    """What was typed can't be a part of the code."""


def name_of(part: CodePart) -> str:
    """A part’s name in a form."""
    return f"code.{part.position}"


def plain(part: CodePart, typed: str) -> str:
    """The part in the one form; empty where nothing was typed.

    Letters: the first `length` of them, whatever the case and the accents. Digits: all of
    them, filled up from the left. Raises CodeRefusedError for anything else.
    """
    text = typed.strip()
    if not text:
        return ""
    return _digits(part, text) if part.kind == DIGITS else _letters(part, text)


def _letters(part: CodePart, text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold().translate(BY_STROKE))
    letters = "".join(each for each in spread if each.isalpha())
    if len(letters) < part.length or any(each.isdigit() for each in spread):
        raise CodeRefusedError(name_of(part))
    return letters[: part.length]


def _digits(part: CodePart, text: str) -> str:
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit()) or len(digits) > part.length:
        raise CodeRefusedError(name_of(part))
    return digits.zfill(part.length)


def read_code(
    parts: Sequence[CodePart], typed: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[CodePart, ...]]:
    """All parts in the one form, and those that what was typed can't be; a wrong one is empty."""
    found, wrong = [], []
    for part in parts:
        try:
            found.append(plain(part, typed.get(name_of(part), "")))
        except CodeRefusedError:
            found.append("")
            wrong.append(part)
    return tuple(found), tuple(wrong)
