"""A body's own words for statuses: in every cell, told in the notes, the shape stays ours."""

from types import SimpleNamespace

from partnership.reports.document import Column, Paragraph, Section, Table, status, text
from partnership.reports.sections.status_words import in_body_words, mapping_words

WORDS = {"Amber": "slightly adrift", "Green": ""}
TABLE = Table(
    "Status",
    "Status",
    (Column("Milestone"), Column("Status")),
    ((text("M1"), status("Amber", "late by 5 days")), (text("Amber"), status("Red", ""))),
)
SECTION = Section("Milestones", (Paragraph("Amber"), TABLE))


def test_the_bodys_word_stands_in_cells_that_say_a_status_and_nowhere_else() -> None:
    paragraph, table = in_body_words(SECTION, WORDS).blocks
    assert paragraph == Paragraph("Amber")
    assert isinstance(table, Table)
    told = [[cell.words for cell in row] for row in table.rows]
    assert told == [["M1", "Slightly adrift: late by 5 days"], ["Amber", "Red"]]
    cell = table.rows[0][1]
    assert (cell.status, cell.said_as, cell.reason) == (
        "Amber", "Slightly adrift", ": late by 5 days",
    )  # fmt: skip
    assert cell.value == cell.words


def test_without_words_of_its_own_nothing_is_changed() -> None:
    assert in_body_words(SECTION, {}) is SECTION
    assert in_body_words(SECTION, {"Amber": ""}) is SECTION


def test_the_notes_say_which_word_is_which() -> None:
    about = SimpleNamespace(body="North IJB", status_words=WORDS)
    assert mapping_words(about) == (  # type: ignore[arg-type]
        "Statuses are in the words of North IJB: “slightly adrift” is our Amber; Complete,"
        " Not needed, Red, Green and Not started are as we say them."
    )
    about.status_words = {"Amber": "", "Red": "red"}
    assert mapping_words(about) == ""  # type: ignore[arg-type]
