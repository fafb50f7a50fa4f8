"""Events that wait for their figures on a person's page; planned ones in their calendar."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnership.dates import PartialDate
from partnership.people.models import Role
from partnership.programmes.access import entries_of
from partnership.programmes.models import Programme
from pilots.models import Event
from pilots.presenters.event_work import days_of_events, events_to_count
from tests.support.builders import a_count, a_person, an_area, an_event

pytestmark = pytest.mark.django_db


def ago(programme: Programme, days: int, **fields: object) -> Event:
    day = PartialDate.on(timezone.localdate() - timedelta(days=days))
    return an_event(programme, happened=day, **fields)


def work(programme: Programme, role: Role) -> list[str]:
    person = a_person(role, programme)
    sections = events_to_count(person, entries_of(person), timezone.localdate())
    return [item.note for section in sections for item in section.items]


def test_an_event_without_figures_is_asked_for_them(programme: Programme) -> None:
    ago(programme, 4, area=an_area(programme))

    assert work(programme, Role.AREA_MANAGER) == [
        "Held 4 days ago, not yet counted · North Ayrshire"
    ]
    assert work(programme, Role.VIEWER) == []


def test_nobody_is_asked_once_it_is_said_that_nobody_counted(programme: Programme) -> None:
    a_count(ago(programme, 4), "attendance", None, as_stated="not counted")

    assert work(programme, Role.PROGRAMME_MANAGER) == []


def test_my_work_shows_where_figures_are_added(programme: Programme) -> None:
    ago(programme, 1, status="planned")
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, programme))

    page = client.get("/work/").content.decode()

    assert "Planned for 1 day ago: was it held?" in page
    assert "/events/fun-day/held/" in page


def test_a_planned_event_is_in_the_calendars_of_who_may_read_it(programme: Programme) -> None:
    north, south = an_area(programme, "North"), an_area(programme, "South")
    ago(programme, -3, status="planned", area=south)
    manager, other = a_person(Role.AREA_MANAGER, south), a_person(Role.AREA_MANAGER, north)

    def days(person: object) -> list[str]:
        found = days_of_events(person, entries_of(person), timezone.localdate())  # type: ignore[arg-type]
        return [each.title for each in found]

    assert days(manager) == ["Event: Fun Day"]
    assert days(other) == []
