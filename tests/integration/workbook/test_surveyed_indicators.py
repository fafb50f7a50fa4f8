"""An indicator that is computed from a survey is no row, and stands in nobody's way."""

import pytest

from evaluation.models import Indicator, Outcome, Survey
from partnership.programmes.models import Programme
from partnership.workbook.loading import Loaded
from tests.integration.workbook.conftest import Rows, faults_of, load_spoilt

pytestmark = pytest.mark.django_db


@pytest.fixture
def surveyed(loaded: Loaded) -> Indicator:
    programme = Programme.objects.get()
    survey = Survey.objects.create(
        programme=programme, slug="partners", title="Partners", purpose="partners"
    )
    indicator = Indicator.objects.create(
        programme=programme, slug="confident", name="Confident", kind="per-cent",
        computed_from="answers", survey=survey, survey_code="confident", counted_answers=[4],
        reported_on=programme.start_month,
    )  # fmt: skip
    indicator.outcomes.set(Outcome.objects.all())
    indicator.aims.create(baseline=10, reported_on=programme.start_month)
    return indicator


def test_the_rest_is_written_and_loaded_beside_it(surveyed: Indicator) -> None:
    again = load_spoilt(lambda rows: None)

    assert sum(count.new + count.changed for count in again.counts) == 0
    surveyed.refresh_from_db()
    assert surveyed.outcomes.count() == Outcome.objects.count()


def test_its_slug_is_not_taken_by_a_row(surveyed: Indicator) -> None:
    def spoil(rows: Rows) -> None:
        rows["indicators"].append({**rows["indicators"][0], "slug": "confident"})

    (fault,) = faults_of(spoil)
    assert fault.place.endswith("slug")
    assert "computed from a survey" in str(fault)
