"""The board's word stands in its next report, as it stood at the cut-off."""

from datetime import date

import time_machine

from partnership.people.models import Role
from partnership.reports.actions.deciding import BoardsAnswer, record_decision
from partnership.reports.actions.directing import (
    Instruction,
    correct_direction,
    record_direction,
)
from partnership.reports.collect.word import boards_word as collected
from partnership.reports.document import Paragraph, Table
from partnership.reports.rules.board_word import BoardsWord
from partnership.reports.sections.boards_word import NO_DIRECTION, NOTHING_DECIDED, boards_word
from partnership.reports.snapshot import thaw
from pilots.models import ReportingBody
from tests.support.builders import a_body, a_person
from tests.support.drafting_reports import NEXT_QUARTER, a_draft, published

FIRST = Instruction("D1", date(2019, 10, 24), "both", "Outreach", "Open on Sundays.")
SECOND = Instruction("D2", date(2020, 1, 23), "both", "Outreach", "Close on Sundays.")


def said(snapshot) -> list[str]:
    return [each.text for each in boards_word(snapshot).blocks if isinstance(each, Paragraph)]


def test_a_report_says_what_the_board_decided_and_directed_before(body: ReportingBody):
    officer = a_person(Role.IJB_OFFICER, body)
    answer = BoardsAnswer(date(2019, 10, 24), "asked-for-more", "the costs by area.", "Item 7")
    record_decision(report=published(body), answer=answer, by=officer)
    record_direction(body=body, said=FIRST, by=officer)
    snapshot = thaw(a_draft(body, NEXT_QUARTER).snapshot)
    assert said(snapshot) == [
        "On 24 October 2019 the body asked for more on the report on July to September 2019:"
        " the costs by area.",
        "Direction D1, to Council and Health board, on Outreach: Open on Sundays.",
    ]
    tables = [each for each in boards_word(snapshot).blocks if isinstance(each, Table)]
    assert [[cell.words for cell in table.rows[0]] for table in tables] == [
        ["July to September 2019", "24 October 2019", "Asked for more", "Item 7"],
        ["D1", "24 October 2019", "Council and Health board", "Outreach", "not recorded", "Live"],
    ]


def test_what_was_decided_after_the_cut_off_is_not_said(body: ReportingBody):
    officer = a_person(Role.IJB_OFFICER, body)
    late = BoardsAnswer(date(2020, 1, 23), "noted")
    record_decision(report=published(body), answer=late, by=officer)
    first = record_direction(body=body, said=FIRST, by=officer)
    replacing = Instruction(**{**vars(SECOND), "replaces": first, "effect": "revoked"})
    record_direction(body=body, said=replacing, by=officer)
    snapshot = thaw(a_draft(body, NEXT_QUARTER).snapshot)
    live = "Direction D1, to Council and Health board, on Outreach: Open on Sundays."
    assert said(snapshot) == [NOTHING_DECIDED, live]
    assert [row.status for row in snapshot.boards_word.directions] == ["Live"]
    now = collected(body, as_at=date(2020, 3, 31))
    assert [(row.reference, row.status, row.does, row.replaces) for row in now.directions] == [
        ("D2", "Live", "revokes", "D1"), ("D1", "Revoked", "", ""),
    ]  # fmt: skip
    assert [row.outcome for row in now.decisions] == ["Noted"]


def test_what_was_varied_before_and_revoked_after_the_cut_off_stands_as_varied(
    body: ReportingBody,
):
    officer = a_person(Role.IJB_OFFICER, body)
    first = record_direction(body=body, said=FIRST, by=officer)
    for reference, day, effect in (
        ("D2", date(2019, 11, 20), "varied"),
        ("D3", date(2020, 1, 23), "revoked"),
    ):
        first.refresh_from_db()
        later = {"reference": reference, "given_on": day, "replaces": first, "effect": effect}
        record_direction(body=body, said=Instruction(**{**vars(SECOND), **later}), by=officer)
    for as_at, stood in (
        (date(2019, 10, 31), "Live"),
        (date(2019, 12, 31), "Varied"),
        (date(2020, 1, 31), "Revoked"),
    ):
        (row,) = (r for r in collected(body, as_at=as_at).directions if r.reference == "D1")
        assert row.status == stood


def test_what_was_completed_after_the_cut_off_is_not_complete_yet(body: ReportingBody):
    officer = a_person(Role.IJB_OFFICER, body)
    with time_machine.travel("2019-11-05T12:00Z"):
        first = record_direction(body=body, said=FIRST, by=officer)
    done = {"direction": first, "said": FIRST, "is_complete": True, "why": "Done", "by": officer}
    with time_machine.travel("2020-01-31T23:30Z"):
        correct_direction(**done, seen=1)
    with time_machine.travel("2020-02-05T12:00Z"):
        correct_direction(**{**done, "is_complete": False, "why": "Not yet"}, seen=2)
    for as_at, stood in (
        (date(2019, 12, 31), "Live"),
        (date(2020, 1, 30), "Live"),
        (date(2020, 1, 31), "Complete"),
        (date(2020, 2, 29), "Live"),
    ):
        assert [row.status for row in collected(body, as_at=as_at).directions] == [stood]


def test_nothing_recorded_is_said_and_only_joint_boards_have_directions(body: ReportingBody):
    assert said(thaw(a_draft(body).snapshot)) == [NOTHING_DECIDED, NO_DIRECTION]
    trust = a_body(body.programme, "Trust", kind="trust")
    assert collected(trust, as_at=date(2019, 9, 30)) == BoardsWord()


def test_a_body_with_many_words_costs_two_queries(
    body: ReportingBody, django_assert_num_queries
) -> None:
    officer = a_person(Role.IJB_OFFICER, body)
    for number in range(5):
        instruction = Instruction(**{**vars(FIRST), "reference": f"D{number}"})
        record_direction(body=body, said=instruction, by=officer)
    whole = ReportingBody.objects.select_related("council", "health_board").get(pk=body.pk)
    with django_assert_num_queries(2):
        assert len(collected(whole, as_at=date(2020, 3, 31)).directions) == 5
