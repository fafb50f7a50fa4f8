"""The framework matrix: cases by themes, ready for a page or a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.presenters.conversations import place_words
from evaluation.selectors.themes import Branch, Matrix

MOST_COLUMNS = 15
HEADS = ("Case", "Kind", "When", "Where")


@dataclass(frozen=True)
class Cell:
    """What a case says on a theme in short, and how many excerpts stand behind it."""

    theme: Any
    text: str
    excerpts: int


@dataclass(frozen=True)
class Row:
    """A case with its cells, in the order of the columns."""

    case: Any
    cells: tuple[Cell, ...]


def columns(branches: Iterable[Branch], top: str) -> list[Any]:
    """Every theme, or the one called `top` with all that is under it."""
    found: list[Any] = []
    depth = None
    for each in branches:
        if depth is not None and each.depth <= depth:
            depth = None
        if not top or depth is not None or each.theme.slug == top:
            found.append(each.theme)
        if each.theme.slug == top:
            depth = each.depth
    return found


def shown(found: Sequence[Any]) -> tuple[list[Any], str]:
    """As many columns as anybody can read side by side, and what is said of the others."""
    if len(found) <= MOST_COLUMNS:
        return list(found), ""
    tops = [each for each in found if each.part_of_id is None] or found
    words = f"{len(found)} themes are too many to stand side by side: the files have all of them."
    return list(tops[:MOST_COLUMNS]), f"{words} Choose a theme to see what is under it."


def rows(cases: Iterable[Any], themes: Sequence[Any], matrix: Matrix) -> list[Row]:
    """Each case with a cell for each theme."""
    return [Row(case, tuple(_cell(matrix, case, theme) for theme in themes)) for case in cases]


def _cell(matrix: Matrix, case: Any, theme: Any) -> Cell:
    at = case.pk, theme.pk
    written = matrix.summaries.get(at)
    return Cell(theme, written.text if written else "", matrix.excerpts.get(at, 0))


def heads(themes: Iterable[Any]) -> list[str]:
    """The heads of the file."""
    return [*HEADS, *(each.name for each in themes)]


def file_row(row: Row) -> list[str]:
    """A case as a row of the file."""
    case = row.case
    return [
        case.title,
        case.get_kind_display(),
        case.when.words,
        place_words(case),
        *(cell.text for cell in row.cells),
    ]
