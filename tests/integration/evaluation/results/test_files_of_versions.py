"""Before and after on different versions: one file of both, and a codebook of what is what."""

from typing import Any

import pytest

from evaluation.actions.counting import count
from evaluation.models import Choice, GridRow, Question, SurveyVersion, Wave
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.integration.evaluation.results.test_files import rows_of
from tests.integration.evaluation.results.test_pages import ON, page_of
from tests.support.answer_records import a_questionnaire, answers
from tests.support.evaluation_records import a_wave
from tests.support.fixtures import QueriesOf, SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(version: SurveyVersion, programme: Programme) -> SurveyVersion:
    """Asked otherwise: confidence under another name, words and a point; “visits” anew; one thing
    to be used less and one more.
    """
    found: SurveyVersion = a_questionnaire(programme, number=2)
    for question in found.questions.exclude(code="visits"):
        question.same_as = version.questions.get(code=question.code)
        question.save()
    for row in GridRow.objects.filter(question__version=found):
        row.same_as = GridRow.objects.get(question__version=version, code=row.code)
        row.save()
    sure = found.questions.filter(code="confident")
    sure.update(code="sure", text="How sure do you feel?")
    Choice.objects.filter(question__version=found, question__code="sure", value=3).update(
        text="Unsure"
    )
    used = Choice.objects.filter(question__version=found, question__code="used", value=3)
    used.update(value=4, text="Knitting")
    return found


@pytest.fixture
def pair(version: SurveyVersion, second: SurveyVersion) -> tuple[Wave, Wave]:
    before = a_wave(version, "Before", stage="before")
    after = a_wave(second, "After", stage="after", before=before)
    lonely = {"lonely-1": 1, "lonely-2": 1, "lonely-3": 2}
    given: dict[str, Any] = {"used": [1, 3], "trust": {"health": 2}, "visits": 7, **lonely}
    answers(before, {"confident": 3, **given}, code=["1", "b", "c"])
    answers(after, {"sure": 3, **given, "used": [4]}, code=["1", "b", "c"])
    count(before, after, on=ON)
    return before, after


def test_both_waves_are_in_the_file_under_the_names_of_the_later_one(
    pair: tuple[Wave, Wave], signed_in: SignIn
) -> None:
    rows = {row["Wave"]: row for row in rows_of(signed_in, page_of(pair[1], "answers.csv"))}
    before, after = rows["Before"], rows["After"]

    assert (before["Version"], after["Version"]) == ("1", "2")
    assert before["Person"] == after["Person"] == "1"
    assert (before["sure"], before["sure (words)"]) == ("3", "Neither")
    assert (after["sure"], after["sure (words)"]) == ("3", "Unsure")
    assert (before["trust.health"], before["score.lonely"]) == ("2", "4")
    assert (before["used.1"], before["used.2"], before["used.4"]) == ("1", "0", "")
    assert (after["used.1"], after["used.4"]) == ("0", "1")


def test_what_is_not_taken_for_the_same_stands_by_itself(
    pair: tuple[Wave, Wave], signed_in: SignIn
) -> None:
    rows = {row["Wave"]: row for row in rows_of(signed_in, page_of(pair[1], "answers.csv"))}
    before, after = rows["Before"], rows["After"]

    assert (before["visits"], before["visits (version 1)"]) == ("", "7")
    assert (after["visits"], after["visits (version 1)"]) == ("7", "")
    assert (before["used.3 (version 1)"], after["used.3 (version 1)"]) == ("1", "")


def test_once_the_earlier_answers_are_deleted_the_file_has_the_later_ones(
    pair: tuple[Wave, Wave], signed_in: SignIn
) -> None:
    Wave.objects.filter(pk=pair[0].pk).update(deleted_at="2019-12-01T09:00:00Z")

    assert [row["Wave"] for row in rows_of(signed_in, page_of(pair[1], "answers.csv"))] == ["After"]


def test_the_codebook_says_what_is_taken_for_the_same_and_what_differs_in_it(
    second: SurveyVersion, programme: Programme, signed_in: SignIn
) -> None:
    rows = rows_of(signed_in, f"/programmes/{programme.slug}/codebooks/partners/2.csv")
    told = {(row["Column"], row["Value"]): row["The same in earlier versions"] for row in rows}

    said = "version 1: confident, asked as “I feel confident”"
    assert told["sure", "1"] == said
    assert told["sure", "3"] == f"{said}, 3 was “Neither”"
    assert told["trust.health", "2"] == "version 1: trust.health"
    assert told["used.2", "1"] == "version 1: used.2"
    assert told["used.4", "1"] == ""
    assert told["visits", ""] == ""
    assert told["score.lonely", ""] == "version 1: score.lonely"


def test_a_codebook_takes_as_many_queries_for_many_earlier_versions(
    second: SurveyVersion, programme: Programme, signed_in: SignIn, queries_of: QueriesOf
) -> None:
    page = f"/programmes/{programme.slug}/codebooks/partners/"
    client = signed_in(Role.EVALUATOR)
    queries_of(client, f"{page}2.csv")
    one_before = queries_of(client, f"{page}2.csv")
    for number in (3, 4, 5):
        made = a_questionnaire(programme, number=number)
        older = Question.objects.filter(version__number=number - 1)
        for question in made.questions.all():
            question.same_as = older.filter(code=question.code).first()
            question.save()
    queries_of(client, f"{page}5.csv")
    assert queries_of(client, f"{page}5.csv") == one_before <= 20
