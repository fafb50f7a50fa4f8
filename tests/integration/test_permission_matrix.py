"""Every role at every address, reading and sending: what the table of the matrix says."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from partnership.people.models import Role, User
from tests.support.matrix import ROLES, Row, rows
from tests.support.two_areas import Place, World, a_world

pytestmark = pytest.mark.django_db
CODES = {200: "2", 302: "r", 400: "b", 403: "3", 404: "4", 405: "5"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once, undone after the module's last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[Role, Client]:
    """Somebody of each role, signed in."""
    return {role: signed_in(world.people[role]) for role in ROLES}


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def answered(client: Client, method: str, path: str) -> HttpResponse:
    """The answer to an empty form or a look; whatever it changed is undone."""
    with transaction.atomic():
        answer = getattr(client, method.lower())(path)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer


def code(client: Client, method: str, path: str) -> str:
    status = answered(client, method, path).status_code
    return CODES.get(status, f"[{status}]")


def places(world: World) -> dict[str, Place]:
    return {"own": world.a, "whole": world.whole, "other": world.b}


def found(world: World, clients: dict[Role, Client], row: Row) -> dict[tuple[str, str], str]:
    """What each role gets at an address, as the table says it."""
    return {
        (method, where): "".join(
            code(clients[role], method, row.path(places(world)[where])) for role in ROLES
        )
        for method, where, _ in row.cells()
    }


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_each_role_gets_what_the_table_says(
    world: World, clients: dict[Role, Client], row: Row
) -> None:
    expected = {(method, where): codes for method, where, codes in row.cells()}

    assert found(world, clients, row) == expected
