"""A programme with two areas, each with its group."""

import pytest

from partnership.programmes.models import Programme
from pilots.models import Area, Group
from tests.support.builders import a_group, an_area
from tests.support.fixtures import programme, queries_of

__all__ = ["programme", "queries_of"]


@pytest.fixture
def area(programme: Programme) -> Area:
    return an_area(programme)


@pytest.fixture
def group(area: Area) -> Group:
    return a_group(area.programme, "North Ayrshire steering group", area=area)


@pytest.fixture
def elsewhere(programme: Programme) -> Group:
    """Another area's group."""
    other = an_area(programme, "Midlothian")
    return a_group(programme, "Midlothian steering group", area=other)
