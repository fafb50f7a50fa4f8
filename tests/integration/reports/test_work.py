"""“My work”: the reports that wait for a person, with what is next and by when."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from partnership.people.mail.sending import deliver
from partnership.people.models import Email, Role, User
from partnership.programmes.access import entries_of
from partnership.reports.actions.drafting import tell_who_is_next
from partnership.reports.models import Report, ReportText
from partnership.reports.selectors.holders import holders_in
from partnership.reports.selectors.waiting import waiting_for
from pilots.actions.roles import grant
from tests.integration.reports.test_board import APPROVED, IN_REVIEW, a_report
from tests.support.builders import a_body, a_group, a_person, a_programme, an_area
from tests.support.report_pages import words


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel("2019-11-14T09:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def chair(body) -> User:
    return a_person(Role.CHAIR, a_group(body.programme, "North group", area=body.area))


@pytest.fixture
def writer(body) -> User:
    return a_person(Role.AREA_MANAGER, body.area)


def work_of(person: User) -> str:
    client = Client()
    client.force_login(person)
    page = words(client.get(reverse("my-work")))
    return page[page.index("<main") :]


def test_a_draft_waits_for_its_writer_and_says_by_when(body, writer, chair) -> None:
    a_report(body)
    page = work_of(writer)
    for said in (
        "Reports that wait for you", ">Late<", "North IJB, July to September 2019", "Drafted",
        "Bring the figures up to date, by 30 October 2019", "6 days to the paper deadline",
        "/reports/north-ijb/2019-09-30/write/",
    ):  # fmt: skip
        assert said in page, said
    assert "North IJB" not in work_of(chair)


@pytest.mark.parametrize(("fields", "word"), [(IN_REVIEW, ">Approve<"), (APPROVED, ">Publish<")])
def test_what_is_given_waits_for_the_chair(body, writer, chair, fields: dict, word: str) -> None:
    a_report(body, **fields)
    assert word in work_of(chair)
    assert "North IJB" not in work_of(writer)


def test_nobody_is_asked_to_approve_their_own(body, programme) -> None:
    first, second = (a_person(Role.PROGRAMME_MANAGER, programme) for _ in range(2))
    a_report(body, submitted_by=first, **IN_REVIEW)
    assert "North IJB" not in work_of(first)
    assert "North IJB" in work_of(second)


def test_files_that_could_not_be_made_wait_for_the_writer_too(body, writer, chair) -> None:
    a_report(body, state="failed", failure="Because.", **IN_REVIEW)
    for person in (writer, chair):
        assert ">Failed<" in work_of(person)
    assert "Its files could not be made" in work_of(writer)


def test_readers_and_officers_have_nothing_to_do(body, programme) -> None:
    a_report(body)
    for role, place in ((Role.VIEWER, programme), (Role.IJB_OFFICER, body)):
        assert "Reports that wait" not in work_of(a_person(role, place))


def test_of_several_programmes_each_is_named_and_what_is_due_first_is_first(body, writer) -> None:
    other = a_programme("Libraries")
    council = a_body(other, "Council board", area=an_area(other, "Region"))
    council.meetings.create(meeting_on=date(2019, 12, 11), papers_due_on=date(2019, 11, 15))
    grant(role=Role.AREA_MANAGER, to=writer, where=council.area, from_on=date(2019, 1, 1), by=None)
    a_report(body)
    a_report(council)
    page = work_of(writer)
    assert page.index("Council board") < page.index("North IJB")
    assert "· Libraries" in page


def test_it_takes_as_many_queries_for_thirty_reports(
    body, writer, django_assert_max_num_queries
) -> None:
    client = Client()
    client.force_login(writer)
    a_report(body)
    with django_assert_max_num_queries(99) as few:
        client.get(reverse("my-work"))
    for number in range(30):
        a_report(a_body(body.programme, f"Board {number}", area=body.area))
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("my-work"))


@pytest.mark.parametrize("stage", [{}, IN_REVIEW, APPROVED, {"state": "failed", "failure": "x"}])
@pytest.mark.parametrize("whose", ["area", "group", "programme"])
@pytest.mark.parametrize("held", [set(), {"manager"}, {"chair"}, {"manager", "chair"}])
def test_a_persons_page_and_the_board_say_the_same_of_whom_it_waits_for(
    programme, body, stage: dict, whose: str, held: set
) -> None:
    group = a_group(programme, "A group", area=body.area if whose == "area" else None)
    if whose != "area":
        body.area, body.group = None, group if whose == "group" else None
        body.save()
    people = [a_person(Role.PROGRAMME_MANAGER, programme)]
    if "manager" in held and body.area:
        people.append(a_person(Role.AREA_MANAGER, body.area))
    if "chair" in held:
        people.append(a_person(Role.CHAIR, group))
    report = a_report(body, **stage)
    today = date(2019, 11, 14)
    waited_for = set(holders_in(programme, on=today).waited_for(report))
    found = {user for user in people if waiting_for(user, entries_of(user), today)}
    assert found == waited_for


# -- E-mails of the stages ---------------------------------------------------
def sent_to(person: User, mailoutbox: Any) -> list[str]:
    for row in Email.objects.filter(state=Email.State.QUEUED).order_by("pk"):
        deliver(row.pk)
    return [message.subject for message in mailoutbox if person.email in message.to]


@pytest.mark.parametrize(
    ("fields", "subject"),
    [
        (IN_REVIEW, "A report waits for your approval: North IJB, July to September 2019"),
        (APPROVED, "An approved report waits to be published: North IJB, July to September 2019"),
    ],
)
def test_whoever_is_next_is_told_and_led_to_it_and_who_did_it_is_not(
    body, writer, chair, mailoutbox, fields: dict, subject: str
) -> None:
    report = a_report(body, **fields)
    tell_who_is_next(report, but=writer)
    assert sent_to(chair, mailoutbox) == [subject]
    assert "/reports/north-ijb/2019-09-30/review/\n" in mailoutbox[0].body
    assert sent_to(writer, mailoutbox) == []


def test_whose_report_comes_back_is_led_to_the_page_to_write_on(body, writer, mailoutbox) -> None:
    tell_who_is_next(a_report(body), but=None)
    [subject] = sent_to(writer, mailoutbox)
    assert subject.startswith("A report came back to be written on")
    assert "/reports/north-ijb/2019-09-30/write/\n" in mailoutbox[0].body


def test_whoever_wrote_in_it_hears_that_it_came_back_while_they_may_write(
    body, writer, mailoutbox
) -> None:
    report = a_report(body)
    manager, former = a_person(Role.PROGRAMME_MANAGER, body.programme), a_person()
    for section, user in (("summary", manager), ("conclusion", former)):
        ReportText.objects.create(report=report, section=section, text="Text", written_by=user)
    tell_who_is_next(report, but=None)
    assert len(sent_to(writer, mailoutbox)) == len(sent_to(manager, mailoutbox)) == 1
    assert sent_to(former, mailoutbox) == []


def test_who_sent_it_back_is_not_told_of_it(body, writer, mailoutbox) -> None:
    tell_who_is_next(a_report(body), but=writer)
    assert sent_to(writer, mailoutbox) == []


def test_what_went_on_before_the_e_mail_left_is_not_said(body, chair, mailoutbox) -> None:
    report = a_report(body, **IN_REVIEW)
    tell_who_is_next(report, but=None)
    Report.objects.update(stage="draft")
    assert sent_to(chair, mailoutbox) == []


def test_of_a_published_report_nobody_is_told_here(body, chair) -> None:
    tell_who_is_next(Report(body=body, stage="published"), but=None)
    assert not Email.objects.exists()
