"""The words of a published report, section by section, as its archive searches them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from partnership.reports.document import (
    Block,
    Choices,
    Document,
    KeyFigures,
    Listing,
    Paragraph,
    StatusSentence,
    Subheading,
    Table,
)

COVER = "Cover"
LONGEST_HEADING = 200


@dataclass(frozen=True)
class Said:
    """What one section says; number 0 is the cover."""

    number: int
    heading: str
    text: str


def said_in(document: Document) -> list[Said]:
    """Each section of a document that says something, and its cover."""
    cover = [document.title, document.subtitle, document.body, *document.recommendations]
    cover += [f"{label}: {words}" for label, words in document.cover]
    sections = [
        Said(each.number, each.heading[:LONGEST_HEADING], _joined(_of_all(each.blocks)))
        for each in document.sections
    ]
    return [Said(0, COVER, _joined(cover)), *sections]


def _joined(lines: Iterator[str] | list[str]) -> str:
    return "\n".join(line for line in lines if line)


def _of_all(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _lines(block)


def _lines(block: Block) -> Iterator[str]:
    """What a block says, a line each; drawings and fingerprints say nothing to be searched."""
    match block:
        case Paragraph() | Subheading() | StatusSentence():
            yield block.text
        case Listing():
            yield from block.items
        case KeyFigures():
            yield from (f"{each.label}: {each.value.words}" for each in block.figures)
        case Choices():
            yield from (label for label, is_chosen in block.options if is_chosen)
        case Table():
            yield block.caption
            yield from (" · ".join(cell.words for cell in row) for row in block.rows)
        case _:
            return
