"""What a board did with a report: once for an edition, corrected with its history."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.reports.actions.deciding import (
    BoardsAnswer,
    correct_decision,
    kept_decision,
    record_decision,
)
from partnership.reports.models import BoardDecision, Report
from pilots.models import Decision, ReportingBody
from tests.support.builders import a_body, a_person
from tests.support.drafting_reports import a_draft, approved, published, with_files

NOTED = BoardsAnswer(date(2019, 10, 24), "noted", "Members thanked the libraries.", "Item 7")


@pytest.fixture
def officer(body: ReportingBody) -> User:
    return a_person(Role.IJB_OFFICER, body)


def test_what_the_board_did_is_a_decision_of_the_programme(body: ReportingBody, officer: User):
    record_decision(report=published(body), answer=NOTED, by=officer)
    kept = Decision.objects.get(body=body)
    assert kept.text == (
        "Noted the progress report on July to September 2019. Members thanked the libraries."
    )
    assert kept.decided.day == date(2019, 10, 24)
    assert kept.reported_on == timezone.localdate()
    assert kept.history.get().history_user == officer


def test_two_bodies_of_one_long_name_each_have_their_decision(body: ReportingBody, officer: User):
    slug = "integration-joint-board-of-the-health-and-social-care-partnership-locality"
    ReportingBody.objects.filter(pk=body.pk).update(slug=f"{slug}-1")
    body.refresh_from_db()
    other = a_body(body.programme, "Locality 2", slug=f"{slug}-2")
    for each in (body, other):
        record_decision(report=published(each), answer=NOTED, by=officer)
    assert {each.body for each in Decision.objects.all()} == {body, other}


def test_a_correction_changes_both_and_keeps_what_they_said(body: ReportingBody, officer: User):
    report = published(body)
    decision = record_decision(report=report, answer=NOTED, by=officer)
    approved_it = BoardsAnswer(date(2019, 10, 25), "approved")
    correct_decision(decision=decision, seen=1, answer=approved_it, why="Misread", by=officer)
    decision.refresh_from_db()
    kept = kept_decision(report)
    assert (decision.outcome, decision.text, decision.version) == ("approved", "", 2)
    assert kept.text == "Approved the progress report on July to September 2019."
    assert kept.decided.day == date(2019, 10, 25)
    assert [row.history_change_reason for row in kept.history.all()] == ["Misread", ""]
    with pytest.raises(ChangedMeanwhileError):
        correct_decision(decision=decision, seen=1, answer=NOTED, why="Again", by=officer)
    assert kept_decision(report).text == kept.text


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (BoardsAnswer(date(2100, 1, 1), "noted"), "meeting_on"),
        (BoardsAnswer(date(2019, 9, 30), "noted"), "meeting_on"),
        (BoardsAnswer(date(2019, 10, 24), "asked-for-more"), "text"),
    ],
)
def test_what_cannot_be_is_refused(
    body: ReportingBody, officer: User, answer: BoardsAnswer, field: str
):
    with pytest.raises(RefusedError) as refused:
        record_decision(report=published(body), answer=answer, by=officer)
    assert refused.value.field == field
    assert not BoardDecision.objects.exists()
    assert not Decision.objects.exists()


def test_a_board_that_met_before_a_correction_was_published_had_the_edition_before(
    body: ReportingBody, officer: User
):
    """The form offers the newest edition, and the day of the meeting that the first was for."""
    first = published(body)
    Report.objects.filter(pk=first.pk).update(stage="superseded")
    second = with_files(a_draft(body, edition=2, corrects=first, why="Counted twice"))
    at = {"approved_at": "2019-11-10T09:00Z", "published_at": "2019-11-10T09:00Z"}
    Report.objects.filter(pk=second.pk).update(stage="published", **at)
    second.refresh_from_db()
    with pytest.raises(RefusedError, match="Edition 2 was published on 10 November 2019"):
        record_decision(report=second, answer=NOTED, by=officer)
    on_the_day = replace(NOTED, meeting_on=date(2019, 11, 10))
    assert record_decision(report=second, answer=on_the_day, by=officer).report == second


def test_only_a_published_report_was_put_to_the_board(body: ReportingBody, officer: User):
    with pytest.raises(RefusedError, match="Only a published report"):
        record_decision(report=approved(body), answer=NOTED, by=officer)


def test_recorded_twice_the_second_is_told_of_the_first(body: ReportingBody, officer: User):
    report = published(body)
    record_decision(report=report, answer=NOTED, by=officer)
    with pytest.raises(RefusedError, match="a moment ago"):
        record_decision(report=report, answer=NOTED, by=officer)
    assert Decision.objects.count() == 1
