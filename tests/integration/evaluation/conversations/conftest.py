"""A programme with one area, an evaluator, and a conversation with a text."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from evaluation.models import Conversation, Excerpt, Outcome, Theme
from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.builders import a_person, an_area
from tests.support.evaluation_records import a_logic_model

WHERE = "/programmes/co-creating/"
TEXT = (
    "I was shy at first. They asked me in. Now I go weekly.\n\n"
    "Morag helped me. It is warm there.\n\n"
    "It costs too much to get there."
)
Sent = Callable[..., Any]


@pytest.fixture
def area(programme: Programme) -> Area:
    return an_area(programme, "Here")


@pytest.fixture
def outcome(programme: Programme) -> Outcome:
    return a_logic_model(programme)


@pytest.fixture
def theme(programme: Programme) -> Theme:
    return Theme.objects.create(programme=programme, slug="trust", name="Trust", position=1)


@pytest.fixture
def talk(programme: Programme, area: Area, outcome: Outcome) -> Conversation:
    return Conversation.objects.create(
        programme=programme, area=area, slug="talk", title="Two users", kind="interview",
        when="2019-09", consent="written", text=TEXT, delete_on="2030-01-01",
        reported_on="2019-10-01",
    )  # fmt: skip


@pytest.fixture
def excerpt(talk: Conversation) -> Excerpt:
    return Excerpt.objects.create(
        conversation=talk, position=1, text="They asked me in.", quotable="yes"
    )


@pytest.fixture
def as_role(programme: Programme, area: Area) -> Callable[[Role], Client]:
    """Somebody of that role: in the area, or in the programme where it is held there."""

    def sign_in(role: Role) -> Client:
        client = Client()
        place = area if role is Role.AREA_MANAGER else programme
        client.force_login(a_person(role, place))
        return client

    return sign_in


@pytest.fixture
def evaluator(as_role: Callable[[Role], Client]) -> Client:
    return as_role(Role.EVALUATOR)


@pytest.fixture
def send(evaluator: Client) -> Sent:
    """Send a form as the evaluator."""

    def post(path: str, **typed: Any) -> Any:
        return evaluator.post(f"{WHERE}{path}", {"once_key": str(uuid4()), **typed})

    return post


@pytest.fixture
def read(evaluator: Client) -> Callable[..., str]:
    """The words of a page, as the evaluator or somebody else."""

    def get(path: str, client: Client | None = None) -> str:
        answer = (client or evaluator).get(f"{WHERE}{path}")
        assert answer.status_code == 200, answer.status_code
        return " ".join(answer.content.decode().split())

    return get
