"""The illustrative plan was changed once, and shows what areas make of that."""

from datetime import timedelta

import pytest
import time_machine

from milestones.collect import plan_part
from milestones.models import Delivery, Judgement, PlanVersion
from milestones.plan_changes import ChangeKind, difference
from milestones.schedule import Rag
from milestones.selectors.answers import asking
from milestones.selectors.plans import plan_at
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING
from pilots.models import Area, PdsaCycle
from tests.support.illustrative import TODAY

pytestmark = pytest.mark.django_db


def version(programme: Programme, number: int) -> PlanVersion:
    return programme.plan_versions.get(number=number)


def waiting(area: Area | None, programme: Programme) -> list[str]:
    """The references of the rows that wait for a place's answer."""
    with time_machine.travel(TODAY, tick=False):
        asked = asking(programme, area)
    assert asked
    return [row.change.row.reference for row in asked.rows]


def test_a_second_version_was_published_by_a_decision(programme: Programme) -> None:
    second = version(programme, 2)

    assert programme.plan_versions.count() == 2
    assert second.decision
    assert second.decision.authorises_plan_change
    assert second.in_force_on
    assert second.decision.reported_on <= second.in_force_on < TODAY


def test_one_row_was_moved_one_is_new_and_one_was_changed(programme: Programme) -> None:
    changes = difference(version(programme, 1).plan, version(programme, 2).plan)

    assert {change.row.reference: change.kind for change in changes} == {
        "M4": ChangeKind.CHANGED,
        "M5": ChangeKind.MOVED,
        "M11": ChangeKind.NEW,
    }


def test_a_look_back_shows_the_plan_as_it_was(programme: Programme) -> None:
    second = version(programme, 2)
    assert second.in_force_on

    before = plan_at(programme, second.in_force_on - timedelta(days=1))
    assert before == version(programme, 1).plan
    assert plan_at(programme, TODAY) == second.plan


@pytest.mark.parametrize(
    ("slug", "accepted", "declined", "open_still"),
    [
        ("north", ["M4", "M5"], ["M11"], []),
        ("coast", ["M4", "M5", "M11"], [], []),
        ("hills", [], [], ["M4", "M5", "M11"]),
    ],
)
def test_areas_accepted_declined_and_are_still_to_answer(
    programme: Programme, slug: str, accepted: list[str], declined: list[str], open_still: list[str]
) -> None:
    area = programme.areas.get(slug=slug)
    said = area.plan_answers.order_by("milestone__position")
    yes, no = said.filter(is_accepted=True), said.filter(is_accepted=False)

    assert [answer.milestone.reference for answer in yes] == accepted
    assert [answer.milestone.reference for answer in no] == declined
    assert waiting(area, programme) == open_still


def test_nothing_is_asked_of_the_whole_programme(programme: Programme) -> None:
    assert waiting(None, programme) == []


def test_only_who_accepted_the_new_row_delivers_it(programme: Programme) -> None:
    (delivery,) = Delivery.objects.filter(programme=programme, milestone__reference="M11")

    assert delivery.area
    assert delivery.area.slug == "coast"
    assert delivery.baseline_on == programme.end_of_month(15)


def test_an_accepted_move_moves_the_agreed_date_alone(programme: Programme) -> None:
    rows = {
        row.area_slug: row
        for row in plan_part(programme, as_at=TODAY, reach=EVERYTHING).deliveries
        if row.milestone.reference == "M5"
    }

    assert {row.standing.baseline_on for row in rows.values()} == {programme.end_of_month(13)}
    assert rows["north"].standing.agreed_on == programme.end_of_month(14)
    assert rows["hills"].standing.agreed_on == programme.end_of_month(13)


def test_one_judgement_is_in_force_one_has_ended_and_one_was_taken_back(
    programme: Programme,
) -> None:
    rows = Judgement.objects.filter(delivery__programme=programme)
    (standing,) = rows.standing_at(TODAY)

    assert standing.rag == Rag.RED.value
    assert rows.filter(ends_on__lt=TODAY, withdrawn_on=None).count() == 1
    assert rows.exclude(withdrawn_on=None).count() == 1


def test_tests_are_finished_going_on_stopped_and_to_come(programme: Programme) -> None:
    tests = {test.slug: test for test in programme.service_tests.all()}
    finished, stopped = tests["question-card"], tests["van-leaflets"]

    assert finished.ended
    assert finished.report_title
    assert tests["quiet-hour"].began
    assert not tests["quiet-hour"].ended
    assert stopped.is_stopped
    assert not tests["carers-afternoon"].began
    assert len({test.context for test in tests.values()}) == 3


def test_cycles_adapt_adopt_and_abandon(programme: Programme) -> None:
    cycles = PdsaCycle.objects.filter(service_test__programme=programme)

    assert {cycle.decision for cycle in cycles} == {"adapt", "adopt", "abandon", ""}


def test_every_delivery_has_a_post_that_owns_it(programme: Programme) -> None:
    owners = Delivery.objects.filter(programme=programme).values_list("owner", flat=True)

    assert len(owners) == 22
    assert "" not in owners


def test_risks_are_scored_over_time_and_some_are_to_be_looked_at(programme: Programme) -> None:
    risks = programme.risks.prefetch_related("reviews", "milestones")
    days = [risk.review_on for risk in risks if risk.review_on]

    assert max(len(risk.reviews.all()) for risk in risks) == 4
    assert any(day < TODAY for day in days)
    assert any(day > TODAY for day in days)
    assert any(risk.milestones.all() for risk in risks)
    assert {risk.approach for risk in risks} >= {"treat", "tolerate", "transfer"}


def test_evidence_is_a_link_or_an_event(programme: Programme) -> None:
    delivered = [
        output for row in programme.deliveries.all() for output in row.outputs_delivered.all()
    ]

    assert any(output.link for output in delivered)
    assert any(output.event for output in delivered)
