"""Bodies kept in the browser: what they are, when they meet, their words and their template."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.reports.actions import bodies as do
from partnership.reports.actions import templates as templates_do
from partnership.reports.models import Report, ReportTemplate
from partnership.reports.templates import ensure_templates, template_for
from pilots.models import BodyMeeting, ReportingBody
from tests.integration.report_templates.test_pages import sent, text
from tests.support.builders import a_body, a_person, an_area

ALL = "/programmes/co-creating/reporting-bodies/"
NEW = "/programmes/co-creating/new-reporting-body/"
OWN = f"{ALL}north-ayrshire-ijb/"
SOON = timezone.localdate() + timedelta(days=40)


@pytest.fixture
def managing(client: Client, manager: User, body: ReportingBody) -> Client:
    client.force_login(manager)
    return client


def a_meeting(body: ReportingBody, day: date = SOON, **fields: Any) -> BodyMeeting:
    given = {"papers_due_on": day - timedelta(days=14)} | fields
    return BodyMeeting.objects.create(body=body, meeting_on=day, **given)


def a_report(body: ReportingBody) -> Report:
    first, last = date(2019, 7, 1), date(2019, 9, 30)
    return Report.objects.create(body=body, period_first=first, period_last=last)


def test_the_list_points_out_what_is_missing(managing: Client, body: ReportingBody) -> None:
    page = text(managing, ALL)

    assert "North Ayrshire IJB" in page
    assert "Every quarter" in page
    assert "IJB progress report" in page
    assert "None recorded" in page
    assert "Nobody" in page

    a_meeting(body)
    a_person(Role.IJB_OFFICER, body)
    page = text(managing, ALL)

    assert "None recorded" not in page
    assert "Nobody" not in page


def test_an_officer_whose_account_is_closed_gets_no_papers(
    managing: Client, body: ReportingBody
) -> None:
    officer = a_person(Role.IJB_OFFICER, body)
    User.objects.filter(pk=officer.pk).update(locked_at=timezone.now())

    assert "Nobody" in text(managing, ALL)
    assert "It has no officer" in text(managing, OWN)


def test_a_programme_that_reports_to_nobody_says_so(
    client: Client, manager: User, programme: Programme
) -> None:
    client.force_login(manager)

    assert "Add the first body" in text(client, ALL)


def test_others_see_bodies_of_their_own_area_alone(
    as_: Callable[[Role], Client], programme: Programme, client: Client
) -> None:
    ash, birch = (an_area(programme, name) for name in ("Ash", "Birch"))
    for name, area in (("Ash board", ash), ("Birch board", birch), ("National", None)):
        a_body(programme, name, area=area)
    client.force_login(a_person(Role.AREA_MANAGER, ash))

    page = text(client, ALL)

    assert "Ash board" in page
    assert "National" in page
    assert "Birch board" not in page
    assert "Birch board" not in text(client, "/programmes/co-creating/report-templates/")
    text(client, f"{ALL}ash-board/")
    text(client, f"{ALL}birch-board/", 404)
    text(client, f"{ALL}birch-board/change/", 404)
    text(client, f"{ALL}ash-board/change/", 403)
    text(client, f"{ALL}national/new-meeting/", 403)
    text(client, f"{ALL}ash-board/new-meeting/")


def test_a_body_is_added(managing: Client, programme: Programme) -> None:
    yearly = ensure_templates(programme)["yearly-board"]

    answer = sent(
        managing,
        NEW,
        name="Riverside trust",
        kind="trust",
        template=yearly.pk,
        months_per_period=12,
        year_starts=4,
        is_drafted=None,
        marking="CLASSIFICATION: PUBLIC",
    )

    assert answer["Location"] == f"{ALL}riverside-trust/"
    body = programme.reporting_bodies.get(slug="riverside-trust")
    assert (body.template, body.months_per_period, body.year_starts) == ("yearly-board", 12, 4)
    assert (body.is_drafted, body.marking) == (False, "CLASSIFICATION: PUBLIC")
    page = text(managing, answer["Location"])
    assert "Every year, its year starts in April" in page
    assert "It has no officer" in page
    assert "No meeting to come is recorded" in page


def test_an_nhs_board_is_added_on_the_paper_made_for_it(
    managing: Client, programme: Programme
) -> None:
    sbar = ensure_templates(programme)["sbar"]

    answer = sent(
        managing, NEW, name="NHS Riverside", kind="health-board", template=sbar.pk,
        months_per_period=3, year_starts=4,
    )  # fmt: skip

    body = programme.reporting_bodies.get(slug="nhs-riverside")
    assert (body.kind, body.template) == (ReportingBody.Kind.HEALTH_BOARD, "sbar")
    assert "NHS board" in text(managing, answer["Location"])


def test_a_body_on_a_template_of_ones_own_is_on_it_from_the_start(
    programme: Programme, manager: User
) -> None:
    draft = templates_do.begin_template(
        programme=programme,
        name="Committee",
        like=ensure_templates(programme)["sbar"].versions.get(),
        by=manager,
    )
    templates_do.publish_version(
        version=draft, seen=1, from_on=programme.start_month, why="", by=manager
    )

    body = do.add_body(
        programme=programme,
        details=do.BodyDetails("Committee", "council"),
        template=draft.template,
        by=manager,
    )

    assert template_for(body, programme.start_month) == draft.template


def test_a_name_is_borne_by_one_body(managing: Client, programme: Programme) -> None:
    ijb = ensure_templates(programme)["ijb"]
    answer = sent(managing, NEW, name="north ayrshire ijb", kind="ijb", template=ijb.pk)

    assert "reports to a body of that name already" in answer.content.decode()


def test_a_form_with_nothing_says_what_it_needs(managing: Client) -> None:
    page = managing.post(NEW, {"months_per_period": "5"}).content.decode()

    for words in ("Fill in “Name”", "Choose an answer for “Kind”", "Choose the template"):
        assert words in page


def test_what_a_body_is_can_be_changed(managing: Client, body: ReportingBody) -> None:
    sent(managing, f"{OWN}change/", months_per_period=6, is_drafted=None, area=None)

    body.refresh_from_db()
    assert (body.months_per_period, body.is_drafted, body.area) == (6, False, None)
    assert "changed" in text(managing, OWN)


def test_its_place_stays_once_a_report_is_begun(
    managing: Client, body: ReportingBody, manager: User
) -> None:
    a_report(body)
    assert 'name="area"' not in text(managing, f"{OWN}change/")

    sent(managing, f"{OWN}change/", name="NA IJB")

    body.refresh_from_db()
    assert (body.name, body.area.slug) == ("NA IJB", "north-ayrshire")
    details = do.BodyDetails("NA IJB", "ijb")
    with pytest.raises(RefusedError, match="about that place"):
        do.change_body(body=body, seen=body.version, details=details, by=manager)


def test_two_who_change_a_body_both_learn_of_it(managing: Client, body: ReportingBody) -> None:
    sent(managing, f"{OWN}change/", name="Theirs")

    answer = sent(managing, f"{OWN}change/", name="Ours", seen_version="1")

    assert "Somebody changed this while you were writing" in answer.content.decode()
    body.refresh_from_db()
    assert body.name == "Theirs"


def test_its_own_words_stand_beside_ours(managing: Client, body: ReportingBody) -> None:
    assert "Its papers print ours" in text(managing, OWN)

    sent(managing, f"{OWN}words/", word_3="slightly adrift", word_4="on target")

    body.refresh_from_db()
    assert body.status_words == {"Amber": "slightly adrift", "Green": "on target"}
    page = text(managing, OWN)
    assert "slightly adrift" in page
    sent(managing, f"{OWN}words/", word_3="", word_4="on track")
    history = "from Amber: slightly adrift; Green: on target to Green: on track"
    assert history in text(managing, OWN)


def test_two_who_give_it_words_both_learn_of_it(managing: Client, body: ReportingBody) -> None:
    sent(managing, f"{OWN}words/", word_3="theirs")

    page = sent(managing, f"{OWN}words/", word_3="ours", seen_version="1").content.decode()

    assert "Somebody changed this" in page
    assert "theirs" in page


def test_a_meeting_is_added_moved_and_removed(managing: Client, body: ReportingBody) -> None:
    due = SOON - timedelta(days=10)
    sent(managing, f"{OWN}new-meeting/", meeting_on=SOON, papers_due_on=due, note="By video")
    assert "By video" in text(managing, OWN)

    path = f"{OWN}meetings/{SOON}/"
    later = SOON + timedelta(days=7)
    sent(managing, path, meeting_on=later)
    assert body.meetings.get().meeting_on == later
    text(managing, path, 404)

    path = f"{OWN}meetings/{later}/remove/"
    assert "Drafts that are written for it stay" in text(managing, path)
    managing.post(path)
    assert not body.meetings.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"papers_due_on": SOON + timedelta(days=1)}, "or one before"),
        ({"meeting_on": "31 February 2027"}, "Enter a real day"),
        ({"meeting_on": "24 October 3019"}, "of the years 1900 to 2200"),
        ({"papers_due_on": None}, "Enter a day"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(
    managing: Client, body: ReportingBody, fields: dict[str, Any], words: str
) -> None:
    given = {"meeting_on": SOON, "papers_due_on": SOON} | fields

    assert words in sent(managing, f"{OWN}new-meeting/", **given).content.decode()
    assert not body.meetings.exists()


def test_a_body_meets_once_a_day(managing: Client, body: ReportingBody, manager: User) -> None:
    a_meeting(body)
    given = {"meeting_on": SOON, "papers_due_on": SOON}

    page = sent(managing, f"{OWN}new-meeting/", **given).content.decode()

    assert "A meeting on that day is recorded already" in page
    late = do.MeetingDetails(SOON, SOON + timedelta(days=1))
    with pytest.raises(RefusedError, match="or one before"):
        do.add_meeting(body=body, details=late, by=manager)


def test_a_meeting_changed_meanwhile_is_told(managing: Client, body: ReportingBody) -> None:
    a_meeting(body)
    path = f"{OWN}meetings/{SOON}/"
    sent(managing, path, note="Theirs")

    page = sent(managing, path, note="Ours", seen_version="1").content.decode()

    assert "Theirs" in page
    assert body.meetings.get().note == "Theirs"


def test_past_meetings_are_kept_apart(managing: Client, body: ReportingBody) -> None:
    a_meeting(body, date(2019, 10, 24))

    page = text(managing, OWN)

    assert "Meetings that were" in page
    assert "24 October 2019" in page
    assert "No meeting to come is recorded" in page


@pytest.mark.parametrize("day", ["no-day", "2019-10-24", "2019-13-01"])
def test_a_meeting_that_is_not_there_is_not_found(managing: Client, day: str) -> None:
    text(managing, f"{OWN}meetings/{day}/", 404)


def test_an_area_manager_plans_the_meetings_of_the_area(
    client: Client, body: ReportingBody
) -> None:
    client.force_login(a_person(Role.AREA_MANAGER, body.area))
    page = text(client, OWN)
    assert "Add a meeting" in page
    assert "Choose another template" not in page

    sent(client, f"{OWN}new-meeting/", meeting_on=SOON, papers_due_on=SOON)

    assert body.meetings.count() == 1


def test_an_officer_reads_no_such_page(client: Client, body: ReportingBody) -> None:
    client.force_login(a_person(Role.IJB_OFFICER, body))

    text(client, ALL, 403)
    text(client, OWN, 403)


def test_officers_are_named_with_the_way_to_their_role_for_managers(
    managing: Client, body: ReportingBody, as_: Callable[[Role], Client]
) -> None:
    a_person(Role.IJB_OFFICER, body)
    link = f"/people/roles/body/{body.roles.get().pk}/"

    assert link in text(managing, OWN)
    page = text(as_(Role.VIEWER), OWN)

    assert link not in page
    assert "A post" in page


def test_a_hostile_name_is_text(managing: Client, body: ReportingBody) -> None:
    name = "<img src=x onerror=alert(1)>"
    a_meeting(body, note=name)
    sent(managing, f"{OWN}change/", name=name, marking=name)

    for path in (ALL, OWN, f"{OWN}words/", f"{OWN}meetings/{SOON}/remove/"):
        assert "<img src=x" not in text(managing, path)


@pytest.mark.parametrize("path", [ALL, OWN])
def test_a_page_of_bodies_asks_no_more_where_there_is_more(
    managing: Client,
    body: ReportingBody,
    template: ReportTemplate,
    django_assert_max_num_queries: Any,
    path: str,
) -> None:
    a_meeting(body)
    a_person(Role.IJB_OFFICER, body)
    managing.get(path)
    with django_assert_max_num_queries(8 if path == ALL else 15) as first:
        managing.get(path)
    for number in range(10):
        other = a_body(body.programme, f"B {number}", area=an_area(body.programme, f"A {number}"))
        for each in (other, body):
            a_meeting(each, SOON + timedelta(days=number + 1))
            a_person(Role.IJB_OFFICER, each)

    with django_assert_max_num_queries(len(first)):
        managing.get(path)
