"""What changed between two days: deliveries, the plan itself, and what came late."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from milestones.actions.updates import UpdateRow
from milestones.models import DeliveryUpdate, PlanVersion
from milestones.plan import to_json
from milestones.schedule import Stage
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.support.builders import a_person
from tests.support.plans import a_milestone, a_plan, said
from tests.support.reading import client_of, read, read_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plan(programme: Programme) -> Programme:
    a_plan(programme)
    a_milestone(programme, "M1", due_month=6)
    return programme


def changes(programme, client, first: str = "2019-03-31", last: str = "2019-06-30") -> str:
    address = reverse("milestone-changes", args=[programme.slug])
    return read(client, address, **{"from": first, "to": last})


def delivery(programme, area="area-0"):
    return programme.deliveries.get(area__slug=area)


def test_a_slip_between_the_days_is_told_with_both_dates_and_why(programme, viewer):
    moved = UpdateRow(
        1, date(2019, 4, 5), Stage.STARTED, forecast_on=date(2019, 7, 20), reason="Snow"
    )
    said(delivery(programme), moved)
    page = changes(programme, viewer)
    assert "Slipped" in page
    assert "20 days later" in page
    assert "30 June 2019" in page
    assert "20 July 2019" in page
    assert "Snow" in page
    assert "No delivery changed between these days" in changes(programme, viewer, "2019-04-05")


def test_why_is_that_of_the_update_that_moved_it_not_of_a_later_one_that_confirms_it(
    programme, viewer
):
    moved = UpdateRow(1, date(2019, 4, 5), forecast_on=date(2019, 7, 20), reason="Snow")
    confirmed = UpdateRow(2, date(2019, 5, 5), note="Nothing new")
    said(delivery(programme), moved, confirmed)
    programme.deliveries.get(area__slug="area-0").updates.update(reported_by="Area manager")
    page = changes(programme, viewer)
    assert "Snow" in page
    assert "Nothing new" not in page
    assert "Area manager" in page


def test_a_version_of_the_plan_between_the_days_is_told_row_by_row(programme, viewer):
    first = programme.plan_versions.get()
    moved = first.plan.with_row(replace(first.plan.milestones[0], reference="M9", due_month=8))
    PlanVersion.objects.create(
        programme=programme, number=2, state="published", in_force_on=date(2019, 5, 1),
        published_at=first.published_at, content=to_json(moved), why="Schools",
    )  # fmt: skip
    page = changes(programme, viewer)
    assert "Version 2, in force from 1 May 2019" in page
    assert "Moved: M9" in page
    assert "<del>end of month 6</del>" in page
    assert "No delivery changed" in page  # the same delivery under another reference
    assert "No version of the plan" in changes(programme, viewer, "2019-05-01")


def recorded_on(day: date, by=None) -> None:
    moment = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
    DeliveryUpdate.objects.update(recorded_at=moment, by=by)


def test_what_was_recorded_after_the_first_day_for_one_before_it_is_late(programme, viewer):
    said(delivery(programme), UpdateRow(1, date(2019, 3, 1), Stage.STARTED))
    recorded_on(date(2019, 4, 2), by=a_person(Role.AREA_MANAGER, programme.areas.first()))
    page = changes(programme, viewer)
    assert "For 1 March 2019" in page
    assert "recorded 2 April 2019" in page
    assert "Nothing was recorded late" in changes(programme, viewer, "2019-04-02")
    assert "Nothing was recorded late" in changes(programme, viewer, "2019-02-28")
    recorded_on(date(2019, 4, 2))
    assert "Nothing was recorded late" in changes(programme, viewer)  # from a workbook


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        ("never", "2019-06-30", "Enter a real day"),
        ("2019-06-30", "2019-03-31", "Choose a day after the first one"),
        ("2018-12-31", "2019-06-30", "The programme starts on 1 January 2019"),
        ("2019-03-31", "2199-01-01", "has not come yet"),
    ],
)
def test_days_that_cannot_be_compared_are_refused_in_words(programme, viewer, first, last, refused):
    assert refused in changes(programme, viewer, first, last)


def test_without_days_it_is_since_the_end_of_the_last_quarter(programme, viewer):
    page = read(viewer, reverse("milestone-changes", args=[programme.slug]), as_at="2019-05-10")
    assert "After 31 March 2019, by the end of 10 May 2019" in page


def test_another_areas_changes_are_not_told(programme):
    said(delivery(programme, "area-1"), UpdateRow(1, date(2019, 4, 5), Stage.STARTED))
    manager = client_of(a_person(Role.AREA_MANAGER, programme.areas.get(slug="area-0")))
    assert "Area 1" not in changes(programme, manager)


def test_the_file_holds_the_same(programme, viewer):
    said(delivery(programme), UpdateRow(1, date(2019, 4, 5), Stage.STARTED, note="=cmd"))
    address = reverse("milestone-changes-file", args=[programme.slug])
    lines = read_file(viewer, address, **{"from": "2019-03-31", "to": "2019-06-30"})
    assert len(lines) == 1
    assert lines[0].startswith("Started,M1,Title of M1,Area 0,2019-06-30,2019-06-30,0,'=cmd")


def test_fifty_changes_take_the_queries_of_one(programme, viewer, queries_of):
    address = reverse("milestone-changes", args=[programme.slug]) + "?from=2019-03-31&to=2019-06-30"
    costs = []
    for numbers in (range(2, 3), range(3, 27)):
        for number in numbers:
            milestone = a_milestone(programme, f"M{number}", due_month=8)
            for each in milestone.deliveries.all():
                said(each, UpdateRow(1, date(2019, 4, 5), Stage.STARTED))
        costs.append(queries_of(viewer, address))
    assert costs[0] == costs[1] <= 8


def test_of_very_many_changes_the_rest_is_in_the_file(programme, viewer, monkeypatch):
    monkeypatch.setattr("milestones.views.changes.SHOWN", 1)
    for each in programme.deliveries.all():
        said(each, UpdateRow(1, date(2019, 4, 5), Stage.STARTED))
    page = changes(programme, viewer)
    assert "2 changes" in page
    assert "1 more change is in the file below" in page
    assert page.count("Title of M1</a>") == 1
