"""Milestones in My work and in the private calendar: a person's own, and no more."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from milestones.actions.updates import UpdateRow
from milestones.models import Delivery, Risk
from milestones.schedule import Stage
from milestones.selectors.work import deliveries_due, deliveries_to_come, risks_to_review
from partnership.people.models import Role
from partnership.programmes.access import entries_of
from partnership.programmes.models import Programme
from pilots.selectors.calendars import calendar_of
from tests.support.builders import START, a_person
from tests.support.plans import a_milestone, a_plan, said
from tests.support.reading import client_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plan(programme: Programme) -> Programme:
    a_plan(programme)
    for number, month in ((1, 2), (2, 9), (3, 20)):
        a_milestone(programme, f"M{number}", due_month=month)
    return programme


@pytest.fixture
def manager(programme):
    return a_person(Role.AREA_MANAGER, programme.areas.get(slug="area-0"))


def given(programme, to, *references: str, area: str = "area-0") -> None:
    found = programme.deliveries.filter(milestone__reference__in=references, area__slug=area)
    found.update(owner_user=to)


def due(person, on: date) -> list[str]:
    return [mine.delivery.milestone.reference for mine in _due(person, on)]


def _due(person, on):
    return deliveries_due(person, entries_of(person), on)


def test_what_is_mine_and_due_within_the_horizon_or_past(programme, manager):
    given(programme, manager, "M1", "M2", "M3")
    given(programme, manager, "M1", area="area-1")  # out of reach: no longer theirs to read
    assert due(manager, date(2019, 1, 31)) == ["M1"]
    assert due(manager, date(2019, 9, 2)) == ["M1", "M2"]
    assert due(manager, date(2019, 1, 30)) == []


def test_what_is_done_or_not_needed_waits_no_more(programme, manager):
    given(programme, manager, "M1")
    delivery = Delivery.objects.get(owner_user=manager)
    said(delivery, UpdateRow(1, date(2019, 2, 1), Stage.STARTED))
    assert due(manager, date(2019, 3, 3)) == ["M1"]
    said(delivery, UpdateRow(2, date(2019, 3, 2), actual_on=date(2019, 3, 1)))
    assert due(manager, date(2019, 3, 1)) == ["M1"]
    assert due(manager, date(2019, 3, 3)) == []


def test_it_stands_on_the_page_with_how_late_it_is_and_leads_to_its_update(programme, manager):
    given(programme, manager, "M1")
    page = read(client_of(manager), reverse("my-work"))
    late = (timezone.localdate() - date(2019, 2, 28)).days
    assert "Your milestones" in page
    assert f"{late:,} days overdue, no update recorded" in page
    assert reverse("delivery-update", args=[programme.slug, "M1", "area-0"]) in page


def test_those_who_may_only_read_are_led_to_the_milestone(programme):
    viewer = a_person(Role.VIEWER, programme)
    given(programme, viewer, "M1")
    page = read(client_of(viewer), reverse("my-work"))
    assert reverse("milestone", args=[programme.slug, "M1"]) + "#at-area-0" in page
    assert "/update/" not in page


def test_fifty_of_mine_take_the_queries_of_one(programme, manager, queries_of):
    given(programme, manager, "M1")
    few = queries_of(client_of(manager), reverse("my-work"))
    for number in range(4, 54):
        a_milestone(programme, f"M{number}", due_month=3)
    programme.deliveries.filter(area__slug="area-0").update(owner_user=manager)
    assert queries_of(client_of(manager), reverse("my-work")) == few


def a_risk(programme, owner, review_on: date, reference: str = "R1", **fields) -> Risk:
    return Risk.objects.create(
        programme=programme, reference=reference, title="Rain", owner_user=owner,
        review_on=review_on, reported_on=START, **fields,
    )  # fmt: skip


def test_my_risks_wait_when_their_review_is_near(programme, manager):
    today, entries = timezone.localdate(), entries_of(manager)
    for number, days in enumerate((-3, 7, 8)):
        a_risk(programme, manager, today + timedelta(days=days), f"R{number}")
    far = programme.areas.get(slug="area-1")
    a_risk(programme, manager, today, "R9", area=far)  # out of reach
    found = risks_to_review(manager, entries, today)
    assert [risk.reference for risk in found] == ["R0", "R1"]
    page = read(client_of(manager), reverse("my-work"))
    assert "Risks to review" in page
    assert "Review 3 days overdue" in page


@pytest.mark.parametrize(
    ("review", "waits"),
    [
        ({"reported_on": date(2019, 5, 1)}, True),
        ({"reported_on": date(2019, 6, 1)}, False),
        ({"reported_on": date(2019, 5, 1), "state": "closed"}, False),
    ],
)
def test_a_risk_reviewed_since_or_closed_waits_no_more(programme, manager, review, waits):
    risk = a_risk(programme, manager, date(2019, 6, 1))
    risk.reviews.create(number=1, **review)
    found = risks_to_review(manager, entries_of(manager), date(2019, 6, 2))
    assert bool(found) is waits


# -- Calendar ---------------------------------------------------------------------


def titles(person) -> list[str]:
    lines = calendar_of(person, on=timezone.localdate()).decode().replace("\r\n ", "").splitlines()
    return [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]


def test_a_manager_has_the_due_days_of_their_area(programme, manager):
    assert titles(manager) == [
        f"Milestone due: M{number} Title of M{number}\\, Area 0" for number in (1, 2, 3)
    ]


def test_others_have_those_that_they_answer_for(programme):
    chief = a_person(Role.PROGRAMME_MANAGER, programme)
    assert titles(chief) == []
    given(programme, chief, "M2", area="area-1")
    assert titles(chief) == ["Milestone due: M2 Title of M2\\, Area 1"]


def test_a_calendar_holds_nothing_out_of_reach(programme, manager):
    given(programme, manager, "M1", area="area-1")
    assert not any("Area 1" in title for title in titles(manager))
    officer_of_nothing = a_person()
    given(programme, officer_of_nothing, "M1")
    assert titles(officer_of_nothing) == []


def test_the_day_is_the_agreed_one_and_a_change_is_a_later_version(programme, manager):
    entries = entries_of(manager)
    (before, *_) = deliveries_to_come(manager, entries, timezone.localdate())
    said(before.delivery, UpdateRow(1, date(2019, 2, 1), Stage.STARTED))
    (after, *_) = deliveries_to_come(manager, entries, timezone.localdate())
    assert after.standing.agreed_on == date(2019, 2, 28)
    assert after.delivery.version > before.delivery.version
    assert after.changed - before.changed > timedelta()


def test_it_is_the_same_until_something_changes(manager):
    today = timezone.localdate()
    assert calendar_of(manager, on=today) == calendar_of(manager, on=today)
