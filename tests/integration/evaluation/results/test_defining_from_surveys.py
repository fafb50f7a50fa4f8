"""Indicators are defined by a survey's scale or question, and nothing that makes no figure."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from evaluation.models import Indicator, Question, SurveyVersion
from partnership.people.models import Role
from tests.support.fixtures import SignIn
from tests.support.surveyed_indicators import a_share

pytestmark = pytest.mark.django_db
WHERE = "/programmes/co-creating/indicators/"
DEFINED = {
    "name": "Confident",
    "kind": "per-cent",
    "unit": "",
    "better": "more",
    "over_areas": "never",
    "over_time": "latest",
    "computed_from": "answers",
    "reported_on": "2019-06-01",
}


def define(client: Client, **typed: Any) -> Any:
    return client.post(
        "/programmes/co-creating/new-indicator/", {"once_key": str(uuid4()), **DEFINED, **typed}
    )


def question(version: SurveyVersion, code: str = "confident") -> str:
    return f"{version.survey_id}:question:{code}"


def test_an_evaluator_chooses_a_question_and_the_answers_that_count(
    version: SurveyVersion, signed_in: SignIn
) -> None:
    answer = define(signed_in(Role.EVALUATOR), asked=question(version), counted_answers="5; 4")

    assert answer.status_code == 302, answer.content.decode()
    indicator = Indicator.objects.get()
    assert (indicator.survey, indicator.survey_code) == (version.survey, "confident")
    assert indicator.counted_answers == [4, 5]


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"counted_answers": ""}, "It has: 1 Strongly disagree; 2 Disagree"),
        ({"counted_answers": "4, 9"}, "Give the values of answers to this question"),
        ({"counted_answers": "Agree"}, "Give the values of answers to this question"),
        ({"kind": "score"}, "Answers are told as a percentage or a count"),
        ({"over_time": "sum", "kind": "count"}, "can’t be added up"),
        ({"over_areas": "latest"}, "have no latest answer together"),
        ({"asked": ""}, "Choose the survey’s scale or question."),
        ({"asked": "9999:question:confident"}, "Select a valid choice"),
        ({"computed_from": "scale", "kind": "score"}, "That is a question, which has no score"),
    ],
)
def test_what_makes_no_figure_is_refused_with_what_to_do(
    version: SurveyVersion, signed_in: SignIn, typed: dict[str, str], refusal: str
) -> None:
    given = {"asked": question(version), "counted_answers": "4 5", **typed}
    answer = define(signed_in(Role.EVALUATOR), **given)

    assert refusal in answer.content.decode()
    assert not Indicator.objects.exists()


def test_one_answer_of_several_and_scales_with_scores_alone(
    version: SurveyVersion, signed_in: SignIn
) -> None:
    client = signed_in(Role.EVALUATOR)
    several = define(client, asked=question(version, "used"), counted_answers="1, 2")
    scale = {"asked": f"{version.survey_id}:scale:lonely", "computed_from": "scale"}

    assert "one person could count twice" in several.content.decode()
    assert "A mean score is of the kind “Score”" in define(client, **scale).content.decode()
    assert define(client, **scale, kind="score").status_code == 302
    assert Indicator.objects.get().counted_answers == []


def test_what_asks_for_the_area_and_what_is_written_is_not_offered(
    version: SurveyVersion, signed_in: SignIn
) -> None:
    Question.objects.filter(version=version, code="age").update(role="area")
    answer = signed_in(Role.EVALUATOR).get("/programmes/co-creating/new-indicator/")

    offered = answer.content.decode()
    assert question(version) in offered
    for code in ("age", "words", "visits"):
        assert question(version, code) not in offered


def test_defined_otherwise_it_forgets_its_survey(version: SurveyVersion, signed_in: SignIn) -> None:
    indicator = a_share(version)
    client = signed_in(Role.EVALUATOR)
    page = client.get(f"{WHERE}confident/edit/").content.decode()
    assert 'value="4, 5"' in page
    answer = client.post(
        f"{WHERE}confident/edit/",
        {
            **DEFINED,
            "seen_version": indicator.version,
            "computed_from": "",
            "asked": question(version),
        },
    )

    assert answer.status_code == 302, answer.content.decode()
    indicator.refresh_from_db()
    assert (indicator.survey, indicator.survey_code) == (None, "")
    assert indicator.counted_answers == []
