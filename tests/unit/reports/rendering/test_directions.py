"""Words that run from right to left say so in tables, lists and headings."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from partnership.reports.document import Block, Cell, Column, Listing, Subheading, Table

ARABIC = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER REH}"
TABLE = Table("Notes", "Notes", (Column("What"), Column("Note")), ())


def printed(block: Block) -> str:
    return render_to_string(block.template, {"block": block})


@pytest.mark.parametrize(("words", "is_so"), [(ARABIC, True), ("12 held", False)])
def test_a_cell_says_that_its_words_run_left(words: str, is_so: bool) -> None:
    cell = Cell(words, words)
    said = printed(replace(TABLE, rows=((cell, Cell("here")), (Cell("there"), cell))))
    assert said.count('dir="rtl"') == (2 if is_so else 0)
    assert (f'<th scope="row" dir="rtl">{words}' in said) is is_so
    assert (f'<td dir="rtl">{words}' in said) is is_so


def test_what_a_person_typed_into_a_list_or_a_heading_runs_its_own_way() -> None:
    assert printed(Listing((ARABIC, "12 held"))).count('<li dir="auto">') == 2
    assert printed(Subheading(ARABIC)).startswith('<h3 dir="auto">')
