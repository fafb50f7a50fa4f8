"""Pages on which a board's word is recorded: by its officer, for a published report."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from partnership.people.models import Role
from partnership.reports.actions.deciding import BoardsAnswer, record_decision
from partnership.reports.actions.directing import Instruction, record_direction
from partnership.reports.models import BoardDecision, Direction, Report
from pilots.models import Decision, ReportingBody
from tests.support import drafting_reports as a
from tests.support.builders import a_body, a_person
from tests.support.report_pages import Visitor, words

PAGE = "/programmes/co-creating/reports/north-ijb/2019-09-30/decision/"
DIRECTIONS = "/programmes/co-creating/reporting-bodies/north-ijb/directions/"
NOTED = {
    "meeting_on": "24 October 2019", "outcome": "noted", "text": "With thanks", "minute": "Item 7",
}  # fmt: skip
DIRECTED = {
    "reference": "D1", "given_on": "2019-10-24", "to_whom": "council", "functions": "Outreach",
    "text": "Open on Sundays", "budget": "", "intended_outcome": "", "review_on": "",
    "replaces": "", "effect": "", "report": "", "minute": "",
}  # fmt: skip


def once() -> dict[str, str]:
    return {"once_key": str(uuid4())}


@pytest.fixture
def officer(body: ReportingBody, client: Client) -> Client:
    client.force_login(a_person(Role.IJB_OFFICER, body))
    return client


def test_an_officer_records_what_the_board_did_once_however_often_it_is_sent(
    body: ReportingBody, officer: Client
):
    a.published(body)
    sent = NOTED | once()
    for _ in range(2):
        response = officer.post(PAGE, sent)
        assert response["Location"] == "/programmes/co-creating/reports/north-ijb/2019-09-30/"
    assert "a moment ago" in words(officer.post(PAGE, NOTED | once()))
    decision = BoardDecision.objects.get()
    assert (decision.outcome, decision.minute) == ("noted", "Item 7")
    assert Decision.objects.get().body == body


def test_it_is_corrected_and_two_at_once_are_told(body: ReportingBody, officer: Client):
    a.published(body)
    officer.post(PAGE, NOTED | once())
    change = NOTED | {"outcome": "approved", "why": "Misread", "seen_version": "1"}
    assert officer.post(PAGE, change).status_code == 302
    late = officer.post(PAGE, change | {"text": "Another word"})
    assert late.status_code == 200
    assert "Another word" in words(late)
    assert BoardDecision.objects.get().text == "With thanks"


def test_what_cannot_be_is_said_at_its_field(body: ReportingBody, officer: Client):
    a.published(body)
    for wrong, said in (
        ({"meeting_on": "2019-09-30"}, "so it was put to a later meeting"),
        ({"outcome": "asked-for-more", "text": ""}, "Say what the board asked for"),
        ({"meeting_on": "24 Octobr"}, "Enter a real day"),
        ({"text": "x" * 5001}, "Shorten “In the board’s words” to 5,000 characters"),
    ):
        response = officer.post(PAGE, NOTED | once() | wrong)
        assert response.status_code == 200
        assert said in words(response)
    assert not BoardDecision.objects.exists()


@pytest.mark.parametrize(
    ("met_on", "offered"), [(date(2019, 10, 24), True), (date(2999, 10, 24), False)]
)
def test_the_day_of_its_meeting_is_offered_once_it_has_come(
    body: ReportingBody, officer: Client, met_on: date, offered: bool
):
    a.published(
        body, meeting=body.meetings.create(meeting_on=met_on, papers_due_on=date(2019, 10, 10))
    )
    assert (f'value="{met_on}"' in officer.get(PAGE).content.decode()) is offered


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}?edition=2", PAGE.replace("09-30", "12-31")])
def test_what_was_not_published_has_no_such_page(body: ReportingBody, officer: Client, path: str):
    a.approved(body)
    assert officer.get(path).status_code == 404


def test_an_officer_of_another_body_does_not_find_it(body: ReportingBody, client: Client):
    a.published(body)
    client.force_login(a_person(Role.IJB_OFFICER, a_body(body.programme, "South IJB")))
    for path in (PAGE, DIRECTIONS, f"{DIRECTIONS}new/"):
        assert client.get(path).status_code == 404


def test_a_direction_is_recorded_and_shown_with_what_it_changes(
    body: ReportingBody, officer: Client
):
    assert officer.post(f"{DIRECTIONS}new/", DIRECTED | once()).status_code == 302
    first = Direction.objects.get()
    second = DIRECTED | {
        "reference": "D2", "given_on": "2020-01-23", "replaces": str(first.pk), "effect": "varied",
    }  # fmt: skip
    response = officer.post(f"{DIRECTIONS}new/", second | once(), follow=True)
    assert "<dt>Varies</dt>" in words(response)
    said = words(officer.get(DIRECTIONS))
    assert "varies D1" in said
    assert "Varied" in said
    assert "<dt>Varied by</dt>" in words(officer.get(f"{DIRECTIONS}{first.pk}/"))
    assert "Nothing has been changed" not in words(officer.get(f"{DIRECTIONS}{first.pk}/"))


def test_editions_are_told_apart_where_a_direction_was_decided_with_one(
    body: ReportingBody, officer: Client
):
    first = a.published(body)
    Report.objects.filter(pk=first.pk).update(stage="superseded")
    moment, second = (
        timezone.now(),
        a.with_files(a.a_draft(body, edition=2, corrects=first, why="X")),
    )
    stage = {"stage": "published", "approved_at": moment, "published_at": moment}
    Report.objects.filter(pk=second.pk).update(**stage)
    offered = officer.get(f"{DIRECTIONS}new/").context["form"].fields["report"].choices
    told = ["None", "July to September 2019, edition 2", "July to September 2019"]
    assert [label for _, label in offered] == told
    sent = DIRECTED | once() | {"report": str(first.pk)}
    page = officer.post(f"{DIRECTIONS}new/", sent, follow=True)
    assert "/2019-09-30/editions/1/" in words(page)


def test_an_officer_meets_nobodys_name_and_a_manager_sees_who_changed_what(
    body: ReportingBody, signed_in: Visitor
):
    said = Instruction("D1", date(2019, 10, 24), "both", "Outreach", "Open on Sundays.")
    clerk = a_person(Role.IJB_OFFICER, body)
    clerk.display_name = "Clerk to the board"
    clerk.save()
    page = f"{DIRECTIONS}{record_direction(body=body, said=said, by=clerk).pk}/"
    assert "Clerk to the board" in words(signed_in(Role.PROGRAMME_MANAGER).get(page))
    assert "Clerk to the board" not in words(signed_in(Role.IJB_OFFICER).get(page))


def test_a_direction_is_said_to_be_complete(body: ReportingBody, officer: Client):
    officer.post(f"{DIRECTIONS}new/", DIRECTED | once())
    first = Direction.objects.get()
    edit = f"{DIRECTIONS}{first.pk}/edit/"
    assert officer.get(edit).context["form"].initial["reference"] == "D1"
    done = DIRECTED | {"is_complete": "on", "why": "Done in May", "seen_version": "1"}
    assert officer.post(edit, done).status_code == 302
    first.refresh_from_db()
    assert first.status == "complete"
    assert officer.get(f"{DIRECTIONS}{first.pk + 1}/").status_code == 404


def test_a_body_that_gives_no_directions_has_no_form_for_one(
    body: ReportingBody, signed_in: Visitor
):
    a_body(body.programme, "Trust", kind="trust")
    client = signed_in(Role.PROGRAMME_MANAGER)
    page = client.get(DIRECTIONS.replace("north-ijb", "trust"))
    assert "Record a direction" not in words(page)
    assert client.get(DIRECTIONS.replace("north-ijb", "trust") + "new/").status_code == 404


def test_what_the_board_did_stands_in_the_list_on_the_overview_and_on_the_bodys_page(
    body: ReportingBody, signed_in: Visitor
):
    report = a.published(body)
    client = signed_in(Role.PROGRAMME_MANAGER)
    assert "Record what it decided" in words(client.get("/programmes/co-creating/reports/"))
    answer = BoardsAnswer(date(2019, 10, 24), "noted")
    record_decision(report=report, answer=answer, by=a_person(Role.IJB_OFFICER, body))
    for path, said in (
        ("reports/", "Noted on 24 October 2019"),
        ("", "noted on 24 October 2019"),
        (
            "reporting-bodies/north-ijb/",
            "It noted the report on July to September 2019 on 24 October 2019.",
        ),
        ("decisions/", "Noted the progress report on July to September 2019."),
    ):
        assert said in words(client.get(f"/programmes/co-creating/{path}"))
