"""When the engagement page draws a run chart, and what it says of its points."""

import pytest
from django.test import Client

from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.builders import a_count, an_event
from tests.support.engagement_pages import text_of

pytestmark = pytest.mark.django_db


def held_in_months(programme: Programme, area: Area, first: int, last: int) -> None:
    for month in range(first, last + 1):
        an_event(programme, f"Event {month}", area=area, happened=f"2019-{month:02}-05")


@pytest.mark.parametrize(("first", "last", "is_drawn"), [(1, 2, True), (3, 4, True), (4, 6, False)])
def test_a_run_chart_waits_for_ten_months(
    viewer: Client, programme: Programme, area: Area, first: int, last: int, is_drawn: bool
) -> None:
    """A month without an event is one with 0 from the first event on; before it, it is no point."""
    held_in_months(programme, area, first, last)
    page = text_of(viewer, programme, period="y2019-12-31")

    points = 13 - first
    assert (f"Events a month: run chart. Median 0, of {points} months" in page) is is_drawn
    assert (f"needs 10 whole months with a figure; {points} are there." in page) is not is_drawn
    assert ("before the first recorded event are no points" in page) is (is_drawn and first > 1)


def test_a_year_after_the_first_event_is_points_from_its_start(
    viewer: Client, programme: Programme, area: Area
) -> None:
    an_event(programme, "Before", area=area, happened="2019-12-05")
    an_event(programme, "Late", area=area, happened="2020-12-05")
    page = text_of(viewer, programme, period="y2020-12-31")

    assert "Median 0, of 12 months" in page
    assert "counts as 0: 11 of them" in page


def test_attendance_has_points_only_where_it_is_recorded(
    viewer: Client, programme: Programme, area: Area
) -> None:
    held_in_months(programme, area, 1, 12)
    for event in programme.events.exclude(name="Event 12"):
        a_count(event, "attendance", 5, qualifier="about")
    an_event(programme, "Uncounted", area=area, happened="2019-02-06")
    page = text_of(viewer, programme, period="y2019-12-31")

    assert "Attendance a month: run chart. Median 5, of 11 months" in page
    assert "In 1 of the months some events’ attendance is not recorded" in page
    assert "Perla, Provost and Murray" in page
    assert "about 55, 1 event not recorded" in page  # so far, by November
