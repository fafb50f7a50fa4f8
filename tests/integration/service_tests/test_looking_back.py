"""A test as it was known on an earlier day: what came of it is said with its end."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pilots.models import Area
from tests.support.builders import code
from tests.support.service_tests import a_service_test

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("as_at", "is_known"), [("2019-12-04", False), ("2019-12-05", True)])
def test_findings_and_report_are_there_once_the_end_was_said(
    viewer: Client, ash: Area, as_at: str, is_known: bool
) -> None:
    test = a_service_test(
        ash, began=code("2019-06"), ended=code("2019-11-30"), findings="Tea helps",
        report_title="What tea did", end_reported_on=date(2019, 12, 5),
    )  # fmt: skip
    slug = test.programme.slug
    one = viewer.get(reverse("service-test", args=[slug, test.slug]), {"as_at": as_at})
    file = viewer.get(reverse("service-tests-file", args=[slug]), {"as_at": as_at})
    told = one.content.decode().split('class="history')[0]
    listed = b"".join(file.streaming_content).decode()  # type: ignore[attr-defined]
    for words in ("Tea helps", "What tea did"):
        assert (words in told) is is_known
        assert (words in listed) is is_known
