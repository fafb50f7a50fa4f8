"""A programme with two areas and a context, and people who hold roles in it."""

import pytest
from django.test import Client

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Area, ServiceTest
from tests.support.builders import a_person, an_area
from tests.support.fixtures import programme, queries_of, signed_in, viewer
from tests.support.service_tests import a_service_test

__all__ = ["programme", "queries_of", "signed_in", "viewer"]


@pytest.fixture
def ash(programme: Programme) -> Area:
    """The first area."""
    return an_area(programme, "Ash", position=1)


@pytest.fixture
def birch(programme: Programme) -> Area:
    """The second area."""
    return an_area(programme, "Birch", position=2)


@pytest.fixture
def reading_well(ash: Area) -> ServiceTest:
    """A test of health promotion in Ash that began in June 2019."""
    return a_service_test(ash, began="2019-06")


@pytest.fixture
def manager(programme: Programme) -> Client:
    """A programme manager's client."""
    return _client(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def ash_manager(ash: Area) -> Client:
    """The client of Ash's own manager."""
    return _client(Role.AREA_MANAGER, ash)


def _client(role: Role, where: Programme | Area) -> Client:
    client = Client()
    client.force_login(a_person(role, where))
    return client
