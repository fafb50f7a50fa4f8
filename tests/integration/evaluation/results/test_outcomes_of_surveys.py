"""An outcome that a survey's question or scale is about is measured, and has data once answered."""

from datetime import date, timedelta

import pytest
from django.test import Client
from model_bakery import baker

from evaluation.actions.counting import count
from evaluation.models import Outcome, ScoredScale, Story, SurveyVersion, Wave
from evaluation.presenters.story_paper import paper_of
from evaluation.rules.coverage import Cover
from evaluation.selectors.coverage import coverage
from evaluation.selectors.outcome import around
from evaluation.selectors.stories import behind, in_full
from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from tests.support.answer_records import a_pair, answers
from tests.support.builders import an_area
from tests.support.evaluation_records import OPENS, a_logic_model, a_wave
from tests.support.fixtures import QueriesOf, SignIn
from tests.support.reading import read
from tests.support.surveyed_indicators import a_share

pytestmark = pytest.mark.django_db
OUTCOMES = "/programmes/co-creating/outcomes/"
ON = OPENS + timedelta(100)
SCORED = {f"lonely-{item}": 2 for item in (1, 2, 3)}


@pytest.fixture
def outcome(programme: Programme) -> Outcome:
    """With no measure in the model itself."""
    found = a_logic_model(programme)
    found.measures.all().delete()
    return found


@pytest.fixture
def scale(version: SurveyVersion, outcome: Outcome) -> ScoredScale:
    found: ScoredScale = version.scales.get()
    found.outcomes.add(outcome)
    return found


@pytest.fixture
def viewer(signed_in: SignIn) -> Client:
    return signed_in(Role.VIEWER)


def covers(outcome: Outcome, day: date = ON, reach: Reach = EVERYTHING) -> tuple[Cover, Cover]:
    """As the view of all outcomes has it, and as the outcome's own page."""
    of_all = coverage(outcome.framework.programme, as_at=day, reach=reach)
    return of_all.get(outcome.pk, Cover()), around(outcome, as_at=day, reach=reach).cover


def test_a_published_scale_measures_its_outcome(
    outcome: Outcome, version: SurveyVersion, viewer: Client
) -> None:
    assert [each.gaps for each in covers(outcome)] == [("no measure",)] * 2
    version.scales.get().outcomes.add(outcome)

    assert [each.gaps for each in covers(outcome)] == [("measured, but no data yet",)] * 2
    page = read(viewer, f"{OUTCOMES}logic/O1/")
    assert "the scale “Loneliness”" in page
    assert "No wave has asked it yet." in page


def test_a_wave_that_asks_a_scale_is_data_of_its_outcome(
    outcome: Outcome, scale: ScoredScale, viewer: Client
) -> None:
    before, after = a_pair(scale.version)
    answers(before, SCORED)
    count(before, after, on=ON)
    assert [each.gaps for each in covers(outcome)] == [("asked before, not yet after",)] * 2

    for _ in range(2):
        answers(after, SCORED)
    count(before, after, on=ON)

    assert [(each.before, each.after, each.gaps) for each in covers(outcome)] == [(1, 2, ())] * 2
    assert "Before" in read(viewer, f"{OUTCOMES}logic/O1/")


def test_a_wave_counts_once_for_a_scale_and_its_questions_together(
    outcome: Outcome, scale: ScoredScale
) -> None:
    for question in scale.items.all():
        question.outcomes.add(outcome)
    wave = a_wave(scale.version, "Once")
    for _ in range(3):
        answers(wave, SCORED)
    count(wave, on=ON)

    assert [(each.once, each.gaps) for each in covers(outcome)] == [(3, ())] * 2
    assert [each.once for each in covers(outcome, wave.closes_on)] == [3, 3]
    assert [each.once for each in covers(outcome, wave.opens_on - timedelta(1))] == [0, 0]


def test_another_areas_answers_are_not_counted(
    programme: Programme, outcome: Outcome, scale: ScoredScale
) -> None:
    here, there = an_area(programme, "Here"), an_area(programme, "There")
    wave: Wave = a_wave(scale.version, "Here alone", area=here)
    answers(wave, SCORED)
    count(wave, on=ON)

    assert [each.once for each in covers(outcome, reach=Reach.of(here.pk))] == [1, 1]
    assert [each.once for each in covers(outcome, reach=Reach.of(there.pk))] == [0, 0]


def test_an_older_version_is_not_what_is_asked_now(
    outcome: Outcome, scale: ScoredScale, version: SurveyVersion, viewer: Client
) -> None:
    SurveyVersion.objects.create(
        survey=version.survey, number=2, published_at="2019-09-01T09:00:00Z"
    )

    assert "the scale “Loneliness”" not in read(viewer, f"{OUTCOMES}logic/O1/")
    assert "the scale “Loneliness”" in read(viewer, f"{OUTCOMES}logic/O1/?as_at=2019-08-31")


def test_pages_cost_as_much_for_more_waves(
    outcome: Outcome, scale: ScoredScale, viewer: Client, queries_of: QueriesOf
) -> None:
    addresses = (f"{OUTCOMES}logic/O1/", f"{OUTCOMES}coverage/")
    few = [queries_of(viewer, each) for each in addresses]
    for number in range(6):
        answers(a_wave(scale.version, f"Wave {number}"), SCORED)

    assert [queries_of(viewer, each) for each in addresses] == few
    assert max(few) <= 15


def test_a_story_tells_the_figure_of_everybody_and_of_its_wave(
    version: SurveyVersion, programme: Programme
) -> None:
    wave = a_wave(version, "Once")
    for _ in range(12):
        answers(wave, {"confident": 4})
    count(wave, on=ON)
    story = baker.make(Story, programme=programme, slug="told", title="Told", kind="case-study")
    story.evidence.create(indicator=a_share(version))

    told = paper_of(in_full(story), behind(in_full(story)), number=1, on=ON)
    assert "100% of 12 (“Once”, as at 30 September 2019." in str(told.frozen())
