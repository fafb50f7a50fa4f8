"""Updates: what stood on any day, whatever the order in which they were recorded."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from milestones.actions.rollout import roll_out
from milestones.actions.updates import UpdateRow, record_updates
from milestones.collect import plan_part
from milestones.models import Delivery, DeliveryUpdate
from milestones.schedule import Rag, Stage
from partnership.programmes.reach import EVERYTHING
from tests.support.builders import START
from tests.support.plans import a_milestone, a_plan, said, write_down

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def delivery() -> Delivery:
    programme = a_plan(areas=1)
    a_milestone(programme, "M1", due_month=8)
    return Delivery.objects.get()


def standing(delivery: Delivery, day: date):
    return plan_part(delivery.programme, as_at=day, reach=EVERYTHING).deliveries[0].standing


def test_rolling_out_twice_is_rolling_out_once():
    programme = a_plan(areas=3)
    a_milestone(programme, "M1", due_month=2)
    a_milestone(programme, "M2", due_month=6, in_each_area=False)
    assert roll_out(programme=programme, by=None) == 0
    assert Delivery.objects.count() == 4
    baselines = set(Delivery.objects.values_list("milestone__reference", "baseline_on"))
    assert baselines == {("M1", date(2019, 2, 28)), ("M2", date(2019, 6, 30))}


def test_an_update_stands_from_its_day_until_the_next(delivery):
    said(
        delivery,
        UpdateRow(1, date(2019, 5, 1), Stage.STARTED, forecast_on=date(2019, 9, 15)),
        UpdateRow(2, date(2019, 7, 1), forecast_on=date(2019, 10, 15)),
    )
    assert standing(delivery, date(2019, 4, 30)).stage is Stage.NOT_STARTED
    assert standing(delivery, date(2019, 6, 30)).forecast_on == date(2019, 9, 15)
    assert standing(delivery, date(2019, 7, 1)).forecast_on == date(2019, 10, 15)
    assert standing(delivery, date(2019, 7, 1)).stage is Stage.STARTED


def test_a_backdated_update_takes_its_place_in_the_order_of_reporting(delivery):
    said(delivery, UpdateRow(1, date(2019, 7, 1), forecast_on=date(2019, 10, 15)))
    said(delivery, UpdateRow(2, date(2019, 5, 1), Stage.STARTED, forecast_on=date(2019, 9, 1)))
    assert standing(delivery, date(2019, 6, 1)).forecast_on == date(2019, 9, 1)
    assert standing(delivery, date(2019, 8, 1)).forecast_on == date(2019, 10, 15)
    assert standing(delivery, date(2019, 8, 1)).stage is Stage.STARTED


def test_two_updates_of_one_day_leave_the_later_standing(delivery):
    said(
        delivery,
        UpdateRow(1, date(2019, 5, 1), forecast_on=date(2019, 9, 1)),
        UpdateRow(2, date(2019, 5, 1), forecast_on=date(2019, 9, 2)),
    )
    plan = plan_part(delivery.programme, as_at=date(2019, 5, 1), reach=EVERYTHING)
    assert [row.standing.forecast_on for row in plan.deliveries] == [date(2019, 9, 2)]


def test_recording_the_same_updates_again_changes_nothing(delivery):
    row = UpdateRow(1, date(2019, 5, 1), Stage.STARTED, note="Under way")
    assert record_updates(delivery=delivery, rows=[row], by=None) == 1
    assert record_updates(delivery=delivery, rows=[row], by=None) == 0
    assert DeliveryUpdate.objects.count() == 1


def test_an_agreed_date_moves_only_by_a_decision_with_a_reason(delivery):
    row = UpdateRow(1, date(2019, 5, 1), agreed_on=date(2019, 12, 31))
    with pytest.raises(IntegrityError, match="agreed_date_moves"), transaction.atomic():
        record_updates(delivery=delivery, rows=[row], by=None)
    assert not DeliveryUpdate.objects.exists()


def test_the_last_reported_forecast_is_that_of_the_day_before(delivery):
    said(
        delivery,
        UpdateRow(1, date(2019, 5, 1), Stage.STARTED, forecast_on=date(2019, 9, 15)),
        UpdateRow(2, date(2019, 7, 1), forecast_on=date(2019, 10, 15)),
    )
    earlier = plan_part(delivery.programme, as_at=date(2019, 6, 30), reach=EVERYTHING)
    plan = plan_part(delivery.programme, as_at=date(2019, 9, 30), reach=EVERYTHING).reported_after(
        earlier
    )
    assert plan.deliveries[0].last_forecast_on == date(2019, 9, 15)


def test_a_dependency_that_slips_turns_what_waits_for_it_amber():
    programme = a_plan(areas=2)
    first, second = (
        a_milestone(programme, name, due_month=month) for name, month in (("M1", 8), ("M2", 9))
    )
    second.needs.create(needs=first)
    write_down(programme)
    late = Delivery.objects.get(milestone=first, area__slug="area-0")
    said(late, UpdateRow(1, date(2019, 5, 1), Stage.STARTED, forecast_on=date(2019, 10, 15)))
    for delivery in Delivery.objects.filter(milestone=second):
        said(delivery, UpdateRow(1, date(2019, 5, 1), Stage.STARTED))
    plan = plan_part(programme, as_at=date(2019, 6, 1), reach=EVERYTHING)
    found = {row.area_slug: row.status for row in plan.deliveries if row.milestone.needs}
    assert found["area-0"].rag is Rag.AMBER
    assert "depends on" in found["area-0"].why
    assert found["area-1"].rag is Rag.GREEN


@pytest.mark.parametrize("deliveries", [1, 50])
def test_the_plan_takes_two_queries_whatever_its_size(deliveries, django_assert_num_queries):
    programme = a_plan(areas=1)
    for place in range(deliveries):
        a_milestone(programme, f"M{place}", due_month=place % 24)
    with django_assert_num_queries(2):
        plan_part(programme, as_at=date(2019, 6, 1), reach=EVERYTHING)


REPORTED = st.dates(START, START + 700 * DAY)
ROWS = st.lists(
    st.tuples(REPORTED, st.sampled_from([None, Stage.STARTED]), st.none() | REPORTED), max_size=5
)


class LookingBack(TestCase):
    """Properties that need a database."""

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(ROWS, REPORTED)
    def test_a_day_is_unmoved_by_what_is_reported_after_it(self, rows, day):
        programme = a_plan(areas=1)
        a_milestone(programme, "M1", due_month=8)
        delivery = Delivery.objects.get(programme=programme)
        updates = [UpdateRow(n, on, stage, till) for n, (on, stage, till) in enumerate(rows)]
        said(delivery, *(row for row in updates if row.reported_on <= day))
        before = plan_part(programme, as_at=day, reach=EVERYTHING)
        said(delivery, *updates)
        assert plan_part(programme, as_at=day, reach=EVERYTHING) == before
