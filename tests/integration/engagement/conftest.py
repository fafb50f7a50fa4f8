"""A programme with two areas and two kinds of event, and somebody who may change its events."""

import pytest

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.builders import a_kind, a_person, an_area
from tests.support.fixtures import programme, queries_of, signed_in, viewer

__all__ = ["programme", "queries_of", "signed_in", "viewer"]


@pytest.fixture
def area(programme: Programme) -> Area:
    a_kind(programme)
    a_kind(programme, "Training")
    an_area(programme, "Dundee", position=2)
    return an_area(programme, position=1)


@pytest.fixture
def manager(programme: Programme, area: Area) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)
