"""Knock-on on pages: one for all who look, and naming only what they may see."""

from datetime import date

import pytest
from django.urls import reverse

from milestones.actions.updates import UpdateRow
from milestones.collect import linked_plan, plan_part
from milestones.schedule import Stage
from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from tests.support.builders import a_person
from tests.support.plans import a_milestone, a_plan, said, write_down
from tests.support.reading import client_of, read

pytestmark = pytest.mark.django_db
DAY = date(2019, 3, 1)
PUSHED = date(2019, 10, 20)


@pytest.fixture(autouse=True)
def plan(programme: Programme) -> Programme:
    """M2 of the whole programme waits for every area's M1; that of Area 1 is 20 days late."""
    a_plan(programme)
    first = a_milestone(programme, "M1", due_month=6)
    last = a_milestone(programme, "M2", due_month=9, in_each_area=False)
    last.needs.create(needs=first)
    write_down(programme)
    late = UpdateRow(1, DAY, Stage.STARTED, forecast_on=date(2019, 7, 20))
    said(first.deliveries.get(area__slug="area-1"), late)
    return programme


def whole(programme, reach):
    part = linked_plan(programme, as_at=DAY, reach=reach).part
    return next(row for row in part.deliveries if not row.area_slug)


def test_the_whole_programmes_delivery_is_pushed_alike_whoever_looks(programme):
    area = programme.areas.get(slug="area-0")
    for reach, by in ((EVERYTHING, "M1, Area 1"), (Reach.of(area.pk), "a delivery elsewhere")):
        row = whole(programme, reach)
        assert (row.pushed_to, row.pushed_days) == (PUSHED, 20)
        assert row.pushed_words == f"Pushed to 20 October 2019 by {by}"


def test_a_look_that_asks_for_no_knock_on_gives_none(programme):
    part = plan_part(programme, as_at=DAY, reach=EVERYTHING)
    assert all(row.pushed_to is None for row in part.deliveries)


def test_it_takes_two_queries_as_the_plan_does(programme, django_assert_num_queries):
    with django_assert_num_queries(2):
        linked_plan(programme, as_at=DAY, reach=EVERYTHING)


def path(programme, client, **asked: str) -> str:
    return read(client, reverse("milestone-path", args=[programme.slug]), as_at=str(DAY), **asked)


def test_the_path_leads_to_the_last_milestone_of_the_whole_programme(programme, viewer):
    page = path(programme, viewer)
    assert "M2, whole programme, comes on 20 October 2019, 20 days after baseline" in page
    assert page.index("Title of M1</a>") < page.index("Title of M2</a>")
    assert "Area 1" in page
    assert "Area 0" not in page


def test_the_path_names_no_step_out_of_reach(programme):
    manager = a_person(Role.AREA_MANAGER, programme.areas.get(slug="area-0"))
    page = path(programme, client_of(manager))
    assert "A delivery elsewhere" in page
    assert "comes on 20 October 2019" in page
    assert "Area 1" not in page
    assert "20 July 2019" not in page


def test_another_milestone_is_asked_for_in_the_address(programme, viewer):
    assert "M1, Area 1, comes on 20 July 2019" in path(programme, viewer, to="M1")
    assert "The plan of this day has no milestone “M77”" in path(programme, viewer, to="M77")


def test_once_all_is_done_nothing_decides_any_more(programme, viewer):
    last = programme.deliveries.get(area=None)
    said(last, UpdateRow(1, DAY, actual_on=DAY))
    assert "Nothing is open on the way to this milestone" in path(programme, viewer)
