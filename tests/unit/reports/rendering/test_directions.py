"""Words that run from right to left say so in tables."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from partnership.reports.document import Cell, Column, Table

ARABIC = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER REH}"
TABLE = Table("Notes", "Notes", (Column("What"), Column("Note")), ())


def printed(block: Table) -> str:
    return render_to_string(block.template, {"block": block})


@pytest.mark.parametrize(("words", "is_so"), [(ARABIC, True), ("12 held", False)])
def test_a_cell_says_that_its_words_run_left(words: str, is_so: bool) -> None:
    cell = Cell(words, words)
    said = printed(replace(TABLE, rows=((cell, Cell("here")), (Cell("there"), cell))))
    assert said.count('dir="rtl"') == (2 if is_so else 0)
    assert (f'<th scope="row" dir="rtl">{words}' in said) is is_so
    assert (f'<td dir="rtl">{words}' in said) is is_so
