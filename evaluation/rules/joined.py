"""Answers to two versions of a questionnaire under the heads of one file.

Pure: no Django, no clock, no database. What an earlier version asked and is taken for the same
stands under the name that the later one has for it; all else that it asked, under its own name
with the version's number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation.rules.codebook import LABEL, Row, columns, heads, is_alike, score_names
from evaluation.rules.tallying import Instrument, What


@dataclass(frozen=True)
class Joined:
    """The heads of a file, and under which of them the cells of a response stand."""

    heads: tuple[str, ...]
    before: tuple[str, ...] = ()  # of the earlier version, where there is one

    def row(self, cells: Row, *, is_before: bool) -> Row:
        """The cells of one response in the file's columns; empty what it was not asked."""
        names = self.before if is_before and self.before else self.heads[: len(cells)]
        if names == self.heads:
            return cells
        found = dict(zip(names, cells, strict=True))
        return [found.get(head, "") for head in self.heads]


def joined(of: Instrument, *, before: Instrument, same: Mapping[What, What], number: int) -> Joined:
    """The file of a version and of an earlier one, with its number; `same` finds what it asked."""
    own, then = tuple(heads(of)), tuple(_names(of, before, same, number))
    more = tuple(name for name in then if name not in own)
    return Joined((*own, *more), then)


def _names(
    of: Instrument, before: Instrument, same: Mapping[What, What], number: int
) -> Iterator[str]:
    """The head in the file of each cell of the earlier version."""
    now = {then: what for what, then in same.items()}
    later = columns(of)
    for column in columns(before):
        there = (each for each in later if each.what == now.get(column.what))
        twin = next((each for each in there if is_alike(each, column)), None)
        name = twin.name if twin else f"{column.name} (version {number})"
        yield name
        if column.has_words:
            yield name + LABEL
    codes = {scale.what: scale.code for scale in of.scales}
    for scale in before.scales:
        code = codes.get(now.get(scale.what, scale.what))
        names = score_names(code or scale.code, scale.kind)
        yield from (name if code else f"{name} (version {number})" for name in names)
