"""Where two texts differ, paragraph by paragraph. Pure: no Django, no clock, no database."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Change:
    """Paragraphs that stand at one place of each text; one of the two may have none."""

    theirs: tuple[str, ...]
    yours: tuple[str, ...]


def paragraphs(text: str) -> list[str]:
    """The text between blank lines, whatever the line ends."""
    return [
        part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()
    ]


def differences(theirs: str, yours: str) -> tuple[Change, ...]:
    """Where the texts differ, from top to bottom; nothing where they say the same."""
    left, right = paragraphs(theirs), paragraphs(yours)
    steps = SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes()
    return tuple(
        Change(tuple(left[a:b]), tuple(right[c:d])) for tag, a, b, c, d in steps if tag != "equal"
    )


def is_same(one: str, other: str) -> bool:
    """Whether two texts have the same paragraphs."""
    return paragraphs(one) == paragraphs(other)
