"""How two printings of one report differ, in sentences: every figure and word that is not alike.

What a reader would find if they laid the two side by side. Pure: no Django, no clock, no database.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from partnership.reports.document import (
    Block,
    Choices,
    Document,
    Drawing,
    KeyFigures,
    Listing,
    Paragraph,
    Section,
    Statement,
    StatusSentence,
    Subheading,
    Table,
)

MOST = 60  # sentences; more than that is another report
COVER, AT_A_GLANCE = "Cover", "At a glance"
QUOTED = 160  # characters of a text that is quoted
NOTHING = ("", "–")  # what a cell says that says nothing


@dataclass(frozen=True)
class Difference:
    """One thing that is not alike, and the heading of the section that it stands in."""

    section: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.section}: {self.sentence}"


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """What is otherwise in the later printing, in the order in which it is read.

    What each printing says of itself, its fingerprint and data notes, is no difference.
    """
    old, new = _by_heading(before), _by_heading(after)
    found = [Difference(COVER, sentence) for sentence in _of_cover(before, after)]
    found += [
        Difference(heading, sentence)
        for heading in dict.fromkeys([*new, *old])
        for sentence in _of_section(old.get(heading), new.get(heading))
    ]
    return tuple(found)


def in_words(found: Sequence[Difference]) -> list[str]:
    """The differences as lines; beyond the first of them only how many more there are."""
    lines = [str(each) for each in found[:MOST]]
    more = len(found) - len(lines)
    return [*lines, f"And {more:,} more."] if more else lines


def _of_cover(old: Document, new: Document) -> Iterator[str]:
    """Its rows, what is recommended, and the words that it explains."""
    yield from _labelled(dict(old.cover), dict(new.cover))
    yield from _texts(list(old.recommendations), list(new.recommendations))
    yield from _labelled(dict(old.glossary), dict(new.glossary))


def _by_heading(document: Document) -> dict[str, Section]:
    """Sections by their heading; of several with one heading, each by its place among them."""
    glance = Section(AT_A_GLANCE, document.glance)
    sections = [each for each in (glance, *document.sections) if not each.is_data_notes]
    names = _each_once(each.heading for each in sections)
    return dict(zip(names, sections, strict=True))


def _each_once(names: Iterable[str]) -> Iterator[str]:
    """M1, M1 (2), M1 (3) for what is called M1 three times."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _of_section(old: Section | None, new: Section | None) -> Iterator[str]:
    if old is None or new is None:
        yield "the section is new." if old is None else "the section is no longer there."
        return
    yield from _texts(list(_prose(old.blocks)), list(_prose(new.blocks)))
    yield from _figures(old, new)
    yield from _tables(old, new)
    yield from _drawings(old, new)


# -- Prose: one text after the other -----------------------------------------


def _prose(blocks: Iterable[Block]) -> Iterator[str]:
    """Every sentence that is not in a table, in order."""
    for block in blocks:
        match block:
            case Paragraph() | Statement() | StatusSentence() | Subheading():
                yield block.text
            case Listing():
                yield from block.items
            case Choices():
                chosen = [words for words, is_chosen in block.options if is_chosen]
                yield f"Chosen: {'; '.join(chosen) or 'nothing yet'}"


def _texts(old: list[str], new: list[str]) -> Iterator[str]:
    """Texts that are another, gone or new; a text in another place is both."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for step, first, last, start, end in steps:
        if step == "equal":
            continue
        for was, now in zip_longest(old[first:last], new[start:end]):
            yield _of_text(was, now)


def _of_text(was: str | None, now: str | None) -> str:
    if was is None:
        return f"new: “{_short(now or '')}”"
    if now is None:
        return f"no longer there: “{_short(was)}”"
    return f"“{_short(was)}” is now “{_short(now)}”"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= QUOTED else f"{plain[: QUOTED - 1].rstrip()}…"


# -- Figures and tables: by their names --------------------------------------


def _figures(old: Section, new: Section) -> Iterator[str]:
    yield from _labelled(_figures_by_label(old), _figures_by_label(new))


def _labelled(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for label in dict.fromkeys([*now, *was]):
        if was.get(label) != now.get(label):
            yield _change(label, was.get(label, "not there"), now.get(label, "not there"))


def _figures_by_label(section: Section) -> dict[str, str]:
    return {
        figure.label: figure.value.words
        for block in section.blocks
        if isinstance(block, KeyFigures)
        for figure in block.figures
    }


Cells = dict[str, str]  # by column
Rows = dict[str, Cells]  # by the words that name the row


def _tables(old: Section, new: Section) -> Iterator[str]:
    was, now = _tables_by_name(old), _tables_by_name(new)
    for name in dict.fromkeys([*now, *was]):
        yield from _rows(was.get(name, {}), now.get(name, {}))


def _tables_by_name(section: Section) -> dict[str, Rows]:
    tables = (block for block in section.blocks if isinstance(block, Table))
    return {table.name: _rows_by_name(table) for table in tables}


def _rows_by_name(table: Table) -> Rows:
    """Rows by their first cell; of several with one name, each by its place among them."""
    headings = [column.heading for column in table.columns]
    names = _each_once(row[0].words for row in table.rows)
    return {
        name: dict(zip(headings, (cell.words for cell in row), strict=True))
        for name, row in zip(names, table.rows, strict=True)
    }


def _rows(old: Rows, new: Rows) -> Iterator[str]:
    for name in dict.fromkeys([*new, *old]):
        if name not in old:
            yield f"new row “{_short(name)}”: {_said(new[name])}"
        elif name not in new:
            yield f"the row “{_short(name)}” is no longer there."
        else:
            yield from _cells(name, old[name], new[name])


def _said(cells: Cells) -> str:
    """What a row says beside its name."""
    return "; ".join(f"{column} {_short(words)}" for column, words in list(cells.items())[1:])


def _cells(name: str, old: Cells, new: Cells) -> Iterator[str]:
    for column in dict.fromkeys([*new, *old]):
        was, now = old.get(column, ""), new.get(column, "")
        if was != now and not (was in NOTHING and now in NOTHING):
            yield _change(f"{_short(name)}, {column}", was, now)


def _change(what: str, was: str, now: str) -> str:
    return f"{what}: was {_short(was) or 'empty'}, is now {_short(now) or 'empty'}."


def _drawings(old: Section, new: Section) -> Iterator[str]:
    was, now = (
        [block.geometry for block in section.blocks if isinstance(block, Drawing)]
        for section in (old, new)
    )
    if was != now:
        yield "the drawing is another."
