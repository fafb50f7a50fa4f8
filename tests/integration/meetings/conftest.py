"""A group that meets quarterly, its chair, and a meeting that was held."""

from datetime import date

import pytest
from django.test import Client

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.models import Group, Meeting
from tests.support.builders import a_group, a_meeting, a_person, an_area, code
from tests.support.fixtures import programme, queries_of

__all__ = ["programme", "queries_of"]

SERIES = {
    "meets_every_months": 3,
    "series_first_month": date(2019, 1, 1),
    "series_last_month": date(2020, 12, 1),
}


@pytest.fixture
def group(programme: Programme) -> Group:
    """The steering group of an area, which meets quarterly."""
    return a_group(programme, "North group", area=an_area(programme), quorum=3, **SERIES)


@pytest.fixture
def chair(group: Group) -> User:
    return a_person(Role.CHAIR, group)


@pytest.fixture
def chairs(chair: User) -> Client:
    """A browser in which the chair is signed in."""
    client = Client()
    client.force_login(chair)
    return client


@pytest.fixture
def held(group: Group) -> Meeting:
    return a_meeting(group, 1, held=code("2019-10-24"))
