"""Tables of the text for Word: a head that is repeated, rows that never split.

Written as XML rather than through the library's cells, which look the whole table through for
each one: a table of 120 rows would take seconds.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from partnership.lettering import is_right_to_left
from partnership.reports.rendering.word_look import SMALL
from partnership.reports.rendering.zipped import writable

LETTER, MARGINS = 122, 230  # of a bold letter of 10 points, and beside a cell's words
LONG_WORD, LONG_TEXT = 18, 90  # letters
Words = tuple[str, bool]  # what a cell says, and whether it is set right-aligned


def add_table(
    word: WordDocument, head: Sequence[Words], rows: Iterable[Sequence[Words]], caption: str
) -> None:
    """A table of words; the first cell of a row names it, so it is bold."""
    lines = list(rows)
    table: Any = word.add_table(rows=0, cols=len(head), style="Table Grid")
    table.autofit = False
    _describe(table._tbl.tblPr, caption)
    widths = _widths(word, [head, *lines])
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))
    style = word.styles[SMALL].style_id
    if any(words for words, _ in head):
        table._tbl.append(_row(head, widths, style, is_head=True))
    for line in lines:
        table._tbl.append(_row(line, widths, style))
    word.add_paragraph(style=SMALL)


def _widths(word: WordDocument, lines: Sequence[Sequence[Words]]) -> list[int]:
    """Each column's width in twentieths of a point: room for its longest word, and a share of
    what is left by how much it says, so that neither a number nor a sentence starves the others.
    """
    page = word.sections[-1]
    room = int((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)) // 635
    columns = [[words for words, _ in column] for column in zip(*lines, strict=True)]
    least = [_longest_word(texts) * LETTER + MARGINS for texts in columns]
    shares = [min(max(map(len, texts)), LONG_TEXT) for texts in columns]
    left = max(room - sum(least), 0)
    wanted = [each + left * share // sum(shares) for each, share in zip(least, shares, strict=True)]
    return [width * room // sum(wanted) for width in wanted]


def _longest_word(texts: Sequence[str]) -> int:
    """In letters; a very long one is broken, or it would starve the others."""
    longest = max((len(word) for text in texts for word in text.split()), default=1)
    return min(max(longest, 2), LONG_WORD)


def _describe(properties: Any, caption: str) -> None:
    """What the table is, for who can't see it; its width is the text's."""
    _put(properties, "w:tblCaption", val=writable(caption)[:255])
    for width in properties.iter(qn("w:tblW")):
        width.set(qn("w:type"), "pct")
        width.set(qn("w:w"), "5000")


def _row(
    cells: Sequence[Words], widths: Sequence[int], style: str, *, is_head: bool = False
) -> Any:
    row = OxmlElement("w:tr")
    properties = _put(row, "w:trPr")
    _put(properties, "w:cantSplit")
    if is_head:
        _put(properties, "w:tblHeader")
    for place, ((words, is_number), width) in enumerate(zip(cells, widths, strict=True)):
        cell = _put(row, "w:tc")
        _put(_put(cell, "w:tcPr"), "w:tcW", w=str(width), type="dxa")
        looks = {"is_number": is_number, "is_bold": is_head or place == 0}
        for line in writable(words).split("\n"):
            _put_paragraph(cell, line, style, **looks)
    return row


def _put_paragraph(cell: Any, words: str, style: str, *, is_number: bool, is_bold: bool) -> None:
    paragraph, runs_left = _put(cell, "w:p"), is_right_to_left(words)
    properties = _put(paragraph, "w:pPr")
    _put(properties, "w:pStyle", val=style)
    if runs_left:
        _put(properties, "w:bidi")
    if is_number:
        _put(properties, "w:jc", val="right")
    run = _put(paragraph, "w:r")
    looks = _put(run, "w:rPr")
    if is_bold:
        _put(looks, "w:b")
    if runs_left:
        _put(looks, "w:rtl")
    text = _put(run, "w:t")
    text.text = words
    text.set(_named("xml:space"), "preserve")


_named = cache(qn)


def _put(parent: Any, name: str, **values: str) -> Any:
    """A new element at the parent's end; the library's own way takes a multiple of the time."""
    element = parent.makeelement(
        _named(name), {_named(f"w:{key}"): value for key, value in values.items()}
    )
    parent.append(element)
    return element
