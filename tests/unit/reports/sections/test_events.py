"""Events in a report: corrections, late entries, sectors and satisfaction in words."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from partnership.programmes.periods import Period
from partnership.reports.document import ROWS_IN_PRINT, Block, Listing, Paragraph, Table
from partnership.reports.sections.engagement import NOTES_IN_PRINT, _events_table, _opening, at_odds
from partnership.reports.sections.since import corrections, late_entries
from partnership.reports.sections.taking_part import by_sector, satisfaction
from pilots.counting import CountType, Tally
from pilots.event_lines import EventLine, EventLines
from pilots.parts import (
    Answered,
    CorrectionRow,
    Engagement,
    EngagementPart,
    EventRow,
    LateRow,
    PointRow,
)

NOBODY = Tally(CountType.ATTENDANCE)
NONE = Engagement(0, (), NOBODY, NOBODY, NOBODY, 0)
ROW = EventRow(
    "talk", "Talk", "Training", "North", "", "1 November 2019", None, date(2019, 11, 1),
    NOBODY, NOBODY, (), NOBODY, (),
)  # fmt: skip
DAY, QUARTER = date(2019, 11, 5), Period.ending(date(2019, 12, 31))


@dataclass(frozen=True)
class About:
    period: Period = QUARTER
    programme_slug: str = "co-creating"
    as_at: date = QUARTER.last
    area_slug: str = ""
    counted_by: date | None = None
    is_of_one_area: bool = False


@dataclass(frozen=True)
class Look:
    """As much of a snapshot as the sections read."""

    engagement: EngagementPart
    particulars: About = About()
    basis: None = None
    since: None = None


def look(now: Engagement = NONE, **parts: object) -> Look:
    return Look(EngagementPart(now=now, before=NONE, held=(), planned=(), **parts))  # type: ignore[arg-type]


def paragraphs(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def rows(blocks: list[Block]) -> list[list[str]]:
    (table,) = (block for block in blocks if isinstance(block, Table))
    return [[cell.words for cell in row] for row in table.rows]


def links(blocks: list[Block]) -> list[list[str]]:
    (table,) = (block for block in blocks if isinstance(block, Table))
    return [[cell.link for cell in row] for row in table.rows]


def test_nothing_is_said_where_there_is_nothing():
    empty = look()

    for section in (corrections, late_entries, by_sector, satisfaction):
        assert section(empty) == []  # type: ignore[arg-type]


def test_only_the_events_on_a_page_lead_to_their_records():
    held = tuple(replace(ROW, slug=f"talk-{place}") for place in range(ROWS_IN_PRINT + 2))
    table = _events_table(Look(EngagementPart(now=NONE, before=NONE, held=held, planned=())))  # type: ignore[arg-type]
    assert [bool(name.link) for name, *_ in table.rows] == [True] * ROWS_IN_PRINT + [False] * 2


@pytest.mark.parametrize(
    ("partners", "confirmed", "words"),
    [
        (0, 0, "None of their figures are confirmed yet. No organisation was recorded as a"),
        (1, 1, "the others may change yet. 1 organisation took part as a partner. Footfall"),
        (2, 2, "All figures are confirmed. 2 organisations took part as partners. Footfall"),
    ],
)
def test_partners_and_confirmed_figures_are_said_in_sentences(
    partners: int, confirmed: int, words: str
) -> None:
    now = Engagement(2, (("Fun day", 2),), NOBODY, NOBODY, NOBODY, partners, confirmed)
    assert words in _opening(look(now))  # type: ignore[arg-type]


def test_a_correction_says_what_the_figure_was_and_why():
    row = CorrectionRow("Fair", "", "Footfall", "about 40", "41", "A page was found", DAY)

    told = corrections(look(corrections=(row,)))  # type: ignore[arg-type]

    assert paragraphs(told) == ["1 figure reported by 30 September 2019 was corrected since."]
    assert rows(told) == [
        ["Fair", "Whole programme", "Footfall", "about 40", "41", "A page was found",
         "5 November 2019"]
    ]  # fmt: skip


def test_what_does_not_fit_in_lines_of_many_events_is_told_too():
    lines = [EventLine("Fair", "Fun day", "", "", "2019", None, *[NOBODY] * 3, "fair", "Odd.")]
    part = EngagementPart(
        now=NONE, before=NONE, held=(), planned=(), lines=EventLines.of(lines * NOTES_IN_PRINT * 2)
    )

    _, listing = at_odds(Look(part))  # type: ignore[arg-type]

    assert listing.items[0] == "Fair: Odd."  # type: ignore[union-attr]
    assert listing.items[NOTES_IN_PRINT:] == ("and 20 events more",)  # type: ignore[union-attr]


def test_figures_that_do_not_fit_are_told_with_why():
    said = "Attendance (50) is more than footfall (40). Why: Side door."
    odd = replace(ROW, name="Fair", at_odds=said)
    found = Look(EngagementPart(now=NONE, before=NONE, held=(ROW, odd), planned=()))

    _, listing = at_odds(found)  # type: ignore[arg-type]

    assert listing == Listing((f"Fair: {said}",))
    assert at_odds(look()) == []  # type: ignore[arg-type]


def test_a_late_entry_is_labelled_and_said_to_be_in_no_total():
    row = LateRow("Fair", "North", "20 August 2019", "Footfall: 40", DAY)

    told = late_entries(look(late=(row,)))  # type: ignore[arg-type]

    assert "not in this period’s totals" in paragraphs(told)[0]
    assert rows(told) == [
        ["Fair", "North", "20 August 2019", "Footfall: 40", "5 November 2019", "–"]
    ]


def test_sectors_say_at_how_many_events_people_were_counted():
    people = Tally(CountType.ATTENDANCE, 10, is_about=True, missing=1)
    now = Engagement(
        3, (), NOBODY, NOBODY, NOBODY, 0, sectors=(("Health", people),), sectors_told=2,
        sectors_asked=3,
    )  # fmt: skip

    told = by_sector(look(now, boards=("North board", "South board")))  # type: ignore[arg-type]

    assert "2 of 3 events" in paragraphs(told)[0]
    assert paragraphs(told)[1].endswith("engaged: North board and South board.")
    assert rows(told) == [["Health", "about 10, 1 event not recorded"]]
    assert "/events/?as_at=2019-12-31&status=held" in links(told)[0][1]


def test_few_answers_have_no_column_for_shares():
    few = Answered("3 of 4.", "Too few.", (PointRow("Satisfied", 3, "", ""),), 4)
    enough = Answered("30 of 40.", "", (PointRow("Satisfied", 30, "75%", "60% to 86%"),), 40)

    told = {
        each.base: satisfaction(look(Engagement(1, (), NOBODY, NOBODY, NOBODY, 0, answered=each)))  # type: ignore[arg-type]
        for each in (few, enough)
    }

    assert rows(told[4]) == [["Satisfied", "3"]]
    assert paragraphs(told[4])[0].endswith("3 of 4. Too few.")
    assert rows(told[40]) == [["Satisfied", "30", "75%", "60% to 86%"]]
    assert all(links(each)[0][1] for each in told.values())
