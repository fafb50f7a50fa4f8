"""A programme with two areas and two kinds of event, and somebody who may change its events."""

import pytest

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.actions.feedback_answers import Said, enter_paper
from pilots.actions.tallies import recount_all
from pilots.models import Area, Event
from tests.support.builders import (
    a_count,
    a_kind,
    a_partner,
    a_person,
    an_activity,
    an_area,
    an_event,
    an_organisation,
)
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


@pytest.fixture
def events(programme: Programme, area: Area) -> list[Event]:
    """Three held in the last quarter of 2019, one of them without a day, one training."""
    dundee = programme.areas.get(slug="dundee")
    fun = an_event(programme, "Fun Day", area=area, happened="2019-10-05")
    a_count(fun, "attendance", 160, group="adults", qualifier="about")
    a_count(fun, "attendance", 200, group="children")
    a_count(fun, "footfall", 468, qualifier="at-least")
    a_partner(fun, an_organisation("NHS Highland", sector="health"))
    an_activity(fun, "Music", sessions=3, participations=34)
    training = an_event(programme, "Training day", "Training", area=dundee, happened="2019-11-09")
    training.participants.create(sector="education", value=12)
    a_partner(training, an_organisation("Trust", sector="third-sector"))
    undated = an_event(programme, "Some day", happened="2019-autumn")
    a_count(undated, "attendance", 7)
    an_event(programme, "Ahead", area=area, happened="2019-12-01", status="planned")
    fun.refresh_from_db()  # its date as it is kept
    for point in (5, 5, 4, 2):
        enter_paper(event=fun, said=Said(point), by=a_person())
    recount_all(programme)
    return [fun, training, undated]
