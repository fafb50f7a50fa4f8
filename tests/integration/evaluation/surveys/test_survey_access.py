"""Who reads surveys and who designs them; what a page costs; the preview."""

from typing import Any

import pytest
from django.test import Client
from model_bakery import baker

from evaluation.actions import surveys as do
from evaluation.models import Choice, Question, Survey, SurveyVersion
from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from tests.integration.evaluation.surveys.conftest import WHERE, at, page
from tests.support.builders import a_person
from tests.support.evaluation_records import a_wave

pytestmark = pytest.mark.django_db
READ = ("", "preview/", "changes/")
CHANGE = ("words/", "new-page/", "publish/", "mapping/", "new-scale/", "delete/", "new-language/")


def signed_in_as(role: Role, programme: Programme) -> Client:
    client = Client()
    client.force_login(a_person(role, programme))
    return client


@pytest.mark.parametrize("role", [Role.PROGRAMME_MANAGER, Role.VIEWER])
def test_others_read_and_are_told_who_designs(
    programme: Programme, partners: SurveyVersion, role: Role
) -> None:
    reader = signed_in_as(role, programme)

    for path in READ:
        assert reader.get(at(partners, path)).status_code == 200
    told = page(reader, at(partners))
    assert "Working together" in told
    assert "Check and publish" not in told
    assert "Add a question" not in told
    for path in CHANGE:
        answer = reader.get(at(partners, path))
        assert answer.status_code == 403
        assert "an evaluator can" in answer.content.decode().lower()
    moved = {"what": "section", "key": partners.sections.all()[0].pk, "step": "down"}
    assert reader.post(at(partners), moved).status_code == 403
    assert reader.get(f"{WHERE}new-survey/").status_code == 403


def test_waves_of_another_area_are_not_counted(
    programme: Programme, published: SurveyVersion
) -> None:
    here, there = programme.areas.order_by("name")
    for number in range(7):
        a_wave(published, f"There {number}", area=there, asks_code=False)
    a_wave(published, "Here", area=here, asks_code=False)
    a_wave(published, "Whole", asks_code=False)
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, here))

    for path in ("surveys/", "surveys/partners/"):
        assert '<td data-label="Waves">2</td>' in page(client, f"{WHERE}{path}")
        whole = signed_in_as(Role.VIEWER, programme)
        assert '<td data-label="Waves">9</td>' in page(whole, f"{WHERE}{path}")


def test_an_officer_of_a_board_reads_none(programme: Programme, partners: SurveyVersion) -> None:
    officer = signed_in_as(Role.IJB_OFFICER, programme)

    assert officer.get(f"{WHERE}surveys/").status_code in (403, 404)
    assert officer.get(at(partners)).status_code in (403, 404)


def test_what_is_nowhere_is_not_found(evaluator: Client, partners: SurveyVersion) -> None:
    for path in ("questions/999999/", "pages/999999/", "scales/999999/", "questions/999999/shown/"):
        assert evaluator.get(at(partners, path)).status_code == 404
    for huge in (10**12, 10**30):
        assert evaluator.get(at(partners, f"questions/{huge}/")).status_code == 404
        assert evaluator.get(f"{WHERE}surveys/partners/versions/{huge}/").status_code == 404
    assert evaluator.get(f"{WHERE}surveys/nothing/").status_code == 404
    assert evaluator.get(f"{WHERE}surveys/partners/versions/9/").status_code == 404


def test_another_surveys_question_is_not_found_here(
    evaluator: Client, designer: User, programme: Programme, partners: SurveyVersion
) -> None:
    other = do.create_survey(
        programme=programme, title="Other", purpose="other", by=designer, template="event"
    ).versions.get()
    question = other.questions.all()[0]

    assert evaluator.get(at(partners, f"questions/{question.pk}/")).status_code == 404
    assert evaluator.get(at(partners, f"pages/{question.section_id}/")).status_code == 404


def test_the_preview_asks_as_respondents_are_asked(
    evaluator: Client, partners: SurveyVersion
) -> None:
    told = page(evaluator, at(partners, "preview/"))

    assert "Page 2 of 3" in told
    assert "Shown only if question 5" in told
    assert 'type="radio"' in told
    assert "Your own code" in told
    assert 'type="submit"' not in told  # nothing can be sent from here


def test_a_preview_in_a_language_that_is_not_there_is_in_the_first(
    evaluator: Client, partners: SurveyVersion
) -> None:
    assert "Working together" in page(evaluator, at(partners, "preview/?language=xx"))


def test_a_comparison_with_no_such_version_is_with_the_one_before(
    evaluator: Client, designer: User, published: SurveyVersion
) -> None:
    draft = do.start_version(survey=published.survey, by=designer)

    for asked in ("1", "2", "99", "x", "-1", "²"):
        assert "it asks exactly the same" in page(evaluator, at(draft, f"changes/?from={asked}"))
    assert "There is no version before this one" in page(evaluator, at(published, "changes/"))


def longer(version: SurveyVersion) -> None:
    """Twenty more questions with their answers."""
    section = version.sections.all()[0]
    for number in range(20):
        question = baker.make(
            Question, version=version, section=section, kind="scale", code=f"more-{number}",
            position=50 + number, text="More?", shown_values=[],
        )  # fmt: skip
        for value in (1, 2):
            baker.make(Choice, question=question, value=value, position=value, text="Point")


def test_a_page_costs_as_much_for_more(
    evaluator: Client, designer: User, published: SurveyVersion, queries_of: Any
) -> None:
    draft = do.start_version(survey=published.survey, by=designer)
    question, section = draft.questions.all()[3], draft.sections.all()[0]
    paths = [f"{WHERE}surveys/", f"{WHERE}surveys/partners/", *(at(draft, each) for each in (
        "", "preview/", "changes/", "mapping/", "publish/", f"questions/{question.pk}/",
        f"questions/{question.pk}/shown/", f"pages/{section.pk}/new-question/?kind=scale",
        "new-scale/?method=sum",
    ))]  # fmt: skip
    page(evaluator, at(draft))
    few = {path: queries_of(evaluator, path) for path in paths}
    longer(draft)
    for number in range(10):
        baker.make(Survey, programme=published.survey.programme, slug=f"more-{number}")

    assert {path: queries_of(evaluator, path) for path in paths} == few
    assert few[f"{WHERE}surveys/"] <= 8
    assert max(few.values()) <= 15, few
