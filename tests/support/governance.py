"""A group of one area with its chair and a member, for tests of what they do and decide."""

import pytest

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.models import Group
from tests.support.builders import START, a_group, a_person, an_area


@pytest.fixture
def group(programme: Programme) -> Group:
    """The steering group of the area North."""
    area = an_area(programme, "North")
    return a_group(programme, "North group", area=area, reported_on=START)


@pytest.fixture
def chair(group: Group) -> User:
    return a_person(Role.CHAIR, group)


@pytest.fixture
def member(group: Group) -> User:
    return a_person(Role.STEERING_MEMBER, group)
