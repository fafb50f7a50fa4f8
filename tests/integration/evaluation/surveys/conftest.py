"""Surveys in every state, and somebody who designs them in a browser."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from evaluation.actions import surveys as do
from evaluation.models import Survey, SurveyVersion
from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from tests.support.builders import a_person, an_area

WHERE = "/programmes/co-creating/"


@pytest.fixture
def designer(programme: Programme) -> User:
    an_area(programme, "Here")
    an_area(programme, "There")
    return a_person(Role.EVALUATOR, programme)


@pytest.fixture
def evaluator(designer: User) -> Client:
    client = Client()
    client.force_login(designer)
    return client


@pytest.fixture
def empty(programme: Programme, designer: User) -> SurveyVersion:
    """The draft of a survey that asks nothing yet."""
    return drafted(programme, designer)


@pytest.fixture
def partners(programme: Programme, designer: User) -> SurveyVersion:
    """The draft of a survey of partners, from the template."""
    return drafted(programme, designer, template="partners")


@pytest.fixture
def published(partners: SurveyVersion, designer: User) -> SurveyVersion:
    """The same, published."""
    do.publish_version(version=partners, seen=partners.version, by=designer)
    return partners


def drafted(programme: Programme, by: User, template: str = "") -> SurveyVersion:
    survey = do.create_survey(
        programme=programme, title="Partners", purpose="partners", by=by, template=template
    )
    return survey.versions.select_related("survey").get()


def at(version: SurveyVersion, path: str = "") -> str:
    """An address of a version."""
    return f"{WHERE}surveys/{version.survey.slug}/versions/{version.number}/{path}"


def send(client: Client, path: str, **typed: Any) -> Any:
    return client.post(path, {"once_key": str(uuid4()), **typed})


def done(answer: Any) -> Any:
    """An answer that led on; else what it said."""
    assert answer.status_code == 302, answer.content.decode()
    return answer


def page(client: Client, path: str) -> str:
    """A page’s words with single spaces."""
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def words_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def the_survey() -> Survey:
    return Survey.objects.get()
