"""Translations: part by part, with what lacks known, and gone where their words change."""

from typing import Any

import pytest
from django.test import Client

from evaluation.actions import survey_questions, survey_sections
from evaluation.actions.survey_details import QuestionDetails
from evaluation.answer_words import ENGLISH
from evaluation.models import SurveyVersion, VersionText
from evaluation.presenters.surveys import text_groups
from evaluation.selectors.questionnaire import questionnaire
from evaluation.selectors.surveys import to_translate
from partnership.people.models import User
from tests.integration.evaluation.surveys.conftest import at, done, page, send, words_of
from tests.integration.evaluation.surveys.test_builder import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def gaelic(partners: SurveyVersion, evaluator: Client) -> VersionText:
    done(send(evaluator, at(partners, "new-language/"), language="gd", name="Gàidhlig"))
    return partners.texts.get()


def translate(client: Client, text: VersionText, part: int, **typed: str) -> Any:
    path = at(text.version, f"languages/{text.pk}/{part}/")
    return send(client, path, seen_version=seen(client, path), **typed)


def texts(text: VersionText) -> dict[str, str]:
    text.refresh_from_db()
    return dict(text.texts)


def test_a_language_says_what_it_lacks(
    evaluator: Client, partners: SurveyVersion, gaelic: VersionText
) -> None:
    told = page(evaluator, at(partners, f"languages/{gaelic.pk}/"))

    assert "are not translated yet" in told
    assert "Words of the form itself" in told
    assert "Working together" in told
    assert "Self-made code" in told
    assert "Gàidhlig lacks" in page(evaluator, at(partners, "publish/"))
    assert "It can’t be published" not in page(evaluator, at(partners, "publish/"))


def test_words_are_given_part_by_part_and_the_same_words_are_filled_in(
    evaluator: Client, partners: SurveyVersion, gaelic: VersionText
) -> None:
    keys = page(evaluator, at(partners, f"languages/{gaelic.pk}/2/"))
    assert "Strongly disagree" in keys
    path = at(partners, f"languages/{gaelic.pk}/0/")
    done(translate(evaluator, gaelic, 0, text_0="Com-pàirtichean"))

    assert texts(gaelic)["title"] == "Com-pàirtichean"
    preview = page(evaluator, at(partners, "preview/?language=gd"))
    assert "Com-pàirtichean" in preview
    assert 'lang="gd"' in preview
    assert seen(evaluator, path) != "0"


def test_the_same_words_elsewhere_are_filled_in_once_given(
    evaluator: Client, designer: User, partners: SurveyVersion, gaelic: VersionText
) -> None:
    item = partners.questions.get(code="referred")
    said = QuestionDetails.of(item)
    twin = QuestionDetails(**{**vars(said), "code": "again", "text": "Again?"})
    page_two = partners.sections.get(position=3).pk
    survey_questions.add_question(
        version=partners, kind="single", by=designer,
        details=QuestionDetails(**{**vars(twin), "section": page_two}),
    )  # fmt: skip
    asked = questionnaire(partners)
    keys = text_groups(asked, list(to_translate(asked)))[2].keys
    number = keys.index("question.referred.choice.1")
    answer = done(translate(evaluator, gaelic, 2, **{f"text_{number}": "Tha"}))

    found = texts(gaelic)
    assert found["question.referred.choice.1"] == "Tha"
    assert found["question.again.choice.1"] == "Tha"
    assert "1 more text of the same words filled in" in page(evaluator, answer["Location"])


def test_the_forms_own_words_are_given_too(evaluator: Client, gaelic: VersionText) -> None:
    last = len(list(gaelic.version.sections.all())) + 2
    done(translate(evaluator, gaelic, last, text_0="Air adhart"))

    assert texts(gaelic) == {f"form.{next(iter(ENGLISH))}": "Air adhart"}


def test_translations_go_along_and_go_with_their_words(
    evaluator: Client, designer: User, partners: SurveyVersion, gaelic: VersionText
) -> None:
    gaelic.texts = {
        "page.2.title": "Còmhla",
        "question.helped.text": "Dè chuidich?",
        "form.next": "Air adhart",
    }
    gaelic.save()
    survey_sections.move_section(section=partners.sections.get(position=2), step=-1, by=designer)
    assert texts(gaelic)["page.1.title"] == "Còmhla"

    question = partners.questions.get(code="helped")
    said = QuestionDetails.of(question)
    renamed = QuestionDetails(**{**vars(said), "code": "best"})
    survey_questions.change_question(
        question=question, seen=said.mark, details=renamed, by=designer
    )
    assert texts(gaelic)["question.best.text"] == "Dè chuidich?"

    reworded = QuestionDetails(**{**vars(renamed), "text": "What was best?"})
    survey_questions.change_question(
        question=question, seen=renamed.mark, details=reworded, by=designer
    )
    assert texts(gaelic) == {"page.1.title": "Còmhla", "form.next": "Air adhart"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"language": "gd", "name": "Again"}, "It is asked in “gd” already"),
        ({"language": "en", "name": "English"}, "already"),
        ({"language": "Gaelic!", "name": "x"}, "Write the code of a language"),
        ({"language": "pl", "name": ""}, "Fill in “Name of the language”"),
    ],
)
def test_a_language_is_added_once(
    evaluator: Client, gaelic: VersionText, typed: dict[str, str], words: str
) -> None:
    answer = send(evaluator, at(gaelic.version, "new-language/"), **typed)

    assert words in words_of(answer)
    assert VersionText.objects.count() == 1


def test_two_people_translate_two_parts_and_one_part(
    evaluator: Client, partners: SurveyVersion, gaelic: VersionText
) -> None:
    first, second = (at(partners, f"languages/{gaelic.pk}/{part}/") for part in (0, 1))
    marks = [seen(evaluator, path) for path in (first, second)]
    done(send(evaluator, first, text_0="Com-pàirtichean", seen_version=marks[0]))
    done(send(evaluator, second, text_0="Thu fhèin", seen_version=marks[1]))

    late = send(evaluator, first, text_0="Càirdean", seen_version=marks[0])

    assert "Somebody changed this while you were writing" in words_of(late)
    assert "Com-pàirtichean" in words_of(late)
    assert texts(gaelic)["title"] == "Com-pàirtichean"


def test_a_language_is_taken_out(evaluator: Client, gaelic: VersionText) -> None:
    path = at(gaelic.version, f"languages/{gaelic.pk}/remove/")
    assert "Gàidhlig with all its words" in page(evaluator, path)

    done(evaluator.post(path))

    assert not VersionText.objects.exists()
    assert evaluator.get(path).status_code == 404


def test_a_strange_part_is_not_found(evaluator: Client, gaelic: VersionText) -> None:
    assert evaluator.get(at(gaelic.version, f"languages/{gaelic.pk}/77/")).status_code == 404
    assert evaluator.get(at(gaelic.version, "languages/999999/")).status_code == 404
