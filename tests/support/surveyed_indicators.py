"""Indicators computed from the questionnaire of `answer_records`."""

from typing import Any

from evaluation.models import Indicator, SurveyVersion
from tests.support.builders import PAPER_DAY


def a_share(version: SurveyVersion, **details: Any) -> Indicator:
    """The percentage who feel confident: “Agree” and “Strongly agree”."""
    given = {
        "slug": "confident", "name": "Confident", "kind": "per-cent", "computed_from": "answers",
        "survey_code": "confident", "counted_answers": [4, 5], "better": "more",
        "reported_on": PAPER_DAY, "programme": version.survey.programme, "survey": version.survey,
    } | details  # fmt: skip
    return Indicator.objects.create(**given)


def a_mean(version: SurveyVersion, **details: Any) -> Indicator:
    """The mean loneliness score."""
    return a_share(
        version,
        **{
            "slug": "lonely", "name": "Loneliness", "kind": "score", "computed_from": "scale",
            "survey_code": "lonely", "counted_answers": [], "unit": "points", "better": "less",
        }
        | details,
    )  # fmt: skip
