"""What a report still lacks before it can be given to be reviewed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """A section or an implication row of the template, as far as it asks for something."""

    key: str
    heading: str
    is_mandatory: bool = True


@dataclass(frozen=True)
class Answered:
    """An implication as it was answered, with its words."""

    answer: str
    text: str = ""


NEEDS_WORDS = frozenset({"answered", "not-required"})


def missing(
    *,
    sections: Sequence[Asked],
    rows: Sequence[Asked],
    texts: Mapping[str, str],
    answers: Mapping[str, Answered],
) -> tuple[str, ...]:
    """What is missing, by its heading, in the order of the template; nothing: it is complete.

    An implication is answered, none, not applicable, or not required with a reason; blank blocks.
    Texts and answers of sections and rows that the template has no longer count for nothing.
    """
    unwritten = (
        f"the text of “{each.heading}”"
        for each in sections
        if each.is_mandatory and not texts.get(each.key, "").strip()
    )
    unanswered = (words for each in rows if each.is_mandatory and (words := _lacks(each, answers)))
    return (*unwritten, *unanswered)


def _lacks(row: Asked, answers: Mapping[str, Answered]) -> str:
    given = answers.get(row.key)
    if given is None or not given.answer:
        return f"an answer to “{row.heading}”"
    if given.answer in NEEDS_WORDS and not given.text.strip():
        what = "reason" if given.answer == "not-required" else "text"
        return f"the {what} for “{row.heading}”"
    return ""
