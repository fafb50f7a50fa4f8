"""What somebody typed is read as paragraphs and lists, and nothing of it is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.prose import MAX_CHARACTERS, MAX_LINES, Block, Paragraph, Points, prose, too_long


@pytest.mark.parametrize(
    ("typed", "blocks"),
    [
        ("", ()),
        (" \r\n\r\n ", ()),
        ("One.\n\nTwo.", (Paragraph("One."), Paragraph("Two."))),
        ("One.\r\n \t\r\nTwo.", (Paragraph("One."), Paragraph("Two."))),
        ("Largs Library\n  Largs  ", (Paragraph("Largs Library\nLargs"),)),
        ("Agreed:\n- one\n- two", (Paragraph("Agreed:"), Points(("one", "two")))),
        ("- one\n\n- two", (Points(("one", "two")),)),
        ("- one\n  goes on\n- two", (Points(("one goes on", "two")),)),
        ("- one\nThen.", (Points(("one",)), Paragraph("Then."))),
        ("- one\n\n  Then.", (Points(("one",)), Paragraph("Then."))),
        ("•\tone\n* two", (Points(("one", "two")),)),
        ("-5 degrees\n-", (Paragraph("-5 degrees\n-"),)),
        ("- one\n\nWords\n\n- two", (Points(("one",)), Paragraph("Words"), Points(("two",)))),
    ],
)
def test_blank_lines_part_paragraphs_and_hyphens_make_lists(
    typed: str, blocks: tuple[Block, ...]
) -> None:
    assert prose(typed) == blocks


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="-•*"), max_size=300))
def test_every_word_is_kept_in_its_order(typed: str) -> None:
    read = " ".join(block.text for block in prose(typed) if isinstance(block, Paragraph))
    assert read.split() == typed.split()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("x" * MAX_CHARACTERS, ""),
        ("word\n\n" * MAX_LINES, ""),
        ("x" * (MAX_CHARACTERS + 1), "60,001 characters in 1 lines"),
        ("word\n" * (MAX_LINES + 1), "3,005 characters in 601 lines"),
    ],
)
def test_what_is_too_long_to_print_is_said_while_it_can_be_shortened(
    typed: str, found: str
) -> None:
    assert too_long(typed).startswith(found)
    assert bool(too_long(typed)) == bool(found)
