"""Ways of saying numbers and lists that the sections share."""

from collections.abc import Iterable
from dataclasses import replace

from milestones.schedule import Rag
from partnership.dates import NOT_RECORDED
from partnership.reports.document import Cell
from partnership.reports.snapshot import Particulars
from pilots.counting import Tally


def plural(count: int, one: str, many: str = "") -> str:
    """1 event, 2 events, no events."""
    noun = one if count == 1 else many or f"{one}s"
    return f"{count:,} {noun}" if count else f"no {noun}"


def listed(items: Iterable[str], *, last: str = "and") -> str:
    """a; a and b; a, b and c."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def first_of(items: Iterable[str], most: int) -> str:
    """a, b and c; where there are more than `most`, the first of them: a, b and 4 more."""
    words = list(items)
    more = len(words) - most
    return listed([*words[:most], f"{more:,} more"] if more > 0 else words)


def tally_cell(tally: Tally) -> Cell:
    """A total with its qualifiers; not recorded where nothing in it is."""
    if tally.value is None:
        return Cell(NOT_RECORDED)
    value: int | str = tally.words if tally.qualifier_words or tally.missing else tally.value
    return Cell(tally.words, value)


def rag_word(about: Particulars, rag: Rag) -> str:
    """What the body calls a status."""
    return about.status_words.get(rag.value) or rag.value


def linked(cell: Cell, path: str) -> Cell:
    """The cell with the way to its records, which the web page alone has."""
    return replace(cell, link=path)


def sentence(words: str) -> str:
    """The words as a sentence: first letter large, closed by a full stop."""
    return opened(closed(words))


def opened(words: str) -> str:
    """The words with their first letter large, the others as they are."""
    return words[:1].upper() + words[1:]


def closed(words: str) -> str:
    """The words with a full stop, unless they end as a sentence does."""
    stripped = words.strip()
    return stripped if stripped[-1:] in (*".?!", "") else f"{stripped}."
