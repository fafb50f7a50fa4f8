"""A look back tells what had been shown by that day, and never on which day an answer came."""

from datetime import date, timedelta

import pytest
from django.test import Client

from evaluation.actions.counting import count
from evaluation.models import Outcome, Response, SurveyVersion, Wave
from evaluation.selectors.coverage import coverage
from evaluation.selectors.outcome import around
from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING
from tests.support.answer_records import answers
from tests.support.evaluation_records import OPENS, a_logic_model, a_wave
from tests.support.fixtures import SignIn
from tests.support.reading import read

pytestmark = pytest.mark.django_db
PAGE = "/programmes/co-creating/outcomes/logic/O1/"
NOT_SHOWN = "how many had answered by then is not shown"


@pytest.fixture
def wave(programme: Programme, version: SurveyVersion) -> Wave:
    """One answer a day for seven days; what there was on the sixth was shown then."""
    outcome = a_logic_model(programme)
    version.questions.get(code="confident").outcomes.add(outcome)
    found = a_wave(version, "Slow", closes_on=OPENS + timedelta(60))
    for day in range(7):
        response = answers(found, {"confident": 4})
        Response.objects.filter(pk=response.pk).update(received_on=OPENS + timedelta(day))
        if day == 5:
            count(found, on=OPENS + timedelta(day))
    return found


@pytest.fixture
def viewer(signed_in: SignIn) -> Client:
    return signed_in(Role.VIEWER)


def told(day: date) -> tuple[int, int]:
    """How many answers there were by a day, in the view of all outcomes and on the page of one."""
    outcome = Outcome.objects.get(reference="O1")
    of_all = coverage(outcome.framework.programme, as_at=day, reach=EVERYTHING)[outcome.pk]
    return of_all.once, around(outcome, as_at=day, reach=EVERYTHING).cover.once


def test_no_day_tells_that_an_answer_came_on_it(wave: Wave) -> None:
    by_day = [told(OPENS + timedelta(day)) for day in range(9)]

    assert by_day == [(0, 0)] * 5 + [(6, 6)] * 4


def test_the_page_says_that_it_is_not_shown(wave: Wave, viewer: Client) -> None:
    early = read(viewer, f"{PAGE}?as_at={OPENS + timedelta(3):%Y-%m-%d}")
    later = read(viewer, f"{PAGE}?as_at={OPENS + timedelta(8):%Y-%m-%d}")

    assert NOT_SHOWN in early
    assert NOT_SHOWN not in later
    assert "6 responses" in later
