"""Indicators that are computed from events, people by sector, boards and tests."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from model_bakery import baker

from evaluation.models import Indicator
from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.actions.tallies import recount_all
from pilots.models import Area, CountCorrection, Event, EventParticipants
from tests.support.builders import PAPER_DAY, a_body, a_kind, a_person, an_area, an_event
from tests.support.evaluation_records import a_logic_model
from tests.support.service_tests import a_service_test

pytestmark = pytest.mark.django_db
WHERE = "/programmes/co-creating/indicators/"
THEN = f"?as_at={PAPER_DAY.isoformat()}"


@pytest.fixture
def areas(programme: Programme) -> tuple[Area, Area]:
    return an_area(programme, "Here"), an_area(programme, "There")


@pytest.fixture
def reader(programme: Programme, areas: Any) -> Client:
    return signed_in(a_person(Role.EVALUATOR, programme))


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def an_indicator(programme: Programme, source: str, **details: Any) -> Indicator:
    given = {"name": "Counted", "slug": "counted", "kind": "count", "over_areas": "sum"} | details
    return baker.make(
        Indicator, programme=programme, computed_from=source, reported_on=PAPER_DAY, **given
    )


def people_at(event: Event, value: int | None, sector: str = "hscp", **details: Any) -> None:
    baker.make(EventParticipants, event=event, sector=sector, value=value, **details)


def told(client: Client, query: str = "", path: str = "counted/") -> str:
    return told_at(client, f"{WHERE}{path}{query}")


def told_at(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("query", ["", THEN])
def test_events_held_are_counted_in_each_area_and_in_all(
    programme: Programme, areas: tuple[Area, Area], reader: Client, query: str
) -> None:
    an_indicator(programme, "events", is_per_area=True, unit="events")
    for number in range(3):
        an_event(programme, f"Day {number}", area=areas[0])
    an_event(programme, "Everywhere", area=None)
    an_event(programme, "Not yet", area=areas[1], status="planned")
    recount_all(programme)

    page = told(reader, query)

    assert "3 events" in page
    assert "0 events" in page
    assert "Of no area" in page
    assert "all areas (added up) 4 events" in page


@pytest.mark.parametrize("query", ["", THEN])
def test_only_its_kinds_of_event_count(
    programme: Programme, areas: Any, reader: Client, query: str
) -> None:
    indicator = an_indicator(programme, "events", unit="events")
    indicator.event_kinds.add(a_kind(programme, "Training"))
    an_event(programme, "One", "Training", area=areas[0])
    an_event(programme, "Two", "Fun day", area=areas[0])
    recount_all(programme)

    page = told(reader, query)

    assert "1 event" in page
    assert "kind=training" in page


def test_a_look_back_counts_what_was_known(
    programme: Programme, areas: tuple[Area, Area], reader: Client
) -> None:
    an_indicator(programme, "events", unit="events")
    an_event(programme, "Early", area=areas[0])
    an_event(programme, "Late", area=areas[0], reported_on=date(2019, 12, 1))
    recount_all(programme)

    assert "2 events" in told(reader)
    assert "1 event" in told(reader, THEN)


def test_people_of_a_sector_are_added_up_and_what_is_missing_is_said(
    programme: Programme, areas: tuple[Area, Area], reader: Client
) -> None:
    an_indicator(programme, "participants", unit="people", sector="hscp", is_per_area=True)
    people_at(an_event(programme, "One", area=areas[0]), 12)
    people_at(an_event(programme, "Two", area=areas[0]), 30, qualifier="about")
    people_at(an_event(programme, "Three", area=areas[0]), None)
    people_at(an_event(programme, "Four", area=areas[0]), 99, sector="council")

    page = told(reader)

    assert "about 42 people, 1 event not recorded" in page
    assert "all areas (added up) about 42 people, 1 event not recorded" in page
    assert page.count("not recorded") >= 3  # There: nobody said
    assert "0 people" not in page


def test_a_correction_of_people_is_not_known_before_it_was_made(
    programme: Programme, areas: tuple[Area, Area], reader: Client
) -> None:
    an_indicator(programme, "participants", unit="people")
    event = an_event(programme, "One", area=areas[0])
    people_at(event, 20)
    baker.make(
        CountCorrection, event=event, number=1, part="sector", group="hscp", was_value=12,
        was_qualifier="exact", reported_on=date(2019, 12, 1), why="Counted again",
    )  # fmt: skip

    assert "20 people" in told(reader)
    assert "12 people" in told(reader, THEN)


def test_boards_and_finished_tests_are_counted(
    programme: Programme, areas: tuple[Area, Area], reader: Client
) -> None:
    an_indicator(programme, "bodies", unit="boards", is_per_area=True)
    an_indicator(programme, "tests", unit="tests", slug="tests", name="Tests")
    a_body(programme, "Here IJB", area=areas[0], kind="ijb")
    a_body(programme, "There IJB", area=areas[1], kind="ijb")
    an_event(programme, "One", area=areas[0])
    a_service_test(areas[0], "Done", began="2019-06", ended="2019-09")
    a_service_test(areas[0], "Going on", began="2019-06")

    assert "1 board" in told(reader)
    assert "0 boards" in told(reader)
    assert "1 test" in told(reader, path="tests/")


def test_another_areas_records_are_not_in_the_figure(
    programme: Programme, areas: tuple[Area, Area]
) -> None:
    an_indicator(programme, "events", unit="events")
    an_event(programme, "Mine", area=areas[0])
    for number in range(4):
        an_event(programme, f"Theirs {number}", area=areas[1])
    recount_all(programme)
    member = signed_in(a_person(Role.AREA_MANAGER, areas[0]))

    for query in ("", THEN):
        assert "1 event" in told(member, query)


def test_full_months_are_drawn_and_a_month_without_events_is_none(
    programme: Programme, areas: tuple[Area, Area], reader: Client
) -> None:
    an_indicator(programme, "events")
    for month in (5, 6, 6, 8):
        an_event(
            programme, f"Day {Event.objects.count()}", area=areas[0], happened=f"2019-{month:02}-10"
        )
    recount_all(programme)

    answer = reader.get(f"{WHERE}counted/?as_at=2019-10-31")

    (picture,) = answer.context["pictures"]
    assert [figure for _, figure in picture.months] == ["1", "2", "0", "1", "0", "0"]
    assert picture.months[0][0] == "May 2019"


def test_a_list_of_computed_indicators_costs_as_much_for_more(
    programme: Programme, areas: tuple[Area, Area], reader: Client, queries_of: Any
) -> None:
    for number, source in enumerate(("events", "participants", "bodies", "tests")):
        an_indicator(programme, source, slug=f"s{number}", name=source, is_per_area=True)
    few = queries_of(reader, WHERE)
    for number, source in enumerate(("events", "participants", "bodies", "tests")):
        an_indicator(programme, source, slug=f"t{number}", name=f"{source} again")
    for number in range(5):
        people_at(an_event(programme, f"Day {number}", area=areas[0]), 3)

    assert queries_of(reader, WHERE) == few
    assert few <= 13  # each kind of record is asked once


def test_an_outcome_says_what_is_counted_for_it(
    programme: Programme, areas: tuple[Area, Area], reader: Client
) -> None:
    outcome = a_logic_model(programme)
    an_indicator(programme, "events", unit="events").outcomes.add(outcome)
    address = "/programmes/co-creating/outcomes/logic/O1/"
    assert "Measured, but no data yet" in told_at(
        reader, "/programmes/co-creating/outcomes/coverage/"
    )
    an_event(programme, "One", area=areas[0])
    recount_all(programme)

    assert "1 event" in told_at(reader, address)
    assert "Measured, but no data yet" not in told_at(
        reader, "/programmes/co-creating/outcomes/coverage/"
    )
