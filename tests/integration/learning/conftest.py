"""A storage of each test's own, and somebody who manages the programme."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from tests.support.builders import a_person
from tests.support.fixtures import programme, queries_of, signed_in, viewer  # noqa: F401
from tests.support.learning import as_person


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> None:
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": default}


@pytest.fixture
def manager(programme: Programme) -> User:  # noqa: F811
    return a_person(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def client(manager: User) -> Client:
    return as_person(manager)
