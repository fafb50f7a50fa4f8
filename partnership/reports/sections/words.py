"""Ways of saying numbers and lists that the sections share."""

from collections.abc import Iterable
from dataclasses import replace

from partnership.dates import NOT_RECORDED
from partnership.reports.document import Cell
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


def tally_cell(tally: Tally) -> Cell:
    """A total with its qualifiers; not recorded where nothing in it is."""
    if tally.value is None:
        return Cell(NOT_RECORDED)
    value: int | str = tally.words if tally.qualifier_words or tally.missing else tally.value
    return Cell(tally.words, value)


def linked(cell: Cell, path: str) -> Cell:
    """The cell with the way to its records, which the web page alone has."""
    return replace(cell, link=path)


def sentence(words: str) -> str:
    """The words as a sentence: first letter large, closed by a full stop."""
    said = closed(words)
    return said[:1].upper() + said[1:]


def closed(words: str) -> str:
    """The words with a full stop, unless they end as a sentence does."""
    stripped = words.strip()
    return stripped if stripped[-1:] in (*".?!", "") else f"{stripped}."
