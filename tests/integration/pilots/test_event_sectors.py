"""People from each sector, and boards engaged: what the measures of the outcomes count."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from model_bakery import baker

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import Reach
from pilots.actions.event_details import change_rows
from pilots.collect import engagement_part
from pilots.event_parts import PARTS, Row
from pilots.models import CountCorrection, Event, EventParticipants
from pilots.selectors.month_facts import sums_by_place
from pilots.selectors.sectors import (
    Asked,
    boards,
    bodies_engaged,
    events_naming,
    events_that_count,
    participants_by_sector,
    people_at,
)
from tests.support.builders import a_body, a_person, an_area, an_event, code

pytestmark = pytest.mark.django_db
DAY = date(2019, 12, 31)


def by_sector(*asked: Any, **more: Any) -> dict[str, str]:
    found = participants_by_sector(Asked(*asked, **more))
    return {sector: people.tally.words for sector, people in found.items()}


def told(event: Event, sector: str, value: int | None, sure: str = "exact", **more: Any) -> Any:
    return baker.make(
        EventParticipants, event=event, sector=sector, value=value, qualifier=sure, **more
    )


def test_people_of_a_sector_add_up_over_events(programme: Programme) -> None:
    for number, (value, sure) in enumerate([(4, "exact"), (6, "about"), (None, "exact")]):
        told(an_event(programme, f"Training {number}"), "health", value, sure)

    (health,) = participants_by_sector(Asked(programme, DAY)).values()

    assert health.events == 2
    assert health.tally.words == "about 10, 1 event not recorded"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([(0, "exact")], "0"),
        ([(None, "exact")], "not recorded"),
        ([(3, "at-least"), (4, "about")], "at least about 7"),
        ([(3, "exact"), (None, "about")], "3, 1 event not recorded"),  # nothing was about
    ],
)
def test_missing_is_not_none_and_how_sure_it_is_survives(
    programme: Programme, given: list[tuple[int | None, str]], words: str
) -> None:
    for number, (value, sure) in enumerate(given):
        told(an_event(programme, f"Training {number}"), "health", value, sure)

    assert by_sector(programme, DAY) == {"health": words}


def test_what_is_planned_or_of_elsewhere_or_later_counts_nobody(programme: Programme) -> None:
    north, south = an_area(programme, "North"), an_area(programme, "South")
    for name, fields in {
        "Planned": {"status": "planned", "area": north},
        "South": {"area": south},
        "Held": {"area": north, "happened": code("2019-10-05")},
    }.items():
        told(an_event(programme, name, **fields), "council", 3)
    quarter = Period.holding(date(2019, 10, 1), year_starts=programme.year_starts)

    assert by_sector(programme, DAY, area=north, period=quarter) == {"council": "3"}
    assert by_sector(programme, DAY, reach=Reach.of(south.pk)) == {"council": "3"}
    assert by_sector(programme, DAY) == {"council": "6"}
    assert by_sector(programme, date(2019, 10, 1)) == {}


def test_a_look_back_knows_what_had_been_said_by_then(programme: Programme) -> None:
    event = an_event(programme, "Training")
    told(event, "health", 4)
    told(event, "council", 9, reported_on=date(2019, 12, 1))
    EventParticipants.objects.filter(sector="health").update(value=7)
    correction = {"part": "sector", "group": "health", "reported_on": date(2019, 12, 15)}
    baker.make(
        CountCorrection, event=event, number=1, was_value=4, was_qualifier="about", **correction
    )

    assert by_sector(programme, timezone.localdate()) == {"council": "9", "health": "7"}
    assert by_sector(programme, date(2019, 12, 14)) == {"council": "9", "health": "about 4"}
    assert by_sector(programme, date(2019, 11, 30)) == {"health": "about 4"}
    assert (
        str(people_at([event], Asked(programme, date(2019, 11, 30)))[event.pk]["health"].value)
        == "4"
    )


def test_people_said_after_the_event_was_reported_are_known_from_that_day_on(
    programme: Programme,
) -> None:
    event, today = an_event(programme, "Training"), timezone.localdate()
    Event.objects.update(recorded_at=timezone.now() - timedelta(days=2))
    event.refresh_from_db()
    row = Row(None, {"sector": "health", "value": 4, "qualifier": "exact", "as_stated": ""})
    change_rows(event=event, part=PARTS["sectors"], rows=[row], seen=1, by=a_person())

    assert by_sector(programme, today) == {"health": "4"}
    assert by_sector(programme, today - timedelta(days=1)) == {}


def test_the_events_that_count_are_those_that_are_asked_or_that_say(programme: Programme) -> None:
    silent = an_event(programme, "Silent", "Training")
    said = an_event(programme, "Said", "Training")
    other = an_event(programme, "Other")
    an_event(programme, "Fun day")
    an_event(programme, "Planned", "Training", status="planned")
    programme.event_kinds.filter(slug="training").update(asks_sectors=True)
    for event in (said, other):
        told(event, "health", 1)
    told(silent, "council", None)

    found = events_that_count(Asked(programme, DAY))

    assert {event.name: event.is_told for event in found} == {  # type: ignore[attr-defined]
        "Silent": False,
        "Said": True,
        "Other": True,
    }


@pytest.fixture
def boarded(programme: Programme) -> Programme:
    """Boards engaged by an event in the area, by name, and not at all."""
    north, south = an_area(programme, "North"), an_area(programme, "South")
    a_body(programme, "North IJB", area=north)
    named = a_body(programme, "South IJB", area=south)
    a_body(programme, "East IJB", area=an_area(programme, "East"))
    a_body(programme, "Funder", kind="funder")
    an_event(programme, "Local", area=north)
    an_event(programme, "National").bodies.add(named)
    an_event(programme, "Ahead", status="planned").bodies.add(named)
    return programme


def test_a_board_is_engaged_by_its_area_or_by_name(boarded: Programme) -> None:
    names = [body.name for body in bodies_engaged(boarded, as_at=DAY)]

    assert names == ["North IJB", "South IJB"]


def test_each_board_says_what_engages_it(boarded: Programme) -> None:
    asked = Asked(boarded, DAY)
    found: list[Any] = sorted(boards(asked), key=lambda board: str(board.name))

    told = [(board.name, board.in_area, board.naming) for board in found]
    assert told == [("East IJB", 0, 0), ("North IJB", 1, 0), ("South IJB", 0, 1)]
    naming = events_naming(found, asked)
    assert {key: [event.name for event in events] for key, events in naming.items()} == {
        found[2].pk: ["National"]
    }
    assert not any(
        board.in_area or board.naming for board in boards(Asked(boarded, date(2019, 10, 1)))
    )


def test_reports_and_the_engagement_page_look_back_alike(programme: Programme) -> None:
    event, late = an_event(programme, "Training", happened=code("2019-11-05")), date(2019, 12, 1)
    told(event, "health", 4)
    told(event, "council", 9, reported_on=late)

    for day, sectors in ((late - timedelta(days=1), ["health"]), (late, ["council", "health"])):
        quarter = Period.holding(day, year_starts=programme.year_starts)
        now = engagement_part(programme, period=quarter, as_at=day).now
        (month,) = sums_by_place(Asked(programme, day).held(), as_at=day).values()

        assert [str(name).partition(" ")[0].lower() for name, _ in now.sectors] == sectors
        assert sorted(month.sectors) == sectors
