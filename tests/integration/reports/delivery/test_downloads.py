"""Every file that is given out is noted, and who sees to reports sees who took them."""

import pytest

from partnership.people.models import Role
from partnership.reports.actions.delivering import nudge, published
from partnership.reports.models import Download, Report
from pilots.models import ReportingBody
from tests.support import drafting_reports as a
from tests.support.builders import a_person
from tests.support.report_pages import PAGE, Visitor, words

DOWNLOADS = f"{PAGE}downloads/"


@pytest.fixture
def report(body: ReportingBody) -> Report:
    return a.published(body)


@pytest.mark.parametrize(("path", "kind"), [(f"{PAGE}files/pdf/", "pdf"), (f"{PAGE}read/", "html")])
def test_who_takes_or_reads_a_file_is_noted(
    report: Report, signed_in: Visitor, path: str, kind: str
):
    client = signed_in(Role.VIEWER)
    assert client.head(path).status_code == 200
    assert not Download.objects.exists()
    assert client.get(path).status_code == 200
    taken = Download.objects.get()
    assert (taken.file.kind, taken.by.pk) == (kind, int(client.session["_auth_user_id"]))


def test_a_manager_sees_whom_it_was_told_and_who_opened_it(
    report: Report, signed_in: Visitor, body: ReportingBody
):
    told = a_person(Role.IJB_OFFICER, body)
    told.display_name = "Committee clerk"
    told.save()
    published(report)
    client = signed_in(Role.PROGRAMME_MANAGER)
    assert "Not yet" in words(client.get(DOWNLOADS))
    client.force_login(told)
    client.get(f"{PAGE}files/pdf/")
    page = signed_in(Role.PROGRAMME_MANAGER).get(DOWNLOADS)
    [line] = page.context["officers"]
    assert (line.officer, bool(line.told_at), line.reminded_at) == (told, True, None)
    assert line.opened_at == Download.objects.get().at
    assert nudge() == 0


def test_a_body_without_officers_says_so(report: Report, signed_in: Visitor):
    said = words(signed_in(Role.PROGRAMME_MANAGER).get(DOWNLOADS))
    assert "has no officer here" in said
    assert "Nobody has opened a file of it yet" in said


@pytest.mark.parametrize("role", [Role.VIEWER, Role.IJB_OFFICER])
def test_it_names_people_so_others_are_told_who_could(
    report: Report, signed_in: Visitor, role: Role
):
    assert signed_in(role).get(DOWNLOADS).status_code == 403
