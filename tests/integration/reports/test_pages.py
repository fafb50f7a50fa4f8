"""Reports in the browser: asking, waiting, reading, and every way in which that can go wrong."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from partnership.reports import jobs
from partnership.reports.models import Report
from pilots.models import ReportingBody
from tests.support.report_pages import LIST, PAGE, Visitor, ready, words

CHOICE = {"body": "north-ijb", "period": "2019-09-30"}


# -- Who may -----------------------------------------------------------------


@pytest.mark.parametrize("address", [LIST, PAGE, f"{PAGE}read/", f"{PAGE}files/pdf/"])
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PROGRAMME_MANAGER, 200),
        (Role.VIEWER, 200),
        (Role.IJB_OFFICER, 200),
        (Role.EVALUATOR, 403),
        (None, 404),
    ],
)
def test_reports_are_for_those_who_may_download_them(
    report: Report, signed_in: Visitor, address: str, role: Role | None, status: int
) -> None:
    ready(report)
    assert signed_in(role).get(address).status_code == status


@pytest.mark.parametrize("address", [LIST, PAGE, f"{PAGE}files/pdf/"])
@pytest.mark.parametrize("role", [Role.VIEWER, Role.IJB_OFFICER, Role.CHAIR])
def test_only_those_who_draft_reports_may_ask_and_others_are_told_who(
    report: Report, signed_in: Visitor, address: str, role: Role, sent: list
) -> None:
    before = Report.objects.values().get()
    response = signed_in(role).post(address, CHOICE)
    assert response.status_code == 403
    assert "A programme manager or an area manager can" in words(response)
    assert Report.objects.values().get() == before
    assert sent == []


def test_signing_in_comes_first(report: Report, client: Client) -> None:
    response = client.get(PAGE)
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_the_form_is_shown_only_to_those_who_may_ask(body: Any, signed_in: Visitor) -> None:
    assert "Ask for a report" not in words(signed_in(Role.VIEWER).get(LIST))
    assert "Ask for a report" in words(signed_in(Role.PROGRAMME_MANAGER).get(LIST))


def test_an_officer_is_not_led_to_pages_that_are_closed_to_them(
    report: Report, signed_in: Visitor
) -> None:
    trail = signed_in(Role.IJB_OFFICER).get(PAGE).context["breadcrumbs"]
    assert trail == [("Reports", LIST)]


# -- Asking ------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_asking_leads_to_the_report_and_sends_for_a_worker(
    body: ReportingBody, signed_in: Visitor, sent: list
) -> None:
    client = signed_in(Role.PROGRAMME_MANAGER)
    response = client.post(LIST, CHOICE)
    report = Report.objects.get()
    assert response["Location"] == PAGE
    assert sent == [("reports.make", report.pk)]
    assert "made without you" in words(client.get(PAGE))


@pytest.mark.django_db(transaction=True)
def test_asking_again_leads_to_the_same_report(
    report: Report, signed_in: Visitor, sent: list
) -> None:
    client = signed_in(Role.PROGRAMME_MANAGER)
    response = client.post(LIST, CHOICE, follow=True)
    assert response.redirect_chain[0][0] == PAGE
    assert "asked for before" in words(response)
    assert Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_is_away_is_said_and_loses_nothing(
    body: Any, signed_in: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "send", lambda task, report_id: False)
    response = signed_in(Role.PROGRAMME_MANAGER).post(LIST, CHOICE, follow=True)
    assert response.status_code == 200
    assert "made as soon as the queue is back" in words(response)
    assert Report.objects.get().state == "queued"


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"body": "", "period": "2019-09-30"}, "Choose who the report is for"),
        ({"body": "elsewhere", "period": "2019-09-30"}, "Choose one of the bodies"),
        ({"body": "north-ijb", "period": ""}, "Choose the period"),
        ({"body": "north-ijb", "period": "2031-09-30"}, "Choose a period that has ended"),
        ({"body": "north-ijb", "period": "2018-12-31"}, "Choose a period that has ended"),
        ({"body": "north-ijb", "period": "soon"}, "Choose a period that has ended"),
    ],
)
def test_a_choice_that_can_t_be_is_answered_in_words(
    body: Any, signed_in: Visitor, choice: dict[str, str], said: str
) -> None:
    response = signed_in(Role.PROGRAMME_MANAGER).post(LIST, choice)
    assert response.status_code == 200
    assert said in words(response)
    assert not Report.objects.exists()


def test_a_period_of_another_bodys_calendar_is_refused(
    body: ReportingBody, signed_in: Visitor
) -> None:
    ReportingBody.objects.create(
        programme=body.programme,
        slug="funder",
        name="Funder",
        kind="funder",
        template="national",
        months_per_period=12,
    )
    choice = {"body": "funder", "period": "2019-09-30"}
    response = signed_in(Role.PROGRAMME_MANAGER).post(LIST, choice)
    assert "30 September 2019 is not the end of a year" in words(response)


def test_periods_to_choose_have_ended_since_the_start_the_programmes_own_first(
    body: Any, signed_in: Visitor
) -> None:
    page = signed_in(Role.PROGRAMME_MANAGER).get(LIST)
    *own, (apart, after) = page.context["form"].fields["period"].choices
    assert [value for value, _ in own[:2]] == ["", "2020-12-31"]
    assert own[-1] == ("2019-03-31", "January to March 2019")
    assert apart == "After the programme’s end, 31 December 2020"
    assert after[-1] == ("2021-03-31", "January to March 2021")
    assert all(date.fromisoformat(value) < date.today() for value, _ in after)
    assert f'<optgroup label="{apart}">' in page.content.decode()


def test_of_two_calendars_each_period_can_be_chosen_once(
    body: ReportingBody, signed_in: Visitor
) -> None:
    yearly = {"template": "national", "months_per_period": 12, "year_starts": 4}
    body.programme.reporting_bodies.create(slug="funder", name="Funder", kind="funder", **yearly)
    form = signed_in(Role.PROGRAMME_MANAGER).get(LIST).context["form"]
    *own, (_, after) = form.fields["period"].choices
    assert own[1] == ("2021-03-31", "ending on 31 March 2021")  # a year that began before the end
    assert after[-1] == ("2021-06-30", "ending on 30 June 2021")


def test_a_programme_too_young_for_a_report_says_when_the_first_can_be_asked_for(
    body: ReportingBody, signed_in: Visitor
) -> None:
    Programme.objects.update(start_month=date.today().replace(day=1))
    response = signed_in(Role.PROGRAMME_MANAGER).get(LIST)
    assert "No period of this programme has ended yet" in words(response)


def test_an_officer_is_not_told_who_asked(report: Report, signed_in: Visitor) -> None:
    report = ready(report)
    report.asked_by = User.objects.create_user("x@example.org", display_name="The manager")
    report.save()
    officer = signed_in(Role.IJB_OFFICER)
    for address in (LIST, PAGE):
        assert "The manager" not in words(officer.get(address))


# -- One report --------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("north-ijb/2019-06-30/", "Nobody has asked yet for a report on the quarter"),
        ("north-ijb/2019-08-31/", "31 August 2019 is not the end of a quarter"),
        ("north-ijb/2018-12-31/", "lies before the programme"),
        ("north-ijb/2031-12-31/", "has not ended yet"),
        ("north-ijb/2019-02-31/", "“2019-02-31” is not a day"),
        ("north-ijb/latest/", "“latest” is not a day"),
    ],
)
@pytest.mark.parametrize("rest", ["", "read/", "files/pdf/"])
def test_an_address_of_no_report_says_why(
    report: Report, signed_in: Visitor, address: str, said: str, rest: str
) -> None:
    response = signed_in(Role.PROGRAMME_MANAGER).get(f"{LIST}{address}{rest}")
    assert response.status_code == 404
    assert said in words(response)


@pytest.mark.parametrize("last", ["2019-06-30", "2019-09-30"])
def test_readers_are_not_told_of_a_draft(report: Report, signed_in: Visitor, last: str) -> None:
    response = signed_in(Role.VIEWER).get(f"{LIST}north-ijb/{last}/")
    assert response.status_code == 404
    assert "has been published yet" in words(response)


@pytest.mark.parametrize("address", ["elsewhere/2019-09-30/", "elsewhere/2019-09-30/files/pdf/"])
def test_an_unknown_body_is_not_found(report: Report, signed_in: Visitor, address: str) -> None:
    assert signed_in(Role.VIEWER).get(LIST + address).status_code == 404


def test_a_report_of_another_programme_is_not_found(report: Report, signed_in: Visitor) -> None:
    client = signed_in(Role.VIEWER)
    other = Programme.objects.create(
        slug="other", name="Other", start_month="2019-01-01", length_months=12
    )
    client.get(LIST)
    report.body.programme.roles.update(programme=other)
    assert client.get(PAGE).status_code == 404
    assert client.get("/programmes/other/reports/north-ijb/2019-09-30/").status_code == 404


def test_stages_are_shown_while_it_is_made(report: Report, signed_in: Visitor) -> None:
    claim = jobs.claim(report.pk)
    assert claim
    jobs.step(claim, Report.Step.WORKBOOK)
    response = signed_in(Role.PROGRAMME_MANAGER).get(PAGE)
    stages = {label: state for label, state, _ in response.context["shown"].stages}
    assert stages == {
        "Waiting for a worker": "done",
        "Collecting the figures": "done",
        "Writing the web page": "done",
        "Writing the data workbook": "current",
        "Making the PDF": "waiting",
        "Writing the text for Word": "waiting",
        "Storing the files": "waiting",
    }
    assert "Check again" in words(response)
    assert 'hx-trigger="every 2s"' in words(response)


def test_the_part_that_refreshes_itself_stops_when_the_report_is_ready(
    report: Report, signed_in: Visitor
) -> None:
    client = signed_in(Role.PROGRAMME_MANAGER)
    asked = {"HX-Request": "true"}
    making = client.get(PAGE, headers=asked)
    assert making.status_code == 200
    assert "<html" not in words(making)
    seen = {"shown": making.context["shown"].mark}
    assert client.get(PAGE, seen, headers=asked).status_code == 204, "it is not read out again"
    claim = jobs.claim(report.pk)
    assert claim
    jobs.step(claim, Report.Step.PDF)
    going_on = client.get(PAGE, seen, headers=asked)
    assert going_on.context["said"] == "Being made: Making the PDF"
    Report.objects.update(state="queued")
    ready(report)
    done = client.get(PAGE, seen, headers=asked)
    assert done.status_code == 286
    assert f"{PAGE}files/pdf/" in words(done)
    assert "hx-trigger" not in words(client.get(PAGE))


def test_a_ready_report_offers_its_files_and_shows_its_fingerprint(
    report: Report, signed_in: Visitor
) -> None:
    report = ready(report)
    page = words(signed_in(Role.IJB_OFFICER).get(PAGE))
    for said in (report.fingerprint, "north-ijb-2019-q3.pdf", "30 September 2019", f"{PAGE}read/"):
        assert said in page


def test_a_failed_report_says_why_and_can_be_made_again(
    report: Report, signed_in: Visitor, sent: list, django_capture_on_commit_callbacks: Any
) -> None:
    claim = jobs.claim(report.pk)
    assert claim
    jobs.fail(claim, "The table is too long.")
    client = signed_in(Role.PROGRAMME_MANAGER)
    page = words(client.get(PAGE))
    assert "The table is too long." in page
    assert "Make it again" in page
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(PAGE)["Location"] == PAGE
    assert Report.objects.get().state == "queued"
    assert sent == [("reports.make", report.pk)]


def test_an_approver_of_a_failed_report_is_told_who_can_help(
    report: Report, signed_in: Visitor
) -> None:
    claim = jobs.claim(report.pk)
    assert claim
    jobs.fail(claim, "Because.")
    ReportingBody.objects.update(area=None)
    page = words(signed_in(Role.CHAIR).get(PAGE))
    assert "A programme manager can have it made again" in page
    assert '<button class="ds_button" type="submit">Make it again' not in page
