"""The calendar month: each day's events with their status, and those without a day beside it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.dates import PartialDate, month_words
from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Area, Venue
from pilots.selectors.event_calendar import A_DAY, codes_of
from tests.support.builders import a_person, an_event
from tests.support.reading import client_of

pytestmark = pytest.mark.django_db


def calendar_of(client: Client, programme: Programme, **asked: str) -> Any:
    response = client.get(reverse("event-calendar", args=[programme.slug]), asked)
    assert response.status_code == 200
    return response


def by_day(response: Any) -> dict[int, list[str]]:
    days = [day for week in response.context["calendar"].weeks for day in week]
    return {
        day.day.day: [f"{line.event.name}: {line.status}" for line in day.lines]
        for day in days
        if day.lines
    }


def test_a_month_shows_each_days_events_with_their_status(
    viewer: Client, programme: Programme, area: Area
) -> None:
    an_event(programme, "Fun Day", area=area, happened="2019-10-05")
    an_event(programme, "Ahead", happened="2019-10-31", status="planned")
    an_event(programme, "Off", happened="2019-10-05", status="cancelled")
    an_event(programme, "Later", happened="2019-11-01")
    response = calendar_of(viewer, programme, month="2019-10")

    assert by_day(response) == {5: ["Fun Day: Held", "Off: Cancelled"], 31: ["Ahead: Planned"]}


def test_it_stands_as_on_the_day_looked_back_to(viewer: Client, programme: Programme) -> None:
    an_event(
        programme, "Fun Day", happened="2019-10-05", reported_on=date(2019, 9, 1),
        held_reported_on=date(2019, 10, 24),
    )  # fmt: skip
    asked = {"month": "2019-10", "as_at": "2019-10-01"}

    assert by_day(calendar_of(viewer, programme, **asked)) == {5: ["Fun Day: Planned"]}


def test_an_event_of_several_days_is_on_each_of_the_months(
    viewer: Client, programme: Programme
) -> None:
    an_event(programme, "Week", happened="2019-09-29", ends_on=date(2019, 10, 2))

    found = by_day(calendar_of(viewer, programme, month="2019-10"))
    assert found == {1: ["Week: Held"], 2: ["Week: Held"]}
    assert by_day(calendar_of(viewer, programme, month="2019-09")) == {
        29: ["Week: Held"],
        30: ["Week: Held"],
    }


def test_an_event_of_weeks_is_said_once_and_stands_where_it_begins_and_ends(
    viewer: Client, programme: Programme
) -> None:
    an_event(programme, "Exhibition", happened="2019-08-20", ends_on=date(2019, 10, 3))
    found = calendar_of(viewer, programme, month="2019-10")

    assert by_day(found) == {3: ["Exhibition: Held"]}
    (line,) = found.context["calendar"].long
    assert line.span == "20 August 2019 to 3 October 2019"
    between = calendar_of(viewer, programme, month="2019-09")
    assert by_day(between) == {}
    assert "20 August 2019 to 3 October 2019" in between.content.decode()
    assert not calendar_of(viewer, programme, month="2019-11").context["calendar"].long


def test_an_event_of_days_is_shown_on_a_busy_day_and_after_it(
    viewer: Client, programme: Programme
) -> None:
    for number in range(A_DAY):
        an_event(programme, f"Event {number}", happened="2019-10-05")
    an_event(programme, "Fair", happened="2019-10-05", ends_on=date(2019, 10, 6))
    response = calendar_of(viewer, programme, month="2019-10")

    assert by_day(response)[5][-1] == "Fair: Held"
    assert by_day(response)[6] == ["Fair: Held"]
    assert "more<span" not in response.content.decode()


def test_a_leap_day_is_a_day_of_its_own(viewer: Client, programme: Programme) -> None:
    an_event(programme, "Leap", happened="2020-02-29")
    response = calendar_of(viewer, programme, month="2020-02")
    last = response.context["calendar"].weeks[-1]

    assert by_day(response) == {29: ["Leap: Held"]}
    assert (last[0].day, last[0].weekday) == (date(2020, 2, 24), "Monday")
    assert [day.is_in_month for day in last] == [True] * 6 + [False]


@pytest.mark.parametrize(
    ("month", "earlier", "later"),
    [
        ("2019-01", "January 2018", "February 2019"),  # the conference before the start
        ("2018-01", None, "January 2019"),
        ("2150-01", "present", None),
        ("1900-01", None, "January 2018"),
    ],
)
def test_months_lead_on_as_far_as_the_programme_and_its_events_reach(
    viewer: Client, programme: Programme, month: str, earlier: str | None, later: str | None
) -> None:
    an_event(programme, "Conference", happened="2018-01-15")
    found = calendar_of(viewer, programme, month=month).context
    words = {"present": month_words(timezone.localdate())}

    for link, expected in ((found["earlier"], earlier), (found["later"], later)):
        assert (link[0] if link else None) == words.get(expected or "", expected)


def test_today_is_marked_in_words(viewer: Client, programme: Programme) -> None:
    an_event(programme, "Now", happened=timezone.localdate().isoformat())
    response = calendar_of(viewer, programme)
    today = [day for week in response.context["calendar"].weeks for day in week if day.is_today]

    assert [day.day for day in today] == [timezone.localdate()]
    assert 'month__status">today</span>' in response.content.decode()


def test_a_busy_day_leads_to_its_list(viewer: Client, programme: Programme) -> None:
    for number in range(A_DAY + 3):
        an_event(programme, f"Event {number}", happened="2019-10-05")
    response = calendar_of(viewer, programme, month="2019-10")
    page = " ".join(response.content.decode().split())

    assert len(by_day(response)[5]) == A_DAY
    assert "and 3 more" in page
    listed = viewer.get(
        reverse("events", args=[programme.slug]) + "?since=2019-10-05&until=2019-10-05&dated=yes"
    )
    assert len(listed.context["table"].lines) == A_DAY + 3


@pytest.mark.parametrize(
    ("code", "months"),
    [
        ("2019-10", ["2019-10"]),
        ("2019-Q4", ["2019-10", "2019-12"]),
        ("2019-autumn", ["2019-09", "2019-11"]),
        ("2019-winter", ["2019-12", "2020-01", "2020-02"]),
        ("2019", ["2019-01", "2019-12"]),
    ],
)
def test_a_date_without_a_day_stands_beside_every_month_it_may_be_in(
    code: str, months: list[str]
) -> None:
    known = PartialDate.parse(code)
    every = [date(year, month, 1) for year in (2018, 2019, 2020) for month in range(1, 13)]

    assert [month for month in every if code in codes_of(month)] == [
        month for month in every if known.may_include(month)
    ]
    assert all(code in codes_of(PartialDate.parse(each).first or date.min) for each in months)


def test_some_time_in_the_month_is_said(viewer: Client, programme: Programme) -> None:
    an_event(programme, "Some day", happened="2019-autumn")
    page = calendar_of(viewer, programme, month="2019-10").content.decode()

    assert "Some time in October 2019" in page
    assert "autumn 2019" in page


def test_it_is_narrowed_and_its_neighbours_keep_that(
    viewer: Client, programme: Programme, area: Area
) -> None:
    an_event(programme, "Here", area=area, happened="2019-10-05")
    an_event(programme, "Training", "Training", happened="2019-10-05")
    response = calendar_of(viewer, programme, month="2019-10", area=area.slug)

    assert by_day(response) == {5: ["Here: Held"]}
    earlier, later = response.context["earlier"], response.context["later"]
    assert earlier[0] == "September 2019"
    assert f"month=2019-11&area={area.slug}" in later[1]
    whole = calendar_of(viewer, programme, month="2019-10", area="*", kind="training")
    assert by_day(whole) == {5: ["Training: Held"]}


def test_it_is_narrowed_to_a_venue_and_so_is_the_list(
    viewer: Client, programme: Programme, area: Area
) -> None:
    venue = Venue.objects.create(area=area, slug="library", name="Library")
    an_event(programme, "There", area=area, venue=venue, happened="2019-10-05")
    an_event(programme, "Elsewhere", area=area, happened="2019-10-05")
    asked = {"area": area.slug, "venue": "library"}
    response = calendar_of(viewer, programme, month="2019-10", **asked)

    assert by_day(response) == {5: ["There: Held"]}
    (views,) = [view.url for view in response.context["views"] if view.key == "list"]
    listed = viewer.get(views).context["table"].lines
    assert [line.event.name for line in listed] == ["There"]
    unknown = calendar_of(viewer, programme, month="2019-10", area="dundee", venue="library")
    assert "There is no venue “library” here" in unknown.content.decode()


def test_another_areas_events_are_out_of_sight(programme: Programme, area: Area) -> None:
    an_event(programme, "Here", area=area, happened="2019-10-05")
    an_event(programme, "Some time here", area=area, happened="2019-10")
    client = client_of(a_person(Role.AREA_MANAGER, programme.areas.get(slug="dundee")))
    page = calendar_of(client, programme, month="2019-10").content.decode()

    assert "No event of this month" in page
    assert "Some time here" not in page


@pytest.mark.parametrize("month", ["", "October", "1-1", "9999-12", "2019-13"])
def test_a_month_that_can_not_be_read_is_the_present_one(
    viewer: Client, programme: Programme, month: str
) -> None:
    response = calendar_of(viewer, programme, month=month)

    assert response.context["month"] == timezone.localdate().replace(day=1)


def test_it_takes_no_more_queries_for_more_events(
    viewer: Client, programme: Programme, queries_of: Any
) -> None:
    address = reverse("event-calendar", args=[programme.slug]) + "?month=2019-10"
    an_event(programme, "First", happened="2019-10-05")
    few = queries_of(viewer, address)
    for number in range(40):
        an_event(programme, f"Event {number}", happened=f"2019-10-{number % 28 + 1:02}")
        an_event(programme, f"Partial {number}", happened="2019-Q4")

    assert queries_of(viewer, address) == few
    assert few <= 8
