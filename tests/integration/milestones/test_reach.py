"""What people of one area see of the plan: their own deliveries, and one status for all."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from milestones.actions.updates import UpdateRow
from milestones.collect import plan_part
from milestones.models import Dependency, Target
from milestones.schedule import Rag, Stage
from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.models import Area
from tests.support.builders import a_decision, a_group, a_kind, a_person, an_event
from tests.support.plans import a_milestone, a_plan, said, write_down

pytestmark = pytest.mark.django_db
DAY = date(2019, 3, 1)


@pytest.fixture
def areas(programme: Programme) -> list[Area]:
    a_plan(programme)
    programme.area_word, programme.area_word_plural = "pilot area", "pilot areas"
    programme.save()
    return list(programme.areas.order_by("position"))


def page_for(area: Area, reference: str) -> str:
    """The milestone's page as the area's manager reads it."""
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, area))
    answer = client.get(reverse("milestone", args=[area.programme.slug, reference]))
    return " ".join(answer.content.decode().split())


def test_the_whole_programmes_delivery_has_one_status_whoever_looks(
    programme: Programme, areas: list[Area]
) -> None:
    local = a_milestone(programme, "M1", due_month=6)
    whole = a_milestone(programme, "M2", due_month=6, in_each_area=False)
    Dependency.objects.create(milestone=whole, needs=local)
    write_down(programme)
    said(whole.deliveries.get(), UpdateRow(1, DAY, stage=Stage.STARTED))
    late = UpdateRow(1, DAY, stage=Stage.STARTED, forecast_on=date(2019, 7, 15))
    said(local.deliveries.get(area=areas[1]), late)

    seen = plan_part(programme, as_at=DAY, reach=Reach.of(areas[0].pk))
    true = plan_part(programme, as_at=DAY, reach=EVERYTHING)

    status = {row.area_slug: row.status for row in seen.deliveries}
    assert set(status) == {"", areas[0].slug}
    assert status[""] == next(row.status for row in true.deliveries if not row.area_slug)
    assert status[""].rag is Rag.AMBER


def test_a_target_counts_what_is_within_reach_and_says_so(
    programme: Programme, areas: list[Area]
) -> None:
    milestone = a_milestone(programme, "M1", due_month=6)
    kind = a_kind(programme)
    Target.objects.create(
        milestone=milestone,
        wanted=3,
        what="days",
        per=Target.Per.EACH_AREA,
        counts="events",
        event_kind=kind,
    )
    write_down(programme)
    for number, area in enumerate([*areas, areas[1], None]):
        an_event(programme, f"Day {number}", area=area)

    page = page_for(areas[0], "M1")

    assert "3 days in each area: 1 recorded, of your own pilot area and the whole programme" in page
    assert "1 of 3 in Area 0" in page
    assert "Area 1" not in page
    assert "6 in all" not in page


def test_a_decision_made_elsewhere_is_told_of_without_its_words(
    programme: Programme, areas: list[Area]
) -> None:
    whole = a_milestone(programme, "M2", due_month=6, in_each_area=False)
    decision = a_decision(a_group(programme, area=areas[1]), "Wait for Area 1’s roof")
    moved = UpdateRow(1, DAY, agreed_on=date(2019, 8, 1), decision=decision, reason="Rain")
    said(whole.deliveries.get(), moved)

    assert "Decided: by a group or board elsewhere" in page_for(areas[0], "M2")
    assert "roof" not in page_for(areas[0], "M2")
    assert f'{decision.slug}/">Wait for Area 1’s roof</a>' in page_for(areas[1], "M2")
