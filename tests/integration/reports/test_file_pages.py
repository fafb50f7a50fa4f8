"""The files of a report: handed over whole, refused when damaged, put back."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from lxml import html

from partnership.people.models import Role
from partnership.reports import jobs, tasks
from partnership.reports.models import Report, ReportFile
from tests.support.report_pages import LIST, PAGE, Visitor, ready, words

# -- Files -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "media"),
    [
        ("pdf", "application/pdf"),
        ("html", "text/html; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_is_handed_over_under_a_name_that_says_what_it_is(
    report: Report, signed_in: Visitor, kind: str, media: str, files_apart: Path
) -> None:
    ready(report)
    response = signed_in(Role.IJB_OFFICER).get(f"{PAGE}files/{kind}/")
    assert response["Content-Type"] == media
    name = f"north-ijb-2019-q3.{kind}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content == (files_apart / ReportFile.objects.get(kind=kind).path).read_bytes()


def test_a_link_to_a_file_opens_what_is_said_in_its_place(
    report: Report, signed_in: Visitor
) -> None:
    """A browser would save a refusal, or the page to sign in on, as if it were the file."""
    ready(report)
    client = signed_in(Role.IJB_OFFICER)
    for path, name in ((PAGE, "files/pdf/"), (f"{LIST}archive/", "papers-2019-09-30.zip")):
        links = html.fromstring(client.get(path).content).xpath(f"//a[contains(@href, '{name}')]")
        assert links
        assert not [each for each in links if "download" in each.attrib]


@pytest.mark.parametrize("kind", ["exe", "PDF", "json"])
def test_a_kind_of_file_that_there_is_not_is_not_found(
    report: Report, signed_in: Visitor, kind: str
) -> None:
    ready(report)
    assert signed_in(Role.VIEWER).get(f"{PAGE}files/{kind}/").status_code == 404


def test_a_report_in_the_making_has_no_file_yet(report: Report, signed_in: Visitor) -> None:
    client = signed_in(Role.VIEWER)
    assert client.get(f"{PAGE}files/pdf/").status_code == 404
    assert client.get(f"{PAGE}read/").status_code == 404


def test_the_web_page_is_read_with_its_own_styles_and_nothing_else(
    report: Report, signed_in: Visitor
) -> None:
    ready(report)
    response = signed_in(Role.VIEWER).get(f"{PAGE}read/")
    assert "Content-Disposition" not in response
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy


@pytest.mark.parametrize(("how", "status"), [("deleted", 404), ("altered", 409)])
def test_a_damaged_file_is_refused_in_words(
    report: Report, signed_in: Visitor, files_apart: Path, how: str, status: int
) -> None:
    ready(report)
    path = files_apart / ReportFile.objects.get(kind="pdf").path
    path.unlink() if how == "deleted" else path.write_bytes(b"%PDF something else")
    response = signed_in(Role.IJB_OFFICER).get(f"{PAGE}files/pdf/")
    assert response.status_code == status
    assert "can’t be given out" in words(response)
    assert "Ask a programme manager to put the files back" in words(response)


def test_a_file_that_the_disk_does_not_give_is_refused_in_words(
    report: Report, signed_in: Visitor, files_apart: Path
) -> None:
    ready(report)
    path = files_apart / ReportFile.objects.get(kind="pdf").path
    path.unlink()
    path.mkdir()
    response = signed_in(Role.IJB_OFFICER).get(f"{PAGE}files/pdf/")
    assert response.status_code == 409
    assert "The file can’t be read: is a directory. Try again later" in words(response)


def test_a_manager_has_damaged_files_put_back(
    report: Report, signed_in: Visitor, files_apart: Path, sent: list
) -> None:
    ready(report)
    (files_apart / ReportFile.objects.get(kind="pdf").path).unlink()
    client = signed_in(Role.PROGRAMME_MANAGER)
    assert "Put the files back" in words(client.get(f"{PAGE}files/pdf/"))
    response = client.post(f"{PAGE}files/pdf/", follow=True)
    assert "being put back" in words(response)
    assert sent == [("reports.rebuild", report.pk)]
    tasks.rebuild(report.pk)
    assert client.get(f"{PAGE}files/pdf/").status_code == 200


def test_putting_files_back_without_a_queue_is_said(
    report: Report, signed_in: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(report)
    monkeypatch.setattr(jobs, "send", lambda task, report_id: False)
    response = signed_in(Role.PROGRAMME_MANAGER).post(f"{PAGE}files/pdf/", follow=True)
    assert "The queue does not answer" in words(response)


def test_addresses_are_what_links_outside_may_rely_on() -> None:
    keys = ["co-creating", "north-ijb", date(2019, 9, 30)]
    assert reverse("report", args=keys) == PAGE
    assert reverse("report-file", args=[*keys, "pdf"]) == f"{PAGE}files/pdf/"
