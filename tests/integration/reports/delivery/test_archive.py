"""The archive: what is published and theirs to read, searched; a quarter's papers in one zip."""

import csv
import io
from hashlib import sha256
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from partnership.people.models import Role
from partnership.reports.actions.delivering import published
from partnership.reports.models import Download, PublishedWords, Report
from pilots.models import ReportingBody
from tests.support import drafting_reports as a
from tests.support.builders import a_body, a_person
from tests.support.report_pages import Visitor, words

ARCHIVE = "/programmes/co-creating/reports/archive/"
ZIP = "/programmes/co-creating/reports/papers-2019-09-30.zip"


def a_published(body: ReportingBody, *period: object) -> Report:
    report = a.published(body, *period)
    published(report)
    return report


def unzipped(response) -> ZipFile:
    return ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_it_lists_what_is_published_newest_first_and_nothing_else(
    body: ReportingBody, signed_in: Visitor
):
    a_published(body)
    a.approved(body, a.NEXT_QUARTER)
    said = words(signed_in(Role.VIEWER).get(ARCHIVE))
    assert "1 report" in said.lower()
    assert "July to September 2019" in said
    assert "October to December 2019" not in said


def test_words_are_found_in_their_sections_with_a_piece_of_the_text(
    body: ReportingBody, signed_in: Visitor
):
    report = a_published(body)
    text = "Of the libraries. " * 30 + "The Mobile <b>library</b> called at Lamlash."
    PublishedWords.objects.filter(report=report, number=1).update(text=text)
    response = signed_in(Role.VIEWER).get(ARCHIVE, {"words": "lamlash mobile"})
    said = words(response)
    assert "1 section" in said.lower()
    assert "<mark>Mobile</mark> &lt;b&gt;library&lt;/b&gt; called at <mark>Lamlash</mark>." in said
    assert "/reports/north-ijb/2019-09-30/editions/1/read/#section-1" in said
    assert "Nothing that was published fits" in words(
        response.client.get(ARCHIVE, {"words": "lamlash brodick"})
    )


def test_it_is_narrowed_by_body_and_quarter(body: ReportingBody, signed_in: Visitor):
    a_published(body)
    a_published(a_body(body.programme, "South IJB"), a.NEXT_QUARTER)
    client = signed_in(Role.VIEWER)
    for asked in ({"body": "south-ijb"}, {"quarter": "2019-12-31"}):
        lines = client.get(ARCHIVE, asked).context["lines"]
        assert [report.body.slug for report, _ in lines] == ["south-ijb"]
    unknown = client.get(ARCHIVE, {"body": "x", "quarter": "soon", "words": "y" * 200})
    assert unknown.status_code == 200
    assert words(unknown).count("what was asked for is not in it") == 4  # summary and field


def test_superseded_editions_are_found_only_when_asked_for(body: ReportingBody, signed_in: Visitor):
    report = a_published(body)
    Report.objects.filter(pk=report.pk).update(stage=Report.Stage.SUPERSEDED)
    client = signed_in(Role.VIEWER)
    assert "No report that is yours to read" in words(client.get(ARCHIVE))
    for asked in ({"superseded": "on"}, {"superseded": "on", "words": "planned"}):
        assert "Superseded" in words(client.get(ARCHIVE, asked))


def test_an_officer_finds_their_own_bodys_reports_alone(body: ReportingBody, client: Client):
    a_published(body)
    south = a_body(body.programme, "South IJB")
    a_published(south)
    client.force_login(a_person(Role.IJB_OFFICER, south))
    for asked in ({}, {"words": "planned"}, {"body": "north-ijb"}):
        assert "North IJB" not in words(client.get(ARCHIVE, asked))
    names = unzipped(client.get(ZIP)).namelist()
    assert all(name.startswith(("south-ijb/", "manifest")) for name in names)


def test_a_page_costs_the_same_for_many_reports(
    body: ReportingBody, signed_in: Visitor, django_assert_max_num_queries
):
    period = a.QUARTER
    for _ in range(4):
        a_published(body, period)
        period = period.following
    client = signed_in(Role.VIEWER)
    client.get(ARCHIVE)
    for asked in ({}, {"words": "planned"}):
        with django_assert_max_num_queries(8):
            client.get(ARCHIVE, asked)


# -- All papers of a quarter --------------------------------------------------


def test_a_quarters_papers_come_with_a_manifest_that_can_be_checked(
    body: ReportingBody, signed_in: Visitor
):
    report = a_published(body)
    a_published(body, a.NEXT_QUARTER)
    response = signed_in(Role.VIEWER).get(ZIP)
    assert response["Content-Disposition"] == (
        'attachment; filename="papers-co-creating-2019-09-30.zip"'
    )
    bundle = unzipped(response)
    sums = dict(
        line.split("  ")[::-1] for line in bundle.read("manifest.txt").decode().splitlines()
    )
    assert len(sums) == 5
    assert {name: sha256(bundle.read(name)).hexdigest() for name in sums} == sums
    rows = list(csv.DictReader(io.StringIO(bundle.read("manifest.csv").decode("utf-8-sig"))))
    assert {row["file"]: row["SHA-256"] for row in rows} == sums
    assert {row["fingerprint of the figures"] for row in rows} == {report.fingerprint}
    assert rows[0]["period"] == "July to September 2019"
    assert Download.objects.filter(file__report=report).count() == 5


def test_the_same_papers_make_the_same_zip(body: ReportingBody, signed_in: Visitor):
    a_published(body)
    client = signed_in(Role.VIEWER)
    once, twice = (b"".join(client.get(ZIP).streaming_content) for _ in range(2))
    assert once == twice


def test_a_damaged_paper_holds_them_all_back(body: ReportingBody, signed_in: Visitor):
    report = a_published(body)
    default_storage.delete(report.files.get(kind="pdf").path)
    response = signed_in(Role.VIEWER).get(ZIP)
    assert response.status_code == 409
    assert "PDF of the report to North IJB on July to September 2019" in words(response)
    assert not Download.objects.exists()


@pytest.mark.parametrize("day", ["2019-12-31", "2019-09-29", "then"])
def test_a_quarter_without_papers_is_not_found(body: ReportingBody, signed_in: Visitor, day: str):
    a_published(body)
    a.approved(body, a.NEXT_QUARTER)
    assert signed_in(Role.VIEWER).get(ZIP.replace("2019-09-30", day)).status_code == 404


def test_more_sections_than_fit_a_page_are_paged_in_their_order(
    body: ReportingBody, signed_in: Visitor
):
    report = a_published(body)
    PublishedWords.objects.bulk_create(
        PublishedWords(report=report, number=number, heading=f"Part {number}", text="zebra")
        for number in range(100, 160)
    )
    client = signed_in(Role.VIEWER)
    for page, numbers in (("1", range(100, 150)), ("2", range(150, 160))):
        hits = client.get(ARCHIVE, {"words": "ZEBRA", "page": page}).context["hits"]
        assert [section.number for section, _ in hits] == list(numbers)
