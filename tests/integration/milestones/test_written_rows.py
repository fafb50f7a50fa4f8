"""Rows that are written as plain strings: what people typed stays text in them."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from milestones.models import Milestone
from partnership.people.models import Role
from partnership.programmes.models import Phase
from pilots.models import Area
from tests.support.builders import a_person
from tests.support.plans import a_milestone, a_plan, write_down
from tests.support.reading import client_of, read

pytestmark = pytest.mark.django_db
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

    page = read(client, reverse(name, args=[programme.slug, *more]), as_at="2019-03-15")

    assert "<script>alert" not in page
    assert escape(HOSTILE) in page or escape(HOSTILE[:20]) in page
