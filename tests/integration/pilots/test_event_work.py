"""Events that wait for their figures on a person's page; planned ones in their calendar."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from partnership.dates import PartialDate
from partnership.people.models import Role
from partnership.programmes.access import entries_of
from partnership.programmes.models import Programme
from pilots.actions.event_life import cancel_event
from pilots.calendars import feed
from pilots.models import Event
from pilots.presenters.event_work import days_of_events, events_to_count
from pilots.selectors import event_figures
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


def test_ones_own_event_is_found_behind_those_of_many_others(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_figures, "SHOWN", 1)
    north, south = an_area(programme, "North"), an_area(programme, "South")
    for number in range(5):
        ago(programme, 9, area=south, slug=f"other-{number}")
    ago(programme, 4, area=north)
    person = a_person(Role.AREA_MANAGER, north)

    sections = events_to_count(person, entries_of(person), timezone.localdate())

    assert [item.note for section in sections for item in section.items] == [
        "Held 4 days ago, not yet counted · North"
    ]


def entries(person: Any, on: date | None = None) -> list[Any]:
    """What the person's calendar program reads of events."""
    found = days_of_events(person, entries_of(person), on or timezone.localdate())
    content = feed([], found, name="N", site_url="https://example.org")
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_planned_event_is_in_the_calendars_of_who_may_read_it(programme: Programme) -> None:
    north, south = an_area(programme, "North"), an_area(programme, "South")
    ago(programme, -3, status="planned", area=south, starts_at=time(10), ends_at=time(12))
    manager, other = a_person(Role.AREA_MANAGER, south), a_person(Role.AREA_MANAGER, north)

    (event,) = entries(manager)
    assert (event["summary"], event["status"]) == ("Event: Fun Day", "CONFIRMED")
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=2)
    assert entries(other) == []


def test_a_cancelled_event_stays_and_a_moved_one_replaces_itself(programme: Programme) -> None:
    event = ago(programme, -3, status="planned", area=an_area(programme))
    manager = a_person(Role.AREA_MANAGER, event.area)
    event.history.update(history_date=timezone.now() - timedelta(days=1))
    (before,) = entries(manager)

    cancel_event(event=event, seen=event.version, why="Snow", by=manager)
    (after,) = entries(manager)

    assert after["uid"] == before["uid"]
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert after["summary"] == "Cancelled: Event: Fun Day"
    assert after["sequence"] == before["sequence"] + 1
    assert after["last-modified"].dt > before["last-modified"].dt


def test_a_calendar_keeps_what_was_of_late_and_knows_no_time_without_a_day(
    programme: Programme,
) -> None:
    ago(programme, 3, slug="of-late")
    ago(programme, 50, slug="long-ago")
    an_event(programme, slug="some-day", status="planned", happened=PartialDate.parse("2099-05"))
    last = timezone.localdate() + timedelta(days=1)
    ago(programme, 50, slug="goes-on", status="planned", ends_on=last)

    paths = {each["url"].rsplit("/", 2)[1] for each in entries(a_person(Role.VIEWER, programme))}

    assert paths == {"of-late", "goes-on"}


def test_one_event_is_taken_into_a_calendar_from_its_page(
    programme: Programme, viewer: Client
) -> None:
    event = ago(programme, -3, status="planned", place="In the yard")
    address = f"/programmes/{programme.slug}/events/{event.slug}/"

    assert "event.ics" in viewer.get(address).content.decode()
    response = viewer.get(f"{address}event.ics")

    (found,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (found["summary"], found["location"]) == ("Event: Fun Day", "In the yard")


def test_an_event_without_a_day_is_in_no_calendar(programme: Programme, viewer: Client) -> None:
    event = an_event(programme, status="planned", happened=PartialDate.parse("2099-05"))
    address = f"/programmes/{programme.slug}/events/{event.slug}/"

    assert "event.ics" not in viewer.get(address).content.decode()
    assert viewer.get(f"{address}event.ics").status_code == 404
