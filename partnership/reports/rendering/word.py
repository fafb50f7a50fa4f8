"""The report's text for Word, for committee systems that insist on it.

The same document as the web page and the PDF, in its order and with its numbers, which are
words here: nothing is counted anew when a part of it is pasted into an agenda.
"""

from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

import docx
from docx.document import Document as WordDocument

from partnership.lettering import is_right_to_left
from partnership.reports import document as parts
from partnership.reports.document import Block, Document, Section
from partnership.reports.rendering.word_look import (
    NUMBERED,
    SOURCE,
    STATUS,
    dress,
    new_pages,
)
from partnership.reports.rendering.word_tables import add_table
from partnership.reports.rendering.zipped import same_each_time, writable
from partnership.reports.sections import compose
from partnership.reports.sections.glance import HEADING
from partnership.reports.snapshot import Frozen


def render_word(frozen: Frozen) -> bytes:
    """The .docx of everything that the report says; the same bytes each time."""
    document = compose(frozen)
    word = docx.Document()
    dress(word, document)
    _cover(word, document)
    _glance(word, document)
    for section in document.sections:
        _section(word, section)
    written = BytesIO()
    word.save(written)
    return same_each_time(written.getvalue(), document.dated)


def _cover(word: WordDocument, document: Document) -> None:
    word.add_paragraph(writable(document.body), "Subtitle")
    word.add_paragraph(writable(document.title), "Title")
    word.add_paragraph(writable(document.subtitle), "Subtitle")
    if document.mark:
        _say(word, document.mark).runs[0].bold = True
    rows = [((label, False), (words, False)) for label, words in document.cover]
    add_table(word, [("", False)] * 2, rows, "Cover")
    if document.recommendations:
        _say(word, _asked(document)).runs[0].bold = True
        for letter, words in zip(_letters(), document.recommendations, strict=False):
            _say(word, f"({letter})\t{words}", NUMBERED)
    if document.glossary:
        word.add_paragraph("Glossary", "Heading 2")
        terms = [((term, False), (meaning, False)) for term, meaning in document.glossary]
        add_table(word, [("Word", False), ("Meaning", False)], terms, "Glossary")


def _glance(word: WordDocument, document: Document) -> None:
    heading = word.add_paragraph(HEADING, "Heading 1")
    heading.paragraph_format.page_break_before = True
    for block in document.glance:
        WRITERS[type(block)](word, block)


def _asked(document: Document) -> str:
    return f"{document.asks}:" if document.asks else "Recommendations of the last paper:"


def _letters() -> list[str]:
    """a to z, then aa to zz: more than anybody recommends."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return [*alphabet, *(first + second for first in alphabet for second in alphabet)]


def _section(word: WordDocument, section: Section) -> None:
    """A section; what needs the width of a page across stands on such pages."""
    is_wide = section.is_landscape and any(isinstance(each, parts.Table) for each in section.blocks)
    runs = [(True, [*section.blocks])] if is_wide else _runs(section)
    was_across = is_wide or bool(runs and runs[0][0])
    if was_across:
        new_pages(word, is_landscape=True)
    heading = word.add_paragraph(writable(f"{section.number}  {section.heading}"), "Heading 1")
    starts_page = section.number == 1 or section.starts_page or section.is_data_notes
    heading.paragraph_format.page_break_before = starts_page and not was_across
    for is_across, blocks in runs:
        if is_across is not was_across:
            new_pages(word, is_landscape=is_across)
        for block in blocks:
            WRITERS[type(block)](word, block)
        was_across = is_across
    if was_across:
        new_pages(word, is_landscape=False)


def _runs(section: Section) -> list[tuple[bool, list[Block]]]:
    """Its blocks, those together that stand on pages across; a drawing needs none, as it is
    told in words.
    """
    runs = [(turned, list(run)) for turned, run in groupby(section.blocks, parts.is_across)]
    return [
        (turned and any(isinstance(each, parts.Table) for each in run), run) for turned, run in runs
    ]


def _say(word: WordDocument, words: str, style: str | None = None) -> Any:
    """A paragraph; one in a script that runs from right to left runs so."""
    paragraph = word.add_paragraph(writable(words), style)
    if is_right_to_left(words.partition("\t")[2] or words):
        paragraph.paragraph_format.element.get_or_add_pPr().append(docx.oxml.OxmlElement("w:bidi"))
    return paragraph


def _table(word: WordDocument, block: parts.Table) -> None:
    if not block.rows:
        _say(word, f"{block.caption}: nothing is recorded.", SOURCE)
        return
    _say(word, block.caption, "Caption").paragraph_format.keep_with_next = True
    head = [(column.heading, column.is_number) for column in block.columns]
    rows = [[(cell.words, column.is_number) for cell, column in line] for line in block.lines()]
    add_table(word, head, rows, block.caption)
    if block.rows_left_out:
        _say(word, f"{block.rows_left_out:,} further rows are in the data workbook.", SOURCE)
    if block.source:
        _say(word, block.source, SOURCE)


def _paragraph(word: WordDocument, block: parts.Paragraph) -> None:
    _say(word, f"{block.number}\t{block.text}" if block.number else block.text, NUMBERED)


def _statement(word: WordDocument, block: parts.Statement) -> None:
    _say(word, block.text)


def _listing(word: WordDocument, block: parts.Listing) -> None:
    for item in block.items:
        _say(word, item, "List Bullet")


def _subheading(word: WordDocument, block: parts.Subheading) -> None:
    _say(word, block.text, "Heading 2")


def _key_figures(word: WordDocument, block: parts.KeyFigures) -> None:
    head: Sequence[tuple[str, bool]] = [("Figure", False), ("Now", True), ("Before", False)]
    rows = [
        [(each.label, False), (each.value.words, True), (each.before, False)]
        for each in block.figures
    ]
    add_table(word, head, rows, "Key figures")


def _status(word: WordDocument, block: parts.StatusSentence) -> None:
    _say(word, block.text, STATUS)


def _choices(word: WordDocument, block: parts.Choices) -> None:
    for words, is_chosen in block.options:
        _say(word, f"{words} (chosen)" if is_chosen else words, "List Bullet")


def _drawing(word: WordDocument, block: parts.Drawing) -> None:
    """What a drawing says, in words; the drawing itself is in the other files."""
    _say(word, block.caption, "Caption")
    _say(word, block.geometry.title)
    _say(word, "The drawing itself is on the web page and in the PDF.", SOURCE)


def _code(word: WordDocument, block: parts.Code) -> None:
    _say(word, f"{block.label}:", SOURCE)
    _say(word, block.text)


WRITERS: dict[type[Block], Callable[[WordDocument, Any], None]] = {
    parts.Table: _table,
    parts.Paragraph: _paragraph,
    parts.Statement: _statement,
    parts.Listing: _listing,
    parts.Subheading: _subheading,
    parts.KeyFigures: _key_figures,
    parts.StatusSentence: _status,
    parts.Choices: _choices,
    parts.Drawing: _drawing,
    parts.Code: _code,
}
