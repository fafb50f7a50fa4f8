"""A layout that can't be printed is refused in words; those that are shipped can be."""

from dataclasses import replace

import pytest

from partnership.reports.rules.layout import Layout, RowLayout, SectionLayout
from partnership.reports.rules.parts import WORDS, Part
from partnership.reports.shipped import SHIPPED
from partnership.reports.shipped.boards import NORTH_AYRSHIRE
from partnership.reports.shipped.national import NATIONAL

ONE = SectionLayout("one", "One", (Part.RISKS,))
PLACE = SectionLayout("implications", "Implications", (Part.IMPLICATIONS,))
ROW = RowLayout("legal", "Legal")


@pytest.mark.parametrize("layout", SHIPPED, ids=lambda each: each.slug)
def test_a_shipped_layout_can_be_published(layout: Layout) -> None:
    assert layout.faults() == ()
    assert any(each.is_mandatory for each in layout.sections)
    assert Part.SUMMARY in layout.sections[0].parts
    assert Part.WHAT_CHANGED in (*layout.sections[0].parts, *layout.sections[1].parts)
    assert Part.BOARDS_WORD in {part for each in layout.sections for part in each.parts}


def test_shipped_layouts_have_addresses_of_their_own() -> None:
    assert len({each.slug for each in SHIPPED}) == len(SHIPPED) == 5


def test_north_ayrshire_asks_the_nine_implications_of_its_paper() -> None:
    assert [row.heading for row in NORTH_AYRSHIRE.rows] == [
        "Financial", "Human resources", "Legal", "Equality", "Children and young people",
        "Environmental and sustainability", "Key priorities", "Risk", "Community benefits",
    ]  # fmt: skip


def test_the_national_report_has_the_same_for_the_whole_programme_and_more() -> None:
    """Only an Integration Joint Board gives directions."""
    ours, theirs = ({each.key for each in of.sections} for of in (NATIONAL, NORTH_AYRSHIRE))
    assert theirs - ours == {"direction"}
    assert ours - theirs == {"decided", "areas", "learning", "decisions-asked-for"}
    assert NATIONAL.rows == NORTH_AYRSHIRE.rows


def test_every_part_is_printed_by_some_layout_and_has_words() -> None:
    printed = {part for layout in SHIPPED for each in layout.sections for part in each.parts}

    assert printed == set(Part) == set(WORDS)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sections": ()}, "It has no section."),
        ({"sections": (ONE, replace(ONE, key="two"))}, "“Risks and issues” is printed twice."),
        ({"sections": (ONE, replace(ONE, parts=()))}, "Two of its sections have the name “one”."),
        ({"rows": (ROW,)}, "It asks for implications, and no section prints them."),
        ({"sections": (ONE, PLACE)}, "A section prints implications, and none is asked for."),
        (
            {"sections": (ONE, PLACE), "rows": (ROW, ROW)},
            "Two of its implications have the name “legal”.",
        ),
    ],
)
def test_what_hinders_a_layout_is_said(change: dict[str, object], words: str) -> None:
    layout = replace(Layout("own", "Own", (ONE,)), **change)  # type: ignore[arg-type]

    assert words in layout.faults()
