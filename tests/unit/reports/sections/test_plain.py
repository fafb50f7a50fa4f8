"""The summary in plain words: no status word of ours or the board's, no figure made up."""

from datetime import date
from types import SimpleNamespace

from partnership.reports.sections.plain import PlainSummary, plain_summary
from tests.support.plan_parts import a_delivery, a_part, a_row, done
from tests.support.small_snapshots import SmallSnapshot, some_events

LATE = a_delivery(a_row(1, due=2), "North")
DONE = a_delivery(a_row(2, due=2), "North", done(date(2019, 2, 1)))
LATER = a_delivery(a_row(3, due=20, title="Open the reading room"), "North")


def summary(snapshot: SmallSnapshot) -> PlainSummary:
    return plain_summary(SimpleNamespace(snapshot=snapshot, fingerprint="0" * 64))  # type: ignore[arg-type]


def said(snapshot: SmallSnapshot) -> dict[str, tuple[str, ...]]:
    return dict(summary(snapshot).sections)


def test_statuses_are_said_as_people_say_them() -> None:
    (going,) = said(SmallSnapshot(a_part(LATE, DONE)))["How it is going"]
    assert going == (
        "This was month 10 of 24. The plan has 2 steps here: 1 is finished and 1 is late or"
        " expected to be late."
    )


def test_what_was_written_comes_first_paragraph_by_paragraph() -> None:
    snapshot = SmallSnapshot(texts={"plain-summary": "We began.\r\n\r\nIt went well."})
    assert said(snapshot)["In short"] == ("We began.", "It went well.")
    assert "In short" not in said(SmallSnapshot())


def test_who_came_is_counted_at_each_event_and_never_made_up() -> None:
    assert said(SmallSnapshot())["What happened"] == ("No event was reported for this time.",)
    came = said(SmallSnapshot(events=some_events(1, attendance=40)))["What happened"]
    assert came[0] == "1 event was held."
    assert came[1].startswith("People who came: 40. Somebody who came to two events")
    places = said(SmallSnapshot(events=some_events(2, places=60)))["What happened"]
    assert places[1].startswith("Places taken in activities: 60.")
    unknown = said(SmallSnapshot(events=some_events(2)))["What happened"]
    assert unknown[1] == "How many people came was not recorded."


def test_a_plan_without_steps_says_so() -> None:
    found = said(SmallSnapshot())
    assert found["How it is going"] == ("The plan has no steps yet.",)
    assert "What comes next" not in found


def test_what_comes_next_has_its_day() -> None:
    (words,) = said(SmallSnapshot(a_part(LATER)))["What comes next"]
    assert words == "By 31 August 2020: Open the reading room."


def test_a_draft_is_marked_and_a_published_one_only_by_its_body() -> None:
    assert summary(SmallSnapshot()).mark == "Draft – not approved"
    about = {"is_draft": False, "marking": "CLASSIFICATION: PUBLIC"}
    assert summary(SmallSnapshot(about=about)).mark == "CLASSIFICATION: PUBLIC"
