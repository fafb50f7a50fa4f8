"""A question is shown after some answers to an earlier one; circles and later ones are refused."""

from typing import Any

import pytest
from django.test import Client

from evaluation.actions import survey_questions as do
from evaluation.actions.survey_details import ChoiceDetails, ConditionDetails, QuestionDetails
from evaluation.models import Question, SurveyVersion
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from tests.integration.evaluation.surveys.conftest import at, done, page, send, words_of
from tests.integration.evaluation.surveys.test_builder import seen

pytestmark = pytest.mark.django_db


def the(version: SurveyVersion, code: str) -> Question:
    return version.questions.get(code=code)


def wait(question: Question, on: Question, by: User, values: tuple[int, ...] = (1,)) -> None:
    do.set_condition(
        question=question,
        seen=ConditionDetails.of(question).mark,
        details=ConditionDetails(on.pk, "one-of", values),
        by=by,
    )


def test_a_condition_is_set_in_two_steps_without_a_script(
    evaluator: Client, partners: SurveyVersion
) -> None:
    question, on = the(partners, "helped"), the(partners, "referred")
    path = at(partners, f"questions/{question.pk}/shown/")

    first = page(evaluator, path)
    assert "It is always shown now" in first
    assert "Which earlier question decides it?" in first
    second = page(evaluator, f"{path}?on={on.pk}")
    assert "if the answer is one of" in second
    typed = {"on": on.pk, "test": "one-of", "values": [2]}
    mark = seen(evaluator, f"{path}?on={on.pk}")
    done(send(evaluator, path, **typed, seen_version=mark))

    assert "Shown only if question 5 “In the last three months" in page(evaluator, at(partners))
    assert "is answered “No”." in page(evaluator, at(partners))
    done(send(evaluator, path, on=on.pk, test="always", seen_version=seen(evaluator, path)))
    assert the(partners, "helped").shown_if is None


def test_what_a_condition_lacks_is_said(evaluator: Client, partners: SurveyVersion) -> None:
    question, on = the(partners, "helped"), the(partners, "referred")
    path = at(partners, f"questions/{question.pk}/shown/")
    mark = seen(evaluator, f"{path}?on={on.pk}")

    def sent(**typed: Any) -> str:
        return words_of(send(evaluator, path, seen_version=mark, **typed))

    assert "Tick the answers that are meant" in sent(on=on.pk, test="one-of")
    assert "Select a valid choice" in sent(on=on.pk, test="one-of", values=[77])
    assert "Select a valid choice" in sent(on=on.pk, test="sometimes")
    assert "Choose a question of this questionnaire" in sent(on=10**8, test="answered")
    assert the(partners, "helped").shown_if is None


def test_the_first_question_waits_for_none(evaluator: Client, partners: SurveyVersion) -> None:
    path = at(partners, f"questions/{the(partners, 'area').pk}/shown/")

    assert "No question is asked before this one" in page(evaluator, path)


def test_a_question_can_not_wait_for_a_later_one_or_for_itself(
    designer: User, partners: SurveyVersion
) -> None:
    early, late = the(partners, "area"), the(partners, "referred")

    with pytest.raises(RefusedError, match="asked later"):
        wait(early, late, designer)
    with pytest.raises(RefusedError, match="can’t wait for itself"):
        wait(late, late, designer)
    assert the(partners, "area").shown_if is None


def test_a_circle_made_by_hand_is_refused_with_its_way_round(
    designer: User, partners: SurveyVersion
) -> None:
    early, late = the(partners, "area"), the(partners, "referred")
    wait(late, early, designer)

    with pytest.raises(RefusedError, match="wait for each other: area → referred → area"):
        wait(early, late, designer)


def test_an_answer_that_is_not_offered_can_not_be_waited_for(
    designer: User, partners: SurveyVersion
) -> None:
    with pytest.raises(RefusedError, match="an answer that is not offered"):
        wait(the(partners, "helped"), the(partners, "referred"), designer, values=(9,))


def test_a_question_does_not_move_before_what_it_waits_for(
    evaluator: Client, partners: SurveyVersion
) -> None:
    waits = the(partners, "referred-how-many")

    done(evaluator.post(at(partners), {"what": "question", "key": waits.pk, "step": "up"}))

    told = page(evaluator, at(partners))
    assert "Not moved." in told
    assert "it can depend on an earlier one only" in told
    assert the(partners, "referred-how-many").position == 4


def test_what_others_wait_for_is_not_removed_and_keeps_its_answers(
    evaluator: Client, designer: User, partners: SurveyVersion
) -> None:
    on = the(partners, "referred")

    answer = evaluator.post(at(partners, f"questions/{on.pk}/remove/"))
    assert "Question 6 “About how many people?”: It depends on a question" in words_of(answer)
    assert "Change when it is shown first" in words_of(answer)
    said = QuestionDetails.of(on)
    fewer = QuestionDetails(**{**vars(said), "choices": (ChoiceDetails(2, "No"),)})
    with pytest.raises(RefusedError, match=r"not offered\. Change when it is shown first"):
        do.change_question(question=on, seen=said.mark, details=fewer, by=designer)

    assert the(partners, "referred").choices.count() == 2


def test_two_people_set_one_condition_and_the_slower_is_told(
    evaluator: Client, designer: User, partners: SurveyVersion
) -> None:
    question, on = the(partners, "helped"), the(partners, "referred")
    path = at(partners, f"questions/{question.pk}/shown/")
    mark = seen(evaluator, f"{path}?on={on.pk}")
    wait(question, on, designer)

    late = send(evaluator, path, on=on.pk, test="one-of", values=[2], seen_version=mark)

    assert "Somebody changed this while you were writing" in words_of(late)
    assert the(partners, "helped").shown_values == [1]
