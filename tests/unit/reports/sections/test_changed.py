"""What changed, in sentences: old and new dates, and no more than a reader takes in."""

from dataclasses import replace
from datetime import date

from milestones.changes import Change, Kind
from partnership.reports.document import Paragraph, Table
from partnership.reports.rules.changes import Since
from partnership.reports.sections.changed import NAMED, what_changed
from partnership.reports.snapshot import Basis
from tests.support.small_snapshots import SmallSnapshot

AUGUST, OCTOBER = date(2019, 8, 31), date(2019, 10, 15)
SLIPPED = Change(Kind.SLIPPED, "M3", "Learning", "North", AUGUST, OCTOBER, "Snow", "north")
BASIS = Basis("published", date(2019, 6, 30), "Compared with the last report.")


def told(*changes: Change, since: Since | None = None) -> tuple[list[str], list[Table]]:
    snapshot = SmallSnapshot(changes=changes, since=since or Since(), basis=BASIS)
    blocks = what_changed(snapshot).blocks  # type: ignore[arg-type]
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    return said, [block for block in blocks if isinstance(block, Table)]


def test_changes_are_counted_then_named_by_what_they_are() -> None:
    done = replace(SLIPPED, kind=Kind.DONE, where="Whole programme", area_slug="")
    said, (table,) = told(SLIPPED, done)
    assert said[:4] == [
        "Compared with the last report.",
        "Milestones since 30 June 2019: 1 done and 1 slipped.",
        "Done: M3 Learning, Whole programme (15 October 2019; 31 August 2019 was expected).",
        "Slipped: M3 Learning (31 August 2019, now 15 October 2019).",
    ]
    assert table.rows[0][0].link == (
        "/programmes/co-creating/milestones/M3/?as_at=2019-10-24#at-north"
    )


def test_of_many_of_a_kind_the_first_are_named_and_the_others_counted() -> None:
    new = replace(SLIPPED, kind=Kind.NEW, before_on=None)
    said, (table,) = told(new, *[SLIPPED] * (NAMED + 2))
    assert said[3].endswith("; and 2 more.")
    assert len(table.rows) == NAMED + 3


def test_one_kind_alone_is_told_by_the_table() -> None:
    said, _ = told(SLIPPED)
    assert said[1] == "Milestones since 30 June 2019: 1 slipped."
    assert not any(words.startswith("Slipped:") for words in said)


def test_the_decision_behind_a_change_is_told_with_its_reason() -> None:
    decided = "Joint group: “One month more.”"
    _, (table,) = told(SLIPPED, replace(SLIPPED, decision=decided, is_late=True))
    assert [[row[2].words, row[-1].words] for row in table.rows] == [
        ["Slipped", "Snow"],
        ["Slipped; late entry", f"Snow. Decided: {decided}"],
    ]
    _, (table,) = told(replace(SLIPPED, reason=""))
    assert table.rows[0][-1].words == "not recorded"


def test_that_nothing_changed_is_said() -> None:
    said, tables = told()
    assert said[1:] == [
        "No date or stage of any milestone was reported to have changed since 30 June 2019.",
        "Nothing in the register of risks and issues is new or stands otherwise.",
    ]
    assert tables == []
