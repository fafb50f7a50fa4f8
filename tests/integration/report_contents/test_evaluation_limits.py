"""That collecting the evaluation costs the same whatever it holds, and reads no answer."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from model_bakery import baker

from evaluation import models as of
from evaluation.rules.breakdown import NUMBER, REST, Shown, as_json
from evaluation.rules.disclosure import Published, Table
from evaluation.selectors.shown import BASE, BASE_OF_PAIRS
from partnership.programmes.models import Programme
from tests.integration.report_contents.conftest import AREA, NATIONAL, Q4
from tests.support.evaluation_records import a_survey, a_wave

pytestmark = pytest.mark.django_db

DAY = date(2019, 11, 1)
MOST = 40  # one of them to find the body
ANSWERS = ("evaluation_response", "evaluation_answer", "evaluation_tally", "evaluation_pairtally",
           "evaluation_match")  # fmt: skip


@pytest.fixture
def everything(loaded: Programme) -> of.Wave:
    """Indicators of every kind that is computed, and a wave before, after and by itself."""
    version = a_survey(loaded)
    version.questions.get(code="confident").outcomes.add(*of.Outcome.objects.filter(reference="O1"))
    for number, source in enumerate(of.Indicator.Computed.values):
        _indicator(loaded, version, source, number)
    before = a_wave(version, "Before", stage="before")
    waves = [
        before,
        a_wave(version, "Once"),
        a_wave(version, "After", stage="after", before=before),
    ]
    for wave in waves:
        _shown(wave, BASE)
        _shown(wave, BASE_OF_PAIRS)
    return waves[-1]


def _indicator(programme: Programme, version: of.SurveyVersion, source: str, number: int) -> None:
    details: dict[str, Any] = {}
    if source in (of.Indicator.Computed.SCALE, of.Indicator.Computed.ANSWERS):
        details = {"survey": version.survey, "survey_code": "confident", "counted_answers": [3]}
    baker.make(
        of.Indicator, programme=programme, slug=f"computed-{number}", name=f"Computed {number}",
        kind="count", is_per_area=True, over_areas="sum", computed_from=source, reported_on=DAY,
        **details,
    )  # fmt: skip


def _shown(wave: of.Wave, key: str) -> None:
    cells = as_json(Shown(Published(Table((REST,), (NUMBER,), ((12,),)))))
    of.ShownTable.objects.create(wave=wave, key=key, cells=cells, shown_on=DAY)


def queries(frozen, slug: str) -> list[str]:
    with CaptureQueriesContext(connection) as found:
        frozen(slug, Q4)
    return [each["sql"] for each in found.captured_queries]


@pytest.mark.parametrize("slug", [AREA, NATIONAL])
def test_every_kind_of_computed_indicator_is_within_the_limit(frozen, everything, slug):
    assert len(queries(frozen, slug)) <= MOST


def test_no_answer_and_no_tally_is_read(frozen, everything):
    """Answers may be a million: the tables that were shown are as large with ten."""
    told = [sql for sql in queries(frozen, AREA) if any(name in sql for name in ANSWERS)]
    assert told == []


def test_ten_times_the_answers_cost_no_more_rows_and_queries(frozen, everything):
    def read() -> tuple[int, int]:
        part = frozen(AREA, Q4).snapshot.evaluation
        return len(queries(frozen, AREA)), len(part.changes) + len(part.waves) + len(part.answers)

    for_none = read()
    baker.make(of.Response, wave=everything, received_on=DAY, _quantity=50, _bulk_create=True)
    assert read() == for_none


def test_of_tables_shown_often_only_the_newest_is_read(frozen, everything):
    before = len(queries(frozen, AREA))
    for week in range(1, 6):
        table = of.ShownTable.objects.filter(wave=everything, key=BASE).latest("pk")
        table.pk, table.shown_on = None, DAY + timedelta(7 * week)
        table.save()
    assert len(queries(frozen, AREA)) == before
