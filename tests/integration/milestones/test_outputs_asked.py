"""An update asks for the outputs of the version that an area works to."""

import pytest

from milestones.actions import answers
from milestones.plan import PlannedOutput
from milestones.selectors.deliveries import outputs_asked
from tests.support.drafting import Drafting
from tests.support.plans import a_milestone, a_plan, write_down

pytestmark = pytest.mark.django_db
FILM = PlannedOutput(2, "A film")


@pytest.fixture
def drafting():
    """A report was asked for; a film is, in its place."""
    programme = a_plan(areas=2)
    milestone = a_milestone(programme, "M1", due_month=3)
    milestone.outputs.create(number=1, text="A report")
    write_down(programme)
    drafting = Drafting(programme)
    drafting.change("M1", outputs=(FILM,), gone_outputs=(1,))
    drafting.publish()
    return drafting


def asked_in(drafting, place: int) -> list[str]:
    area = drafting.programme.areas.all()[place]
    delivery = area.deliveries.get(milestone__reference="M1")
    return [str(each) for each in outputs_asked(delivery)]


def test_what_is_asked_follows_the_areas_answer(drafting):
    one, other = drafting.programme.areas.all()
    assert asked_in(drafting, 0) == ["A report"]
    given = {"programme": drafting.programme, "key": drafting.key("M1"), "seen": 2}
    answers.accept(**given, area=one, by=drafting.manager)
    answers.decline(**given, area=other, by=drafting.manager, reason="No camera")
    assert asked_in(drafting, 0) == ["A film"]
    assert asked_in(drafting, 1) == ["A report"]


def test_a_dropped_row_still_asks_what_it_asked(drafting):
    (area, _) = drafting.programme.areas.all()
    given = {"programme": drafting.programme, "area": area, "by": drafting.manager}
    answers.accept_all(**given, seen=2)
    drafting.drop("M1")
    drafting.add("M2")
    drafting.publish()
    answers.accept_all(**given, seen=3)
    assert asked_in(drafting, 0) == ["A film"]
