"""What stands on pages across, and when the glossary leaves the cover."""

from dataclasses import replace
from unittest.mock import patch

import pytest

from partnership.reports.document import (
    Block,
    Column,
    Drawing,
    Paragraph,
    Section,
    Subheading,
    Table,
    text,
)
from partnership.reports.rules.layout import SectionLayout
from partnership.reports.rules.parts import Part
from partnership.reports.sections import written
from partnership.reports.sections.glossary import fits_the_cover
from tests.support.small_snapshots import SmallSnapshot

TABLE = Table("T", "T", (Column("A"),), ((text("a"),),))
WIDE = Section("Wide", (Paragraph("rule"), TABLE), is_landscape=True)
NARROW = Section("Narrow", (Paragraph("words"),))
DRAWN = Section("Drawn", (Drawing(None, "It"),), is_landscape=True)
PARTS = {
    Part.MILESTONES: lambda _: WIDE,
    Part.DUE_NEXT: lambda _: NARROW,
    Part.LOGIC_MODEL: lambda _: DRAWN,
}


def section(*parts: Part, words: str = "") -> Section:
    layout = SectionLayout("milestones", "Milestones", parts)
    with patch.object(written, "PARTS", PARTS):
        found = written.section_of(SmallSnapshot(texts={"milestones": words}), layout)  # type: ignore[arg-type]
    assert found
    return found


def across(blocks: tuple[Block, ...]) -> list[bool]:
    return [block.is_landscape for block in blocks if isinstance(block, Table)]


@pytest.mark.parametrize(("words", "is_whole"), [("", True), ("Short.", True), ("x" * 601, False)])
def test_a_wide_part_alone_turns_its_section_unless_there_is_much_to_read(
    words: str, is_whole: bool
) -> None:
    found = section(Part.MILESTONES, words=words)
    assert found.is_landscape is is_whole
    assert across(found.blocks) == [not is_whole]


@pytest.mark.parametrize(("words", "is_whole"), [("", True), ("Short.", False)])
def test_a_drawing_has_its_page_to_itself(words: str, is_whole: bool) -> None:
    found = section(Part.LOGIC_MODEL, words=words)
    assert found.is_landscape is is_whole
    assert [block.is_landscape for block in found.blocks if isinstance(block, Drawing)] == [
        not is_whole
    ]


TURNED = (
    Subheading("Wide", is_landscape=True),
    Paragraph("rule", is_landscape=True),
    replace(TABLE, is_landscape=True),
)
UPRIGHT = (Subheading("Narrow"), Paragraph("words"))


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("", ()),
        ("Short.", (Paragraph("Short.", is_landscape=True),)),
        ("x" * 601, (Paragraph("x" * 601),)),
    ],
)
def test_among_others_a_wide_part_is_turned_with_its_heading_and_its_words(
    words: str, before: tuple[Block, ...]
) -> None:
    found = section(Part.MILESTONES, Part.DUE_NEXT, words=words)
    assert not found.is_landscape
    assert found.blocks == (*before, *TURNED, *UPRIGHT)
    assert found.heads_across is (len(words) <= 600)


def test_what_stands_before_a_wide_part_stays_upright() -> None:
    found = section(Part.DUE_NEXT, Part.MILESTONES, words="Short.")
    assert found.blocks == (Paragraph("Short."), *UPRIGHT, *TURNED)
    assert not found.heads_across


def test_a_long_glossary_leaves_the_cover() -> None:
    assert fits_the_cover(())
    assert fits_the_cover((("HSCP", "Health and Social Care Partnership"),))
    assert not fits_the_cover((("Term", "m" * 100),) * 5)
