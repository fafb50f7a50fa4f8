"""People from each sector, and boards engaged: what the measures of the outcomes count."""

from datetime import date

import pytest
from model_bakery import baker

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from pilots.models import EventParticipants
from pilots.selectors.sectors import bodies_engaged, participants_by_sector
from tests.support.builders import a_body, an_area, an_event, code

pytestmark = pytest.mark.django_db
DAY = date(2019, 12, 31)


def test_people_of_a_sector_add_up_over_events(programme: Programme) -> None:
    for number, (value, sure) in enumerate([(4, "exact"), (6, "about"), (None, "exact")]):
        event = an_event(programme, f"Training {number}")
        baker.make(EventParticipants, event=event, sector="health", value=value, qualifier=sure)

    (health,) = participants_by_sector(programme, as_at=DAY).items()

    assert health[0] == "health"
    assert (health[1].value, health[1].is_about, health[1].missing) == (10, True, 1)


def test_what_is_planned_or_of_elsewhere_or_later_counts_nobody(programme: Programme) -> None:
    north, south = an_area(programme, "North"), an_area(programme, "South")
    for name, fields in {
        "Planned": {"status": "planned", "area": north},
        "South": {"area": south},
        "Held": {"area": north, "happened": code("2019-10-05")},
    }.items():
        event = an_event(programme, name, **fields)
        baker.make(EventParticipants, event=event, sector="council", value=3)
    quarter = Period.holding(date(2019, 10, 1), year_starts=programme.year_starts)

    found = participants_by_sector(programme, as_at=DAY, area=north, period=quarter)

    assert found["council"].value == 3
    assert participants_by_sector(programme, as_at=date(2019, 10, 1)) == {}


def test_a_board_is_engaged_by_its_area_or_by_name(programme: Programme) -> None:
    north, south = an_area(programme, "North"), an_area(programme, "South")
    a_body(programme, "North IJB", area=north)
    named = a_body(programme, "South IJB", area=south)
    a_body(programme, "East IJB", area=an_area(programme, "East"))
    an_event(programme, "Local", area=north)
    an_event(programme, "National").bodies.add(named)

    names = [body.name for body in bodies_engaged(programme, as_at=DAY)]

    assert names == ["North IJB", "South IJB"]
