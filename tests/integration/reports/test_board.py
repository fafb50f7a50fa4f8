"""The list of reports: what is under way, whom it waits for, and what was published."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports import jobs
from partnership.reports.actions.tasks_of_reports import count_back
from partnership.reports.models import Report, ReportFile, ReportText
from pilots.models import ReportingBody
from tests.integration.reports.conftest import QUARTER
from tests.support.builders import a_body, a_group, a_person, an_area
from tests.support.report_pages import LIST, PAGE, Visitor, words

MOMENT = "2019-11-14T09:00Z"
IN_REVIEW = {"stage": "in-review", "submitted_at": "2019-11-11T09:00Z"}
APPROVED = IN_REVIEW | {"stage": "approved", "approved_at": MOMENT, "fingerprint": "f" * 64}
PUBLISHED = APPROVED | {"stage": "published", "published_at": MOMENT}


@pytest.fixture
def now() -> Any:
    with time_machine.travel(MOMENT, tick=False) as clock:
        yield clock


def a_report(body: ReportingBody, period: Period = QUARTER, **fields: Any) -> Report:
    """One drafted on the first evening, for the board's meeting of 11 December."""
    meeting, _ = body.meetings.get_or_create(
        meeting_on=date(2019, 12, 11), defaults={"papers_due_on": date(2019, 11, 20)}
    )
    given = {
        "period_first": period.first, "period_last": period.last, "meeting": meeting,
        "state": "ready", "made_at": MOMENT, "fingerprint": "e" * 64,
        "drafted_at": "2019-10-01T00:15Z",
    } | fields  # fmt: skip
    report = Report.objects.create(body=body, **given)
    report.refresh_from_db()
    count_back(report)
    return report


def published(body: ReportingBody, count: int = 1) -> None:
    period = Period.ending(date(2019, 12, 31))
    for _ in range(count):
        report = a_report(body, period)
        for kind in ReportFile.Kind:
            report.files.create(kind=kind, path=f"{report.pk}.{kind}", sha256="f" * 64, size=9000)
        Report.objects.filter(pk=report.pk).update(**PUBLISHED)
        period = period.following


def manager_of(area: Any, name: str = "The manager") -> User:
    user = a_person(Role.AREA_MANAGER, area)
    User.objects.filter(pk=user.pk).update(display_name=name)
    return user


# -- Under way ---------------------------------------------------------------
def test_a_draft_stands_with_its_stage_what_is_next_and_whom_it_waits_for(
    body, signed_in: Visitor, now
) -> None:
    a_report(body)
    manager_of(body.area)
    page = words(signed_in(Role.PROGRAMME_MANAGER).get(LIST))
    for said in (
        "●○○○○", "Drafted", "for 44 days", "The manager", "Files made",
        "Bring the figures up to date, by 30 October 2019", ">Late<",
        "6 days to the paper deadline, 20 November 2019",
    ):  # fmt: skip
        assert said in page


def test_a_text_that_is_begun_takes_it_a_dot_further(body, signed_in: Visitor, now) -> None:
    ReportText.objects.create(report=a_report(body), section="summary", text="All is well.")
    page = words(signed_in(Role.PROGRAMME_MANAGER).get(LIST))
    assert "●●○○○" in page
    assert "Being written" in page


def test_a_review_says_which_chair_holds_it_and_since_when(body, signed_in: Visitor, now) -> None:
    a_report(body, **IN_REVIEW)
    chair = a_person(Role.CHAIR, a_group(body.programme, "North group", area=body.area))
    User.objects.filter(pk=chair.pk).update(display_name="Chair of North")
    page = words(signed_in(Role.PROGRAMME_MANAGER).get(LIST))
    for said in ("●●●○○", "In review", "for 3 days", "Chair of North", "Approve, by 15 November"):
        assert said in page


def test_where_nobody_could_do_it_that_is_said(body, signed_in: Visitor, now) -> None:
    client = signed_in(Role.AREA_MANAGER)
    a_report(body, **APPROVED)
    assert "Nobody has a role that could" in words(client.get(LIST))


def test_a_draft_that_nobody_could_write_speaks_of_no_approver(
    programme, body, client: Client, now
) -> None:
    group = a_group(programme, "North group", area=body.area)
    client.force_login(a_person(Role.CHAIR, group))
    a_report(body)
    a_report(a_body(programme, "North board", area=body.area), **APPROVED)
    page = words(client.get(LIST))
    assert "Nobody has a role that could" in page
    assert "who could approve it" not in page


def test_without_a_meeting_there_is_nothing_to_count_back_from(
    report: Report, signed_in: Visitor
) -> None:
    page = words(signed_in(Role.PROGRAMME_MANAGER).get(LIST))
    assert "No meeting is recorded to count back from" in page


def test_what_is_due_first_comes_first(programme, body, signed_in: Visitor, now) -> None:
    a_report(body)
    sooner = a_body(programme, "Zeal board")
    sooner.meetings.create(meeting_on=date(2019, 12, 11), papers_due_on=date(2019, 11, 15))
    a_report(sooner)
    never = a_body(programme, "Able board")
    Report.objects.create(body=never, period_first=QUARTER.first, period_last=QUARTER.last)
    lines = signed_in(Role.PROGRAMME_MANAGER).get(LIST).context["under_way"]
    assert [line.body for line in lines] == ["Zeal board", "North IJB", "Able board"]


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.PROGRAMME_MANAGER, True),
        (Role.AREA_MANAGER, True),
        (Role.CHAIR, True),
        (Role.STEERING_MEMBER, False),
        (Role.VIEWER, False),
        (Role.IJB_OFFICER, False),
    ],
)
def test_only_those_who_work_on_them_see_what_is_under_way(
    body, signed_in: Visitor, role: Role, sees: bool
) -> None:
    a_group(body.programme, "North group", area=body.area)
    a_report(body)
    page = words(signed_in(role).get(LIST))
    assert ("Under way" in page) is sees
    assert ("July to September 2019" in page) is sees


def test_another_areas_draft_is_not_shown(programme, body, signed_in: Visitor) -> None:
    client = signed_in(Role.AREA_MANAGER)
    other = a_body(programme, "Other board", area=an_area(programme, "Other"))
    a_report(other)
    assert "Other board" not in words(client.get(LIST))


# -- Making ------------------------------------------------------------------
def test_a_failed_one_says_why_and_is_made_again(
    body, signed_in: Visitor, sent: list, django_capture_on_commit_callbacks: Any
) -> None:
    report = a_report(body, state="failed", failure="The table is too long.", fingerprint="")
    client = signed_in(Role.PROGRAMME_MANAGER)
    page = words(client.get(LIST))
    assert "The table is too long." in page
    assert f'action="{PAGE}"' in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(PAGE)
    assert sent == [("reports.make", report.pk)]
    assert "Waiting to be made" in words(client.get(LIST))


def test_who_may_not_have_it_made_again_is_told_why_it_failed(body, signed_in: Visitor) -> None:
    a_group(body.programme, "North group", area=body.area)
    a_report(body, state="failed", failure="The table is too long.", fingerprint="")
    page = words(signed_in(Role.CHAIR).get(LIST))
    assert "The table is too long." in page
    assert "Make it again" not in page


def test_an_evenings_progress_is_said_until_all_is_made(
    programme, body, signed_in: Visitor
) -> None:
    for number, state in enumerate(["queued", "ready", "failed"]):
        a_report(a_body(programme, f"Board {number}"), state=state, failure="Because.")
    made = Report.objects.create(body=body, period_first=QUARTER.first, period_last=QUARTER.last)
    claim = jobs.claim(made.pk)
    assert claim
    jobs.step(claim, Report.Step.PDF)
    client, asked = signed_in(Role.PROGRAMME_MANAGER), {"HX-Request": "true"}
    said = "1 of 4 made, 1 being made, 1 waiting, 1 could not be made"
    page = words(client.get(LIST))
    assert said in page
    assert "Being made: Making the PDF" in page
    going_on = client.get(LIST, headers=asked)
    assert (going_on.status_code, said in words(going_on)) == (200, True)
    assert "<html" not in words(going_on)
    seen = {"shown": going_on.context["making"].words}
    assert client.get(LIST, seen, headers=asked).status_code == 204, "it is not read out again"
    Report.objects.update(state="ready", made_at=MOMENT, fingerprint="f", lease_until=None)
    over = client.get(LIST, seen, headers=asked)
    assert over.status_code == 286
    assert "4 of 4 made" in words(over)
    assert "hx-get" not in words(client.get(LIST))


# -- Figures -----------------------------------------------------------------
def test_who_drafts_says_that_the_figures_are_up_to_date(body, signed_in: Visitor, now) -> None:
    report, client = a_report(body), signed_in(Role.PROGRAMME_MANAGER)
    assert "The figures are up to date" in words(client.get(LIST))
    answer = client.post(f"{PAGE}figures-done/", follow=True)
    assert "are up to date" in words(answer)
    assert "Write the text, by 6 November 2019" in words(answer)
    assert report.tasks.get(kind="figures").done_at


@pytest.mark.parametrize("role", [Role.CHAIR, Role.VIEWER, Role.IJB_OFFICER])
def test_nobody_else_says_so(body, signed_in: Visitor, role: Role) -> None:
    a_group(body.programme, "North group", area=body.area)
    report = a_report(body)
    assert signed_in(role).post(f"{PAGE}figures-done/").status_code in (403, 404)
    assert report.tasks.get(kind="figures").done_at is None


# -- Published ---------------------------------------------------------------
def test_a_reader_finds_each_published_report_with_its_files(body, signed_in: Visitor) -> None:
    published(body)
    page = words(signed_in(Role.IJB_OFFICER).get(LIST))
    for said in ("October to December 2019", "14 November 2019", "PDF", "Data workbook", "9 kB"):
        assert said in page


def test_a_body_without_reports_and_a_programme_without_bodies_say_so(
    programme: Programme, body: ReportingBody, signed_in: Visitor
) -> None:
    client = signed_in(Role.VIEWER)
    assert "No report has been published yet" in words(client.get(LIST))
    body.delete()
    assert "reports to nobody yet" in words(client.get(LIST))


@pytest.mark.parametrize(
    ("fields", "moment", "said"),
    [
        ({}, "2019-11-14", "comes by itself after 31 December 2019"),
        ({}, "2018-11-14", "comes by itself after 31 March 2019"),
        ({"is_drafted": False}, "2019-11-14", "asked for by hand"),
        ({}, "2021-02-14", "no further draft comes by itself"),
    ],
)
def test_it_is_said_when_the_next_draft_comes(
    body, signed_in: Visitor, fields: dict, moment: str, said: str
) -> None:
    client = signed_in(Role.PROGRAMME_MANAGER)
    programme_role = body.programme.roles.all()
    programme_role.update(starts_on="2018-01-01")
    ReportingBody.objects.update(**fields)
    with time_machine.travel(moment, tick=False):
        assert said in words(client.get(LIST))


def test_the_newest_are_shown_and_lead_to_the_rest(body, signed_in: Visitor) -> None:
    published(body, 6)
    client = signed_in(Role.VIEWER)
    page = words(client.get(LIST))
    assert "January to March 2021" in page
    assert "October to December 2019" not in page
    assert "2 more" in page
    assert "October to December 2019" in words(client.get(f"{LIST}?body=north-ijb"))


def test_an_older_draft_is_under_way_however_many_are_published(body, signed_in: Visitor) -> None:
    a_report(body)
    published(body, 6)
    assert "July to September 2019" in words(signed_in(Role.PROGRAMME_MANAGER).get(LIST))


def test_it_takes_as_many_queries_for_thirty_three_bodies_as_for_one(
    programme, body, signed_in: Visitor, django_assert_max_num_queries: Any
) -> None:
    client: Client = signed_in(Role.PROGRAMME_MANAGER)
    a_report(body)
    published(body)
    with django_assert_max_num_queries(8) as few:
        client.get(LIST)
    for number in range(32):
        other = a_body(programme, f"Board {number}", area=an_area(programme, f"Area {number}"))
        manager_of(other.area)
        a_report(other)
        published(other, 2)
    with django_assert_max_num_queries(len(few)):
        assert len(client.get(LIST).context["under_way"]) == 33


def test_of_many_bodies_each_shows_its_newest_alone(programme, body, signed_in: Visitor) -> None:
    published(body, 2)
    for number in range(8):
        a_body(programme, f"Board {number}")
    page = words(signed_in(Role.VIEWER).get(LIST))
    assert "January to March 2020" in page
    assert "October to December 2019" not in page
    assert "1 more" in page
