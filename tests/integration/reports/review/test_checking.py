"""A file is given, and its giver learns of which report it is and whether it was altered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnership.people.models import Role
from partnership.programmes.access import entries_of
from partnership.reports import storage
from partnership.reports.models import Report, ReportFile
from partnership.reports.rules.traces import pdf_name
from partnership.reports.sections.compose import compose
from partnership.reports.selectors.checking import check, identifier_of
from partnership.reports.snapshot import restore
from pilots.models import ReportingBody
from tests.support.builders import a_person
from tests.support.drafting_reports import QUARTER, in_review, published
from tests.support.report_pages import LIST, words

CHECK = f"{LIST}check-a-file/"


def give(client: Client, content: bytes, name: str = "report.pdf") -> str:
    return words(client.post(CHECK, {"file": SimpleUploadedFile(name, content)}))


@pytest.mark.parametrize("kind", ReportFile.Kind)
def test_each_file_that_was_published_is_known_and_unaltered(
    body: ReportingBody, signed_in: Callable, kind: str
) -> None:
    file = published(body).files.get(kind=kind)
    page = give(signed_in(Role.IJB_OFFICER), storage.read(file), "whatever.bin")
    assert "It is unaltered" in page
    assert file.get_kind_display() in page
    assert "North IJB, July to September 2019" in page
    assert "Published on" in page


def test_a_file_in_which_something_was_changed_is_told_apart(
    body: ReportingBody, signed_in: Callable
) -> None:
    report = published(body)
    client = signed_in(Role.IJB_OFFICER)
    altered = f"<p>All is well.</p><code>{report.fingerprint}</code>".encode()
    named = f"%PDF-1.7 /ID [({pdf_name(identifier_of(report))}) (0)]".encode()
    for content in (altered, named):
        page = give(client, content)
        assert "It is not as it was published" in page
        assert "North IJB" in page
        assert "It is unaltered" not in page


def test_a_pdf_is_named_for_what_the_report_is_printed_under(body: ReportingBody) -> None:
    report = published(body)
    assert report.snapshot
    document = compose(restore(report.snapshot))
    assert f"{document.identifier}/{document.fingerprint}" == identifier_of(report)


def test_what_is_not_theirs_to_read_is_as_unknown_as_any_file(
    body: ReportingBody, signed_in: Callable
) -> None:
    report = in_review(body)
    given = [
        storage.read(report.files.get(kind="pdf")),
        report.fingerprint.encode(),
        b"",
        b"PK\x03\x04 no archive",
        b"\x00" * 1000,
    ]
    client = signed_in(Role.IJB_OFFICER)
    for content in given:
        page = give(client, content)
        assert "It is not known here" in page
        assert "North IJB" not in page


def test_who_works_on_it_learns_that_it_is_not_approved_yet(
    body: ReportingBody, signed_in: Callable
) -> None:
    report = in_review(body)
    page = give(signed_in(Role.PROGRAMME_MANAGER), storage.read(report.files.get(kind="pdf")))
    assert "It is unaltered" in page
    assert "Nobody has approved it yet" in page


def test_a_superseded_edition_is_said_to_be_one(body: ReportingBody, signed_in: Callable) -> None:
    report = published(body)
    Report.objects.update(stage="superseded", superseded_at="2019-11-04T10:00Z")
    page = give(signed_in(Role.VIEWER), storage.read(report.files.get(kind="pdf")))
    assert "superseded on 4 November 2019" in page
    assert "A correction was published since" in page


def test_an_altered_file_that_names_two_reports_is_of_the_later_one(body: ReportingBody) -> None:
    entry = entries_of(a_person(Role.VIEWER, body.programme))[0]
    first, second = published(body), published(body, QUARTER.following)
    naming = f"{second.fingerprint} is after {first.fingerprint}".encode()
    assert check(naming, entry).report == second


def test_an_unknown_file_is_compared_with_names_alone(
    body: ReportingBody, django_assert_num_queries: Callable
) -> None:
    """However many reports there are, none is read for a file that is of none of them."""
    entry = entries_of(a_person(Role.VIEWER, body.programme))[0]
    published(body)
    with django_assert_num_queries(2) as asked:
        assert check(b"%PDF-1.7 /ID [(other) (other)]", entry).report is None
    assert "period_first" not in asked.captured_queries[1]["sql"]


def test_nothing_that_was_given_is_kept(
    body: ReportingBody, signed_in: Callable, files_apart: Path
) -> None:
    client = signed_in(Role.VIEWER)
    give(client, b"something")
    assert list(files_apart.rglob("*.*")) == []


def test_no_file_one_that_is_too_large_and_a_hostile_name(
    body: ReportingBody, signed_in: Callable, settings: object
) -> None:
    client = signed_in(Role.VIEWER)
    assert "Choose the file to be checked" in words(client.post(CHECK))
    settings.UPLOAD_MEGABYTES = 0  # type: ignore[attr-defined]
    assert "larger than 0 MB" in give(client, b"x" * 100)
    settings.UPLOAD_MEGABYTES = 1  # type: ignore[attr-defined]
    assert "<b>" not in give(client, b"x", "<b>.pdf")


@pytest.mark.parametrize(("role", "status"), [(Role.EVALUATOR, 403), (None, 404)])
def test_it_is_for_those_who_may_read_reports(
    body: ReportingBody, signed_in: Callable, role: Role | None, status: int
) -> None:
    client = signed_in(role)
    assert client.get(CHECK).status_code == status
    assert client.post(CHECK).status_code == status
