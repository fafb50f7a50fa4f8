"""A text in numbered paragraphs and sentences, from which excerpts are taken. Pure.

A passage goes by its paragraph’s number (4), a sentence by both (4.2): so it can be ticked in
a form, and an excerpt says where it stands.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

GAP = " […] "  # what was left out between two passages
END = re.compile(r"(?<=[.?!…])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])")
SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


@dataclass(frozen=True)
class Paragraph:
    """Words up to a blank line, whole and in sentences."""

    number: int
    text: str
    sentences: tuple[str, ...]

    @property
    def numbered(self) -> tuple[tuple[str, str], ...]:
        """Its sentences by their numbers 4.1, 4.2; nothing where it is a single one."""
        if len(self.sentences) < 2:
            return ()
        return tuple((f"{self.number}.{n}", each) for n, each in enumerate(self.sentences, 1))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text; each line is one where no blank line parts any."""
    blocks = [each.strip() for each in re.split(r"\n\s*\n", text.strip()) if each.strip()]
    if len(blocks) == 1:
        blocks = [each.strip() for each in blocks[0].splitlines() if each.strip()]
    return tuple(
        Paragraph(number, block, sentences(block)) for number, block in enumerate(blocks, 1)
    )


def sentences(text: str) -> tuple[str, ...]:
    """Each sentence of a paragraph; a line end ends one too."""
    found = [each for line in text.splitlines() for each in END.split(line)]
    return tuple(each.strip() for each in found if each.strip())


def numbers_of(found: Collection[Paragraph]) -> frozenset[str]:
    """Everything that can be ticked: paragraphs, and sentences where there are several."""
    whole = {str(each.number) for each in found}
    return frozenset(whole | {number for each in found for number, _ in each.numbered})


def taken(found: Collection[Paragraph], ticked: Collection[str]) -> str:
    """The ticked passages as one excerpt, in the order of the text, gaps marked as such."""
    parts: list[str] = []
    is_next = True
    for each in found:
        for number, sentence in each.numbered or ((str(each.number), each.text),):
            if str(each.number) in ticked or number in ticked:
                parts += [" " if is_next else GAP, sentence]
                is_next = True
            else:
                is_next = False
    return "".join(parts[1:]).strip()


def place(found: Collection[Paragraph], ticked: Collection[str]) -> int:
    """The number of the first paragraph of which something is ticked; 0 where nothing is."""
    numbers = [int(each.split(".")[0]) for each in ticked]
    there = {each.number for each in found}
    return min((each for each in numbers if each in there), default=0)


def where(found: Collection[Paragraph], words: str) -> int | None:
    """The paragraph in which typed words stand, whatever their quotation marks and spaces.

    None where they don’t stand in any: they are not a quotation. Words over several
    paragraphs stand where they begin.
    """
    wanted = _plain(words)
    for each in found:
        if wanted in _plain(each.text):
            return each.number
    ordered = list(found)
    for at, each in enumerate(ordered):
        rest = _plain(" ".join(one.text for one in ordered[at:]))
        if wanted in rest and rest.index(wanted) < len(_plain(each.text)):
            return each.number
    return None


def _plain(text: str) -> str:
    return " ".join(text.translate(SAME).casefold().split())
