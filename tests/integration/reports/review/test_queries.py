"""No page of a report asks more of the database than it may, however much was said of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from partnership.people.models import User
from partnership.reports.models import Report
from pilots.models import ReportingBody
from tests.support.drafting_reports import a_draft, published
from tests.support.report_pages import LIST, PAGE

MOST = 15


@pytest.mark.parametrize("address", [f"{PAGE}review/", PAGE, f"{PAGE}editions/"])
@pytest.mark.parametrize("stage", ["draft", "in-review", "approved"])
def test_pages_of_a_report_in_work(
    report: Report,
    signs: Client,
    approver: User,
    stage: str,
    address: str,
    django_assert_max_num_queries: Callable,
) -> None:
    Report.objects.update(stage=stage, approved_at="2019-10-03T10:00Z")
    for number in range(20):
        report.comments.create(text=f"Word {number}", by=approver, section="summary")
    signs.get(address)
    with django_assert_max_num_queries(MOST):
        assert signs.get(address).status_code == 200


def test_the_draft_with_the_most_to_ask_for(
    body: ReportingBody, signs: Client, django_assert_max_num_queries: Callable
) -> None:
    a_draft(body)
    signs.get(f"{PAGE}review/")
    with django_assert_max_num_queries(MOST):
        signs.get(f"{PAGE}review/")


def test_editions_take_the_same_queries_for_any_number(
    body: ReportingBody, signs: Client, django_assert_max_num_queries: Callable
) -> None:
    old = published(body)
    for edition in range(2, 12):
        Report.objects.filter(pk=old.pk).update(stage="superseded")
        old = Report.objects.create(
            body=body, period_first=old.period_first, period_last=old.period_last,
            edition=edition, corrects=old, why="Counted twice", stage="published",
            snapshot=old.snapshot, fingerprint=f"{edition:064x}", state="ready",
            made_at="2019-11-04T10:00Z", approved_at="2019-11-04T10:00Z",
            published_at="2019-11-04T10:00Z",
        )  # fmt: skip
    signs.get(f"{PAGE}editions/")
    with django_assert_max_num_queries(8):
        assert signs.get(f"{PAGE}editions/").status_code == 200
    with django_assert_max_num_queries(8):
        assert signs.get(f"{LIST}check-a-file/").status_code == 200
