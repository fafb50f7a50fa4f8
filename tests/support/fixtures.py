"""Fixtures that tests of pages share; a folder's conftest.py imports those it wants."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.support.builders import a_person, a_programme

SignIn = Callable[[Role | None], Client]
QueriesOf = Callable[[Client, str], int]


@pytest.fixture
def programme(db: None) -> Programme:
    """A programme of 24 months from January 2019, with nothing in it."""
    return a_programme()


@pytest.fixture
def signed_in(programme: Programme) -> SignIn:
    """Signs in somebody with a role in the programme, or (None) an outsider."""

    def sign_in(role: Role | None) -> Client:
        client = Client()
        client.force_login(a_person(role, programme) if role else a_person())
        return client

    return sign_in


@pytest.fixture
def viewer(signed_in: SignIn) -> Client:
    """A client signed in with the viewer's role."""
    return signed_in(Role.VIEWER)


@pytest.fixture
def queries_of() -> QueriesOf:
    """Counts the queries of a page that answers 200."""

    def count(client: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            response: Any = client.get(address)
            if response.streaming:
                b"".join(response.streaming_content)
        assert response.status_code == 200
        return len(captured)

    return count
