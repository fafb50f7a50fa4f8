"""The second page: five figures with the last report's, statuses in words, what changed."""

from datetime import date

import pytest

from milestones.changes import Change, Kind
from partnership.reports.document import KeyFigures, Listing, Statement, Table
from partnership.reports.rules.changes import RiskChange, RiskKind, Since
from partnership.reports.sections.glance import figures, glance, status_sentence
from partnership.reports.snapshot import Basis
from tests.support.plan_parts import a_delivery, a_part, a_row, done
from tests.support.small_snapshots import SmallSnapshot, some_events

LATE = a_delivery(a_row(1, due=2), "North")
DONE = a_delivery(a_row(2, due=2), "North", done(date(2019, 2, 1)))
THEN = {"Milestones complete": "0", "Milestones red": "3", "Events held": "2"}
AUGUST, SEPTEMBER = date(2019, 8, 31), date(2019, 9, 30)


def blocks(snapshot: SmallSnapshot, kind: type) -> list:
    return [block for block in glance(snapshot) if isinstance(block, kind)]  # type: ignore[arg-type]


def moved(number: int, before: date | None = AUGUST) -> Change:
    return Change(Kind.SLIPPED, f"M{number}", "Title", "North", before, SEPTEMBER, "Illness")


def a_risk(title: str) -> RiskChange:
    return RiskChange(RiskKind.NEW, "Risk", "R1", title, "North", "not in the register", "12 High")


def test_the_status_is_one_sentence_in_the_bodys_words() -> None:
    snapshot = SmallSnapshot(a_part(LATE, DONE))
    said = "Of 2 milestone deliveries that bear on North, 1 is complete and 1 is red."
    assert status_sentence(snapshot) == said
    snapshot.about = {"status_words": {"Red": "Significantly adrift"}}
    assert "1 is significantly adrift." in status_sentence(snapshot)
    assert figures(snapshot)[1].label == "Milestones significantly adrift"


def test_without_a_plan_it_says_so_and_has_no_table() -> None:
    assert status_sentence(SmallSnapshot()) == "The plan has no milestone yet."
    assert not blocks(SmallSnapshot(), Table)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("published", "3 in the last report"), ("records", "3 in the period before")],
)
def test_five_figures_have_the_last_reports_beside_them(kind: str, words: str) -> None:
    snapshot = SmallSnapshot(
        a_part(LATE, DONE), since=Since(then=THEN), basis=Basis(kind, date(2019, 6, 30))
    )
    (found,) = blocks(snapshot, KeyFigures)
    assert len(found.figures) == 5
    red = found.figures[1]
    assert (red.label, red.value.words, red.before) == ("Milestones red", "1", words)


def test_the_first_report_has_nothing_beside_its_figures() -> None:
    assert {each.before for each in figures(SmallSnapshot())} == {"first report"}


def test_where_nothing_was_held_there_is_nothing_to_count() -> None:
    none, some = SmallSnapshot(), SmallSnapshot(events=some_events(2))
    assert [each.value.words for each in figures(none)[3:]] == ["no event reported"] * 2
    assert [each.value.words for each in figures(some)[3:]] == ["not recorded"] * 2


def test_statuses_are_told_most_urgent_first_with_their_milestones() -> None:
    other = a_delivery(LATE.milestone, "South")
    (table,) = blocks(SmallSnapshot(a_part(DONE, LATE, other)), Table)
    told = [[cell.words for cell in row] for row in table.rows]
    assert told == [["Red", "2", "M1 (2 areas)"], ["Complete", "1", "M2"]]


def test_many_milestones_of_one_status_are_counted_after_the_sixth() -> None:
    late = [a_delivery(a_row(number, due=2), "North") for number in range(1, 10)]
    (table,) = blocks(SmallSnapshot(a_part(*late)), Table)
    assert table.rows[0][2].words == "M1, M2, M3, M4, M5, M6 and 3 more"


def test_what_changed_names_old_and_new_dates() -> None:
    snapshot = SmallSnapshot(changes=(moved(5), moved(6, None)), since=Since((a_risk("Flood"),)))
    (listing,) = blocks(snapshot, Listing)
    assert listing.items == (
        "Slipped: M5 Title, North: 31 August 2019, now 30 September 2019",
        "Slipped: M6 Title, North: 30 September 2019",
        "New in the register: R1 Flood",
    )
    assert not blocks(snapshot, Statement)


def test_as_many_changes_as_fit_are_named_and_the_others_counted() -> None:
    many = tuple(moved(number) for number in range(8))
    snapshot = SmallSnapshot(changes=many, since=Since((a_risk("Flood"),)))
    (listing,), (more,) = blocks(snapshot, Listing), blocks(snapshot, Statement)
    assert len(listing.items) == 6
    assert more.text == "3 more are told further on, all with their reasons."
    alone = SmallSnapshot(since=Since((a_risk("F" * 500), a_risk("Theft"))))
    (listing,), (more,) = blocks(alone, Listing), blocks(alone, Statement)
    assert len(listing.items) == 1
    assert more.text == "1 more is told further on, all with their reasons."


@pytest.mark.parametrize(
    ("has_earlier", "words"), [(False, "This is the first report"), (True, "has changed.")]
)
def test_nothing_changed_is_said(has_earlier: bool, words: str) -> None:
    (said,) = blocks(SmallSnapshot(has_earlier_period=has_earlier), Statement)
    assert words in said.text
