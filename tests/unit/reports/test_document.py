"""The document: numbers given by itself, unknowns said, long tables cut in print."""

from datetime import date

import pytest

from partnership.reports.document import (
    ROWS_IN_PRINT,
    Column,
    Numbering,
    Paragraph,
    Section,
    Subheading,
    Table,
    day,
    number,
    status,
    text,
)


def test_sections_and_paragraphs_are_numbered_in_their_order():
    numbering = Numbering()
    numbering.take(Section("First", (Paragraph("a"), Subheading("b"), Paragraph("c"))))
    numbering.take(Section("Second", (Paragraph("d"),)))
    numbers = [
        block.number
        for section in numbering.done
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    assert numbers == ["1.1", "1.2", "2.1"]
    assert [section.anchor for section in numbering.done] == ["section-1", "section-2"]


@pytest.mark.parametrize("cell", [text(""), number(None), day(None)])
def test_an_unknown_is_not_recorded_and_has_no_value(cell):
    assert (cell.words, cell.value) == ("not recorded", None)
    assert not cell.is_recorded


def test_zero_is_a_number_and_is_recorded():
    assert (number(0).words, number(0).value) == ("0", 0)
    assert number(0).is_recorded


def test_numbers_and_days_are_said_in_british_form():
    assert number(-1234).words == "\N{MINUS SIGN}1,234"
    assert day(date(2019, 10, 24)).words == "24 October 2019"


def test_a_status_is_its_word_and_then_its_reason():
    cell = status("Red", "due 28 February 2019")
    assert (cell.status, cell.reason) == ("Red", ": due 28 February 2019")
    assert cell.words == cell.status + cell.reason


def test_a_long_table_is_cut_in_print_and_says_by_how_much():
    rows = tuple((number(place),) for place in range(ROWS_IN_PRINT + 25))
    table = Table("Long", "A long table", (Column("Number", is_number=True),), rows)
    assert len(table.lines()) == ROWS_IN_PRINT
    assert table.rows_left_out == 25
    assert Table("Short", "", table.columns, rows[:3]).rows_left_out == 0
