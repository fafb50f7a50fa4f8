"""A section of the layout: what was written in it, and beneath it what the figures say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from partnership.dates import day_words
from partnership.reports.document import (
    Block,
    Drawing,
    Paragraph,
    Section,
    Subheading,
    Table,
)
from partnership.reports.rules.layout import SectionLayout
from partnership.reports.sections.parts import PARTS
from partnership.reports.sections.words import sentence
from partnership.reports.snapshot import Snapshot

NOT_WRITTEN = "Not written yet."
SHORT = 600  # characters
BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")


def section_of(snapshot: Snapshot, layout: SectionLayout) -> Section | None:
    """The section as it is printed; None where nobody wrote in it and nothing is beneath."""
    text = tuple(paragraphs(snapshot.written.texts.get(layout.key, "")))
    if not text and (layout.is_mandatory or not layout.parts):
        text = tuple(_unwritten(snapshot, layout))
    parts = [PARTS[part](snapshot) for part in layout.parts]
    begins_across = bool(parts) and parts[0].is_landscape and _has_room(parts[0], text)
    is_across = begins_across and len(parts) == 1
    if begins_across and not is_across:
        text = tuple(replace(each, is_landscape=True) for each in text)
    beneath: list[Block] = []
    for part in parts:
        blocks = (Subheading(part.heading), *part.blocks) if len(parts) > 1 else part.blocks
        beneath += _turned(blocks) if part.is_landscape and not is_across else blocks
    if not text and not beneath:
        return None
    return Section(
        layout.heading,
        (*text, *beneath),
        starts_page=any(part.starts_page for part in parts),
        is_landscape=is_across,
    )


def _turned(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a part that needs pages across, where what stands around it does not.

    Its heading and its words go with it: alone they would leave an upright page almost empty.
    """
    for block in blocks:
        if isinstance(block, Table | Drawing | Paragraph | Subheading):
            yield replace(block, is_landscape=True)
        else:
            yield block


def _has_room(part: Section, text: Iterable[Paragraph]) -> bool:
    """Whether the text reads well in the long lines of a page across, and fits above the part:
    a drawing needs all of its page.
    """
    drawn = any(isinstance(block, Drawing) for block in part.blocks)
    return sum(len(each.text) for each in text) <= (0 if drawn else SHORT)


def paragraphs(text: str) -> Iterator[Paragraph]:
    """What was written, a paragraph for each; an empty line lies between two of them."""
    for words in BETWEEN_PARAGRAPHS.split(text.replace("\r\n", "\n")):
        if words.strip():
            yield Paragraph(words.strip())


def _unwritten(snapshot: Snapshot, layout: SectionLayout) -> Iterator[Paragraph]:
    """That a text is missing which must be there, and what the last paper said in its place."""
    if layout.is_mandatory:
        yield Paragraph(NOT_WRITTEN)
    paper = snapshot.paper
    said = {"consultation": paper.consultation, "conclusion": paper.conclusion} if paper else {}
    if paper and (words := said.get(layout.key, "")):
        when = day_words(paper.meeting_on)
        yield Paragraph(f"The paper for the meeting of {when} said: {sentence(words)}")
