"""Two printings of one report, laid side by side: what is not alike is said, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from partnership.reports.document import (
    Block,
    Cell,
    Choices,
    Code,
    Column,
    Document,
    Drawing,
    KeyFigure,
    KeyFigures,
    Listing,
    Paragraph,
    Section,
    StatusSentence,
    Table,
    number,
    text,
)
from partnership.reports.rules.differences import MOST, Difference, differences, in_words

COLUMNS = (Column("Milestone"), Column("Forecast"), Column("Status"))


def printed(*blocks: Block, heading: str = "Milestones", **fields: object) -> Document:
    section = Section(heading, blocks, **fields)  # type: ignore[arg-type]
    return Document("T", "S", "B", "", (), (), (), (section,), date(2019, 9, 30), "x", "f" * 64)


def table(*rows: tuple[str, ...]) -> Table:
    cells = tuple(tuple(text(words) for words in row) for row in rows)
    return Table("Milestones", "Milestones", COLUMNS, cells)


def said(before: Document, after: Document) -> list[str]:
    return [each.sentence for each in differences(before, after)]


def test_equal_printings_do_not_differ_whatever_they_say_of_themselves() -> None:
    one = printed(table(("M1", "today", "Green")), Code("Fingerprint", "a"), Paragraph("As said."))
    other = printed(
        table(("M1", "today", "Green")), Code("Fingerprint", "b"), Paragraph("As said.", "1.7")
    )
    assert said(one, other) == []
    notes = printed(Paragraph("Edition 1"), heading="Data notes", is_data_notes=True)
    assert said(notes, replace(notes, sections=())) == []


def test_a_cell_is_named_by_its_row_and_column() -> None:
    before = printed(table(("M1", "31 May 2019", "Green"), ("M2", "not recorded", "Green")))
    after = printed(table(("M1", "14 June 2019", "Green"), ("M2", "not recorded", "Red")))
    assert said(before, after) == [
        "M1, Forecast: was 31 May 2019, is now 14 June 2019.",
        "M2, Status: was Green, is now Red.",
    ]


def test_rows_come_and_go_and_those_of_one_name_keep_their_place() -> None:
    before = printed(table(("M1", "a", "Green"), ("M1", "b", "Green"), ("M9", "c", "Red")))
    after = printed(table(("M1", "a", "Green"), ("M1", "d", "Green"), ("M2", "e", "Amber")))
    assert said(before, after) == [
        "M1 (2), Forecast: was b, is now d.",
        "new row “M2”: Forecast e; Status Amber",
        "the row “M9” is no longer there.",
    ]


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (Paragraph("Old."), Paragraph("New."), "“Old.” is now “New.”"),
        (StatusSentence("On time."), StatusSentence("Late."), "“On time.” is now “Late.”"),
        (Listing(("a", "b")), Listing(("a",)), "no longer there: “b”"),
        (Listing(()), Listing(("a",)), "new: “a”"),
        (
            Choices((("Council", True), ("None", False))),
            Choices((("Council", False), ("None", False))),
            "“Chosen: Council” is now “Chosen: nothing yet”",
        ),
        (
            KeyFigures((KeyFigure("Events", number(12), "9"),)),
            KeyFigures((KeyFigure("Events", number(13), "9"),)),
            "Events: was 12, is now 13.",
        ),
        (
            KeyFigures((KeyFigure("Events", Cell("12")),)),
            KeyFigures(()),
            "Events: was 12, is now not there.",
        ),
        (Drawing("a", ""), Drawing("b", ""), "the drawing is another."),
    ],
)
def test_each_kind_of_block_is_compared(was: Block, now: Block, sentence: str) -> None:
    assert said(printed(was), printed(now)) == [sentence]


def test_sections_come_and_go() -> None:
    one, other = printed(heading="Risks"), printed(heading="Look ahead")
    assert [str(each) for each in differences(one, other)] == [
        "Look ahead: the section is new.",
        "Risks: the section is no longer there.",
    ]


def test_two_sections_of_one_heading_are_both_compared() -> None:
    first, last = Section("Costs", (Paragraph("A."),)), Section("Costs", (Paragraph("B."),))
    both = replace(printed(), sections=(first, last))
    changed = replace(both, sections=(replace(first, blocks=(Paragraph("C."),)), last))
    assert [str(each) for each in differences(both, changed)] == ["Costs: “A.” is now “C.”"]
    assert [str(each) for each in differences(both, replace(both, sections=(first,)))] == [
        "Costs (2): the section is no longer there."
    ]


def test_the_cover_is_compared() -> None:
    before = replace(
        printed(), cover=(("Purpose", "For noting"), ("To", "The Board")),
        recommendations=("note it", "thank all"), glossary=(("IJB", "A board"),),
    )  # fmt: skip
    after = replace(
        before, cover=(("Purpose", "For approval"), ("To", "The Board")),
        recommendations=("note it", "agree it"), glossary=(),
    )  # fmt: skip
    assert [str(each) for each in differences(before, after)] == [
        "Cover: Purpose: was For noting, is now For approval.",
        "Cover: “thank all” is now “agree it”",
        "Cover: IJB: was A board, is now not there.",
    ]


def test_a_column_that_is_gone_or_new_is_told_where_it_said_something() -> None:
    noted, other = printed(table(("M1", "May", "Late"), ("M2", "May", "–"))), Cell("May")
    bare = Table("Milestones", "", COLUMNS[:2], ((Cell("M1"), other), (Cell("M2"), other)))
    assert said(noted, printed(bare)) == ["M1, Status: was Late, is now empty."]
    assert said(printed(bare), noted) == ["M1, Status: was empty, is now Late."]


def test_long_texts_are_cut_and_many_differences_counted() -> None:
    (sentence,) = said(printed(), printed(Paragraph("word " * 100)))
    assert len(sentence) < 200
    assert sentence.endswith("…”")
    many = [Difference("S", str(place)) for place in range(MOST + 1_200)]
    assert in_words(many)[-1] == "And 1,200 more."
    assert len(in_words(many)) == MOST + 1
    assert in_words(many[:2]) == ["S: 0", "S: 1"]
