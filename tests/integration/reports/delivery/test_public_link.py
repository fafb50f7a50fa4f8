"""A body's public link: anybody who has it reads what is published, and nothing else."""

import re
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from lxml import html

from partnership.people.models import Role
from partnership.reports.actions.opening import make_link, revoke_link
from partnership.reports.models import Download, PublicLink, Report
from partnership.web.logs import masked
from pilots.models import ReportingBody
from tests.support import drafting_reports as a
from tests.support.builders import a_body, a_person
from tests.support.report_pages import Visitor, words

PAGE = "/programmes/co-creating/reporting-bodies/north-ijb/public-link/"


@pytest.fixture
def link(body: ReportingBody) -> str:
    token = make_link(body=body, by=a_person(Role.PROGRAMME_MANAGER, body.programme))
    return f"/open-reports/{token}/"


def test_it_leads_to_the_newest_report_and_the_older_ones(
    body: ReportingBody, link: str, client: Client
):
    a.published(body)
    a.published(body, a.NEXT_QUARTER)
    a.a_draft(body, a.NEXT_QUARTER.following)
    response = client.get(link)
    said = words(response)
    assert said.index("October to December 2019") < said.index("Earlier reports")
    assert said.index("Earlier reports") < said.index("July to September 2019")
    assert "January to March 2020" not in said
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "private" in response["Cache-Control"]
    assert client.cookies == {}


@pytest.mark.parametrize(
    ("kind", "status"),
    [("html", 200), ("pdf", 200), ("plain", 200), ("xlsx", 404), ("docx", 404), ("zip", 404)],
)
def test_pages_and_the_pdf_are_given_and_no_other_file(
    body: ReportingBody, link: str, client: Client, kind: str, status: int
):
    a.published(body)
    response = client.get(f"{link}2019-09-30/{kind}/")
    assert response.status_code == status
    taken = Download.objects.filter(by=None, file__kind=kind).count()
    assert taken == (1 if status == 200 else 0)
    if status == 200:
        assert response.content.startswith(f"{kind} of ".encode())
        assert ("Content-Disposition" in response) == (kind == "pdf")


def test_asking_only_for_the_head_is_no_download(body: ReportingBody, link: str, client: Client):
    a.published(body)
    assert client.head(f"{link}2019-09-30/pdf/").status_code == 200
    assert not Download.objects.exists()


@pytest.mark.parametrize("day", ["2019-12-31", "2020-03-31", "today"])
def test_what_is_not_published_or_not_of_the_body_is_not_found(
    body: ReportingBody, link: str, client: Client, day: str
):
    a.approved(body, a.NEXT_QUARTER)
    a.published(a_body(body.programme, "South IJB"), a.NEXT_QUARTER.following)
    assert client.get(f"{link}{day}/html/").status_code == 404


def test_a_revoked_or_replaced_or_guessed_link_is_not_found(
    body: ReportingBody, link: str, client: Client
):
    a.published(body)
    manager = a_person(Role.PROGRAMME_MANAGER, body.programme)
    newer = make_link(body=body, by=manager)
    assert client.get(link).status_code == 404
    assert client.get(f"/open-reports/{newer}/").status_code == 200
    assert revoke_link(body=body, by=manager)
    assert not revoke_link(body=body, by=manager)
    assert set(PublicLink.objects.values_list("revoked_by", flat=True)) == {manager.pk}
    for address in (f"/open-reports/{newer}/", f"/open-reports/{newer}/2019-09-30/html/"):
        assert client.get(address).status_code == 404
    assert client.get("/open-reports/guessed/").status_code == 404


def test_only_its_hash_is_kept_and_no_log_has_it(body: ReportingBody, link: str):
    token = link.split("/")[2]
    assert len(token) == 43
    assert token not in str(PublicLink.objects.values().get())
    assert token not in masked(f'"GET {link}2019-09-30/pdf/ HTTP/1.1" 200')


def test_a_damaged_file_is_not_given_out(body: ReportingBody, link: str, client: Client):
    report = a.published(body)
    default_storage.delete(report.files.get(kind="html").path)
    response = client.get(f"{link}2019-09-30/html/")
    assert response.status_code == 409
    assert "can’t be given out" in words(response)
    assert not Download.objects.exists()


def test_the_reason_of_a_correction_is_said_and_the_superseded_one_not_shown(
    body: ReportingBody, link: str, client: Client
):
    first = a.published(body)
    Report.objects.filter(pk=first.pk).update(stage=Report.Stage.SUPERSEDED)
    second = a.a_draft(body, edition=2, corrects=first, why="Two events were missing")
    moment, report = timezone.now(), a.with_files(second)
    Report.objects.filter(pk=report.pk).update(
        stage=Report.Stage.PUBLISHED, approved_at=moment, published_at=moment
    )
    said = words(client.get(link))
    assert "It is edition 2, which corrects an earlier one: Two events were missing" in said
    given = client.get(f"{link}2019-09-30/pdf/").content.decode()
    assert given == f"pdf of {report.fingerprint}"


# -- The page on which it is made ---------------------------------------------


def test_a_manager_makes_it_sees_it_once_and_revokes_it(
    body: ReportingBody, signed_in: Visitor
) -> None:
    client = signed_in(Role.PROGRAMME_MANAGER)
    made = client.post(PAGE, {"do": "make"})
    [address] = re.findall(r"/open-reports/[\w-]{43}/", made.content.decode())
    assert "no-store" in made["Cache-Control"]
    assert address not in client.get(PAGE).content.decode()
    assert client.get(address).status_code == 200
    assert not main_buttons(client.get(PAGE)), "nothing need be done about a link that works"
    assert client.post(PAGE, {"do": "?"}).status_code == 400
    assert client.get(address).status_code == 200
    client.post(PAGE, {"do": "revoke"})
    assert len(main_buttons(client.get(PAGE))) == 1
    assert client.get(address).status_code == 404
    assert PublicLink.objects.filter(revoked_at=None).count() == 0


def main_buttons(page: Any) -> list[Any]:
    found = html.fromstring(page.content).xpath("//main//*[contains(@class, 'ds_button')]")
    return [each for each in found if each.get("class") == "ds_button"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.IJB_OFFICER])
def test_others_are_told_who_could(body: ReportingBody, signed_in: Visitor, role: Role) -> None:
    client = signed_in(role)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"do": "make"}).status_code == 403
    assert not PublicLink.objects.exists()
