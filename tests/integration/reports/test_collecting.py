"""Gathering what a report says."""

from partnership.reports.collect import collect
from pilots.models import ReportingBody
from tests.integration.reports.conftest import QUARTER


def test_a_programme_without_aims_and_glossary_is_reported(body: ReportingBody) -> None:
    found = collect(body, QUARTER, as_at=QUARTER.last)

    assert found.particulars.aims == ()
    assert found.glossary == ()
