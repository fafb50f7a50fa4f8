"""A report as a document: sections of numbered paragraphs, tables and figures.

Built once from a frozen snapshot; the web page, the PDF and the data workbook
are three ways of writing the same document, so they can't disagree.
Pure: no Django, no clock, no database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from partnership.dates import NOT_RECORDED, day_words
from partnership.lettering import is_right_to_left

BLOCKS = "reports/document/blocks"
ROWS_KEPT_WHOLE = 5
TWO_LINES = 26  # characters of a key figure's label, five of them side by side
ROWS_IN_PRINT = 120  # laying out longer tables takes minutes; the data workbook has them whole


@dataclass(frozen=True)
class Cell:
    """One cell: the words that are printed, and the value that a spreadsheet holds.

    `status` names a RAG status, which is drawn with its shape. `link` is the path to the
    records behind it, which only the web page has. `said_as` is the body's own word for
    the status, which stands at the beginning of `words`.
    """

    words: str
    value: int | date | str | None = None
    status: str = ""
    link: str = ""
    said_as: str = ""

    @property
    def is_recorded(self) -> bool:
        return self.words != NOT_RECORDED

    @property
    def reason(self) -> str:
        """What a status says after its word."""
        return self.words.removeprefix(self.said_as or self.status)

    @property
    def runs_left(self) -> bool:
        """Whether its words are of a script that runs from right to left."""
        return is_right_to_left(self.words)

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, int)

    @property
    def is_date(self) -> bool:
        return isinstance(self.value, date)


@dataclass(frozen=True)
class Column:
    """A column's heading, with its unit; `is_number` sets it right-aligned.

    `width` is a hint for paper: narrow, wide, widest, or nothing.
    """

    heading: str
    width: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A table of data; the first cell of a row names the row."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_compact: bool = False
    source: str = ""
    is_landscape: bool = False
    template: str = f"{BLOCKS}/table.html"

    def lines(self) -> list[list[tuple[Cell, Column]]]:
        """The rows that are printed, each cell with its column."""
        printed = self.rows[:ROWS_IN_PRINT]
        return [list(zip(row, self.columns, strict=True)) for row in printed]

    @property
    def is_short(self) -> bool:
        """Whether it stands on one page, however little is left of the one before."""
        return len(self.rows) <= ROWS_KEPT_WHOLE

    @property
    def rows_left_out(self) -> int:
        """How many rows only the data workbook holds."""
        return max(len(self.rows) - ROWS_IN_PRINT, 0)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, numbered by the document (1.1, 1.2 …), never by hand."""

    text: str
    number: str = ""
    is_landscape: bool = False
    template: str = f"{BLOCKS}/paragraph.html"


@dataclass(frozen=True)
class Statement:
    """Words without a number: on the page before the numbered sections."""

    text: str
    template: str = f"{BLOCKS}/statement.html"


@dataclass(frozen=True)
class Listing:
    items: tuple[str, ...]
    template: str = f"{BLOCKS}/listing.html"


@dataclass(frozen=True)
class Subheading:
    text: str
    is_landscape: bool = False
    template: str = f"{BLOCKS}/subheading.html"


@dataclass(frozen=True)
class KeyFigure:
    """A number with the one of the period before beside it."""

    label: str
    value: Cell
    before: str = ""


@dataclass(frozen=True)
class KeyFigures:
    figures: tuple[KeyFigure, ...]
    template: str = f"{BLOCKS}/key-figures.html"

    @property
    def has_long_labels(self) -> bool:
        """Whether one takes three lines of its column on paper, so that all are given as many."""
        return any(len(each.label) > TWO_LINES for each in self.figures)


@dataclass(frozen=True)
class StatusSentence:
    text: str
    template: str = f"{BLOCKS}/status.html"


@dataclass(frozen=True)
class Choices:
    """A question with its possible answers, one chosen or none yet."""

    options: tuple[tuple[str, bool], ...]
    template: str = f"{BLOCKS}/choices.html"


@dataclass(frozen=True)
class Drawing:
    """The logic model, drawn; `geometry` is what its template takes."""

    geometry: Any
    caption: str
    is_landscape: bool = False
    template: str = f"{BLOCKS}/drawing.html"


@dataclass(frozen=True)
class Code:
    """Letters and digits that must be copied exactly."""

    label: str
    text: str
    template: str = f"{BLOCKS}/code.html"


Block = (
    Table | Paragraph | Statement | Listing | Subheading | KeyFigures
    | StatusSentence | Choices | Drawing | Code
)  # fmt: skip


def is_across(block: Block) -> bool:
    """Whether a block is turned: it stands on a page across in an upright section."""
    return getattr(block, "is_landscape", False)


@dataclass(frozen=True)
class Section:
    heading: str
    blocks: tuple[Block, ...]
    starts_page: bool = False
    is_landscape: bool = False
    is_data_notes: bool = False
    number: int = 0

    @property
    def anchor(self) -> str:
        return f"section-{self.number}"

    @property
    def heads_across(self) -> bool:
        """Whether what its heading introduces stands on a page across, so that it must too."""
        return bool(self.blocks) and is_across(self.blocks[0])


@dataclass(frozen=True)
class Document:
    """A whole report, ready to be written."""

    title: str
    subtitle: str
    body: str
    mark: str
    cover: tuple[tuple[str, str], ...]
    recommendations: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    dated: date
    identifier: str
    fingerprint: str = ""
    asks: str = ""
    site: str = ""
    counted_by: date | None = None
    glance: tuple[Block, ...] = ()

    def tables(self) -> Iterator[Table]:
        """Every table, in reading order."""
        for blocks in (self.glance, *(section.blocks for section in self.sections)):
            yield from (block for block in blocks if isinstance(block, Table))

    def key_figures(self) -> Iterator[KeyFigure]:
        """Every key figure, in reading order."""
        for blocks in (self.glance, *(section.blocks for section in self.sections)):
            for block in blocks:
                if isinstance(block, KeyFigures):
                    yield from block.figures


@dataclass
class Numbering:
    """Gives sections and their paragraphs their numbers."""

    section: int = 0
    done: list[Section] = field(default_factory=list)

    def take(self, section: Section) -> None:
        """Number a section and its paragraphs, and keep it."""
        self.section += 1
        count = 0
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Paragraph):
                count += 1
                block = replace(block, number=f"{self.section}.{count}")
            blocks.append(block)
        self.done.append(replace(section, number=self.section, blocks=tuple(blocks)))


def text(words: str) -> Cell:
    """A cell of words; nothing is said to be not recorded."""
    return Cell(words or NOT_RECORDED, words or None)


def number(value: int | None, *, words: str = "") -> Cell:
    """A cell with a whole number; None is not recorded, never 0."""
    if value is None:
        return Cell(NOT_RECORDED)
    said = words or f"{value:,}".replace("-", "\N{MINUS SIGN}")
    return Cell(said, value)


def day(value: date | None, *, words: str = "") -> Cell:
    """A cell with a day; None is not recorded, or the words given."""
    if value is None:
        return Cell(words or NOT_RECORDED)
    return Cell(day_words(value), value)


def status(word: str, why: str) -> Cell:
    """A cell with a status in words and its reason."""
    said = f"{word}: {why}" if why else word
    return Cell(said, said, status=word)
