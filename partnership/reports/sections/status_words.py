"""A body's own words for statuses: printed in place of ours, and told beside ours in the notes."""

from collections.abc import Mapping
from dataclasses import replace

from milestones.schedule import Rag
from partnership.reports.document import Block, Cell, Section, Table
from partnership.reports.sections.words import listed, opened
from partnership.reports.snapshot import Particulars

Words = Mapping[str, str]


def in_body_words(section: Section, words: Words) -> Section:
    """The section with the body's words in every cell that says a status."""
    blocks = blocks_in_body_words(section.blocks, words)
    return section if blocks == section.blocks else replace(section, blocks=blocks)


def blocks_in_body_words(blocks: tuple[Block, ...], words: Words) -> tuple[Block, ...]:
    """The same of some blocks."""
    if not any(words.values()):
        return blocks
    return tuple(_table(block, words) if isinstance(block, Table) else block for block in blocks)


def _table(table: Table, words: Words) -> Table:
    return replace(table, rows=tuple(tuple(_cell(each, words) for each in r) for r in table.rows))


def _cell(cell: Cell, words: Words) -> Cell:
    said = opened(words.get(cell.status, ""))
    if not said:
        return cell
    return replace(cell, words=said + cell.reason, value=said + cell.reason, said_as=said)


def mapping_words(about: Particulars) -> str:
    """Which of the body's words stands for which of ours; nothing where it has none."""
    said = [(about.status_words.get(rag.value, ""), rag.value) for rag in Rag]
    own = [(theirs, ours) for theirs, ours in said if theirs.lower() not in ("", ours.lower())]
    pairs = [f"“{theirs}” is our {ours}" for theirs, ours in own]
    kept = [ours for pair in said if pair not in own for ours in pair[1:]]
    if not pairs:
        return ""
    rest = f"; {listed(kept)} are as we say them" if kept else ""
    return f"Statuses are in the words of {about.body}: {listed(pairs)}{rest}."
