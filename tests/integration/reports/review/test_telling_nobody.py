"""Whoever publishes a report is told when the body has no officer to be told."""

from collections.abc import Callable

import pytest
from django.test import Client

from partnership.people.models import Email, Role, User
from partnership.reports.models import Report
from tests.support.builders import a_person
from tests.support.report_pages import PAGE, words


@pytest.mark.parametrize("has_officer", [True, False])
def test_a_body_without_officers_is_named_to_whoever_publishes(
    report: Report, signs: Client, approver: User, has_officer: bool, person: Callable
) -> None:
    if has_officer:
        a_person(Role.IJB_OFFICER, report.body)
    Report.objects.filter(pk=report.pk).update(
        stage="approved", approved_at=report.submitted_at, approved_by=approver
    )
    page = signs.post(f"{PAGE}review/publish/", follow=True)
    said = "North IJB has no officer here, so nobody was told."
    assert (said in words(page)) is not has_officer
    purposes = set(Email.objects.values_list("purpose", flat=True))
    told, untold = "report-published", "report-without-officers"
    assert purposes & {told, untold} == {told if has_officer else untold}
