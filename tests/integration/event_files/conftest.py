"""A storage of each test's own, an event, and somebody who manages the programme."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.models import Event
from tests.support.builders import a_person, an_area, an_event
from tests.support.fixtures import programme, queries_of, signed_in, viewer  # noqa: F401
from tests.support.learning import as_person


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """A storage of each test's own."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return tmp_path


@pytest.fixture
def event(programme: Programme) -> Event:  # noqa: F811
    return an_event(programme, area=an_area(programme))


@pytest.fixture
def manager(programme: Programme) -> User:  # noqa: F811
    return a_person(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def client(manager: User) -> Client:
    return as_person(manager)
