"""A survey’s page leads to the waves that ask it, of those that the reader may see."""

import pytest
from django.test import Client

from evaluation.models import SurveyVersion
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.integration.evaluation.surveys.conftest import WHERE, page
from tests.support.builders import a_person
from tests.support.evaluation_records import a_wave

pytestmark = pytest.mark.django_db
PATH = f"{WHERE}surveys/partners/"


def test_the_waves_of_a_survey_are_named_and_lead_on(
    evaluator: Client, published: SurveyVersion
) -> None:
    assert 'id="waves"' not in page(evaluator, PATH)
    wave = a_wave(published, "Spring", asks_code=False, audience=40)
    told = page(evaluator, PATH)
    assert f'<a href="{WHERE}waves/{wave.slug}/">Spring</a>' in told
    assert "0 of 40 who were asked answered" in told


def test_waves_out_of_reach_are_not_named(programme: Programme, published: SurveyVersion) -> None:
    here, there = programme.areas.order_by("name")
    a_wave(published, "Spring here", area=here, asks_code=False)
    a_wave(published, "Spring there", area=there, asks_code=False)
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, here))
    told = page(client, PATH)
    assert "Spring here" in told
    assert "Spring there" not in told
