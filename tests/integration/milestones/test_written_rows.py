"""Rows that are written as plain strings: what people typed stays text in them."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import escape

from milestones.actions.updates import UpdateRow
from milestones.models import Milestone
from milestones.schedule import Stage
from partnership.people.models import Role
from partnership.programmes.models import Phase
from pilots.models import Area
from tests.support.builders import a_person
from tests.support.plans import a_milestone, a_plan, said, write_down
from tests.support.reading import client_of, read

pytestmark = pytest.mark.django_db
DAY = "2019-03-15"
HOSTILE = "<script>alert('1')</script> & \"more\""


@pytest.mark.parametrize(
    "name", ["milestones", "overview", "milestone-matrix", "milestone-timeline", "milestone-areas"]
)
def test_markup_in_titles_phases_and_names_of_areas_is_shown_as_it_was_typed(programme, name):
    a_milestone(a_plan(programme, areas=1), "M1", due_month=2)
    Milestone.objects.update(title=HOSTILE)
    Phase.objects.update(name=HOSTILE)
    Area.objects.update(name=HOSTILE)
    write_down(programme)
    client = client_of(a_person(Role.VIEWER, programme))
    more = ["M1"] if name == "milestone-areas" else []

    page = read(client, reverse(name, args=[programme.slug, *more]), as_at=DAY)

    assert "<script>alert" not in page
    assert escape(HOSTILE) in page or escape(HOSTILE[:20]) in page


@pytest.mark.parametrize(
    "name", ["milestones", "overview", "milestone-matrix", "milestone-timeline"]
)
def test_what_was_drawn_before_holds_for_the_same_rows_day_and_reach_alone(programme, name):
    a_milestone(a_plan(programme), "M1", due_month=2)
    address = reverse(name, args=[programme.slug])
    viewer = client_of(a_person(Role.VIEWER, programme))
    manager = client_of(a_person(Role.AREA_MANAGER, programme.areas.get(slug="area-1")))
    before = read(viewer, address, as_at=DAY)
    done = UpdateRow(1, date(2019, 3, 10), Stage.COMPLETE, actual_on=date(2019, 3, 10))
    said(programme.deliveries.get(area__slug="area-0"), done)

    assert "+10 days" in (now := read(viewer, address, as_at=DAY)) or "10 days after" in now
    assert "+10 days" not in before
    assert "10 days after" not in before
    assert "Area 0" not in read(manager, address, as_at=DAY)
    earlier = read(viewer, address, as_at="2019-03-09")
    assert "10 March 2019" not in earlier
