"""On publication officers are told, once; a week later they are reminded, once; words are kept."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from partnership.people.mail.purposes import purpose_of, words_of
from partnership.people.models import Email, Role, User
from partnership.reports.actions.delivering import nudge, published, taken
from partnership.reports.models import Download, Report
from pilots.models import BodyRole, ReportingBody
from tests.support import drafting_reports as a
from tests.support.builders import a_person


@pytest.fixture
def officer(body: ReportingBody) -> User:
    return a_person(Role.IJB_OFFICER, body)


def mailed(purpose: str) -> list[Email]:
    return list(Email.objects.filter(purpose=purpose))


def test_officers_are_told_once_of_each_edition(body: ReportingBody, officer: User):
    report = a.published(body)
    assert published(report) == 1
    assert published(report) == 1
    [row] = mailed("report-published")
    assert row.user == officer
    said = words_of(row)
    assert said.title == "The progress report is published: North IJB, July to September 2019"
    assert said.path == "/programmes/co-creating/reports/north-ijb/2019-09-30/"


def test_nobody_is_told_of_what_was_not_published(body: ReportingBody, officer: User):
    report = a.published(body)
    with transaction.atomic():
        published(report)
        transaction.set_rollback(True)
    assert not Email.objects.exists()
    assert not report.words.exists()


def test_an_officer_whose_role_has_ended_or_account_is_locked_is_not_told(body: ReportingBody):
    yesterday = timezone.localdate() - timedelta(days=1)
    gone, locked = a_person(Role.IJB_OFFICER, body), a_person(Role.IJB_OFFICER, body)
    BodyRole.objects.filter(user=gone).update(ends_on=yesterday)
    User.objects.filter(pk=locked.pk).update(locked_at=timezone.now())
    assert published(a.published(body)) == 0
    assert mailed("report-published") == []


def test_without_an_officer_the_areas_managers_are_told_so_else_the_programmes(
    body: ReportingBody,
):
    of_programme = a_person(Role.PROGRAMME_MANAGER, body.programme)
    published(a.published(body))
    [row] = mailed("report-without-officers")
    assert row.user == of_programme
    assert words_of(row).title.startswith("Nobody was told of a published report: North IJB")
    of_area = a_person(Role.AREA_MANAGER, body.area)
    published(a.published(body, a.NEXT_QUARTER))
    assert {each.user for each in mailed("report-without-officers")} == {of_programme, of_area}
    a_person(Role.IJB_OFFICER, body)
    assert words_of(row) is None


def test_of_an_edition_that_was_superseded_nothing_is_said_any_more(
    body: ReportingBody, officer: User
):
    report = a.published(body)
    published(report)
    Report.objects.filter(pk=report.pk).update(stage=Report.Stage.SUPERSEDED)
    assert words_of(mailed("report-published")[0]) is None


def test_the_words_of_a_published_report_are_kept_section_by_section(
    body: ReportingBody, officer: User
):
    report = a.published(body)
    published(report)
    cover, summary, *_ = report.words.order_by("number")
    assert (cover.number, cover.heading) == (0, "Cover")
    assert "note the progress" in cover.text
    assert (summary.number, summary.heading) == (1, "Executive summary")
    assert "On executive summary: as planned." in summary.text


# -- The reminder ------------------------------------------------------------


def a_report_published(body: ReportingBody, days: int, **fields: object) -> Report:
    moment = timezone.now() - timedelta(days=days, minutes=1)
    return a.published(body, published_at=moment, **fields)


@pytest.mark.parametrize(("days", "reminded"), [(6, 0), (7, 1), (34, 1), (36, 0)])
def test_a_report_that_nobody_opened_is_remembered_after_a_week(
    body: ReportingBody, officer: User, days: int, reminded: int
):
    a_report_published(body, days)
    assert nudge() == reminded
    assert len(mailed("report-not-opened")) == reminded


def test_the_reminder_goes_out_once(body: ReportingBody, officer: User):
    a_report_published(body, 8)
    for _ in range(3):
        nudge()
    [row] = mailed("report-not-opened")
    title = "A published report is not opened yet: North IJB, July to September 2019"
    assert words_of(row).title == title
    assert purpose_of(row).why == "you are an officer of the body reported to"


def test_once_an_officer_opened_it_nobody_is_reminded(body: ReportingBody, officer: User):
    report = a_report_published(body, 8)
    nudge()
    taken(files=report.files.filter(kind="pdf"), by=officer)
    colleague = a_person(Role.IJB_OFFICER, body)
    assert nudge() == 0
    assert not Email.objects.filter(user=colleague).exists()
    assert words_of(mailed("report-not-opened")[0]) is None


def test_what_a_manager_or_anybody_by_the_public_link_took_opens_it_for_no_officer(
    body: ReportingBody, officer: User
):
    report = a_report_published(body, 8)
    manager = a_person(Role.PROGRAMME_MANAGER, body.programme)
    for somebody in (manager, None):
        taken(files=report.files.all(), by=somebody)
    assert nudge() == 1


def test_who_works_on_a_draft_is_not_noted(body: ReportingBody, officer: User):
    taken(files=a.approved(body).files.all(), by=officer)
    assert not Download.objects.exists()
