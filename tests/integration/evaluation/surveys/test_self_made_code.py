"""The self-made code is worded on its page, until a version that asks for it is published."""

import re

import pytest
from django.test import Client

from evaluation.actions.surveys import FIXED
from evaluation.models import SurveyVersion
from tests.integration.evaluation.surveys.conftest import WHERE, at, done, page, send, the_survey

pytestmark = pytest.mark.django_db


def path_of(version: SurveyVersion) -> str:
    return f"{WHERE}surveys/{version.survey.slug}/code/"


def test_the_code_of_a_draft_is_worded_on_its_page(
    evaluator: Client, partners: SurveyVersion
) -> None:
    told = page(evaluator, path_of(partners))
    assert FIXED not in told
    assert "First two letters of your mother’s first name" in told
    seen = re.search(r'name="seen_version" value="([^"]+)"', told)
    assert seen
    typed = {"text_1": "Last two letters of your street", "kind_1": "letters", "length_1": 2}
    done(send(evaluator, path_of(partners), seen_version=seen[1], **typed))
    assert [part.text for part in the_survey().code_questions.all()] == [typed["text_1"]]
    assert "Last two letters of your street" in page(evaluator, path_of(partners))


def test_the_code_of_a_published_version_stays_and_the_page_says_why(
    evaluator: Client, published: SurveyVersion
) -> None:
    told = page(evaluator, path_of(published))
    assert FIXED in told
    main = told.split("<main")[1].split("</main>")[0]
    assert "seen_version" not in main
    assert "Fixed(" not in main


def test_the_preview_tells_how_long_each_part_of_the_code_is(
    evaluator: Client, partners: SurveyVersion
) -> None:
    told = page(evaluator, at(partners, "preview/"))
    assert "2 letters. For example: AN for Anne" in told
    assert "2 digits. For example: 07 for 7 May" in told
    assert "One digit. For example: 0 if there are none" in told


def test_a_part_without_an_example_has_one_where_it_needs_it(
    evaluator: Client, partners: SurveyVersion
) -> None:
    partners.survey.code_questions.update(example="")
    told = page(evaluator, at(partners, "preview/"))
    assert "2 digits. For example: 07" in told
    assert ">2 letters<" in told


def test_the_preview_has_one_banner_at_most(evaluator: Client, partners: SurveyVersion) -> None:
    partners.survey.programme.is_illustrative = True
    partners.survey.programme.save()
    assert page(evaluator, at(partners, "preview/")).count("<header") == 1


def test_the_history_says_in_words_that_a_version_was_published(
    evaluator: Client, published: SurveyVersion
) -> None:
    told = page(evaluator, at(published))
    assert "the moment at which it was published from not recorded" in told
    assert "the person who published it" in told
    assert "published at" not in told
