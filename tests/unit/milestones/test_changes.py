"""What changed between two looks at the plan."""

from dataclasses import replace
from datetime import date

import pytest

from milestones.changes import Kind, Why, changes
from milestones.parts import DeliveryRow, MilestoneRow, PlanPart
from milestones.schedule import Rag, Stage, Standing, Status

DUE = date(2019, 8, 31)
MILESTONE = MilestoneRow(1, "M3", "Learning", "Phase 1", 8, DUE, True, "", date(2019, 1, 1))
ROW = DeliveryRow(MILESTONE, "North", "north", Standing.at_first(DUE), Status(Rag.GREEN, ""), 0)


def plan(*rows: DeliveryRow) -> PlanPart:
    return PlanPart(date(2019, 9, 30), (MILESTONE,), (("north", "North"),), rows)


def with_standing(reason: str = "", **fields) -> DeliveryRow:
    return replace(ROW, standing=replace(ROW.standing, **fields), reason=reason)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"stage": Stage.COMPLETE, "actual_on": DUE}, Kind.DONE),
        ({"stage": Stage.NOT_NEEDED}, Kind.DESCOPED),
        ({"forecast_on": date(2019, 10, 15)}, Kind.SLIPPED),
        ({"forecast_on": date(2019, 8, 1)}, Kind.PULLED_FORWARD),
        ({"agreed_on": date(2019, 12, 31)}, Kind.SLIPPED),
        ({"stage": Stage.STARTED}, Kind.STARTED),
    ],
)
def test_a_change_is_named_for_what_it_is(fields, kind):
    found = changes(plan(ROW), plan(with_standing(**fields)))
    assert [change.kind for change in found] == [kind]


def test_a_change_tells_both_dates_and_why():
    moved = with_standing("The school was closed.", forecast_on=date(2019, 10, 15))
    (change,) = changes(plan(ROW), plan(moved))
    assert (change.before_on, change.now_on) == (DUE, date(2019, 10, 15))
    assert change.reason == "The school was closed."


def test_what_stands_as_it_stood_is_no_change():
    assert changes(plan(ROW), plan(replace(ROW, note="All well"))) == ()


def test_a_delivery_that_was_not_there_is_new_and_has_no_date_before():
    (change,) = changes(plan(), plan(ROW))
    assert (change.kind, change.before_on) == (Kind.NEW, None)


def test_done_weighs_more_than_slipped():
    late = with_standing(stage=Stage.COMPLETE, actual_on=date(2019, 10, 15))
    (change,) = changes(plan(ROW), plan(late))
    assert change.kind is Kind.DONE


def test_a_day_of_completion_that_was_corrected_is_no_slip():
    done, put_right = (
        with_standing(stage=Stage.COMPLETE, actual_on=day) for day in (DUE, date(2019, 9, 10))
    )
    (change,) = changes(plan(done), plan(put_right))
    assert change.kind is Kind.DAY_CORRECTED
    assert (change.before_on, change.now_on) == (DUE, date(2019, 9, 10))


def test_what_is_not_needed_is_expected_on_no_other_day():
    dropped = with_standing(stage=Stage.NOT_NEEDED)
    moved = with_standing(stage=Stage.NOT_NEEDED, forecast_on=date(2019, 12, 1))
    assert changes(plan(dropped), plan(moved)) == ()


def test_changes_come_in_the_order_in_which_boards_ask():
    other = replace(ROW, area="South", area_slug="south")
    found = changes(
        plan(ROW), plan(with_standing(forecast_on=date(2019, 10, 15)), other)
    )  # fmt: skip
    assert [change.kind for change in found] == [Kind.NEW, Kind.SLIPPED]


def test_an_agreed_date_that_moves_behind_a_forecast_is_not_silent():
    forecast = date(2019, 12, 1)
    before = with_standing(forecast_on=forecast)
    after = with_standing("The board agreed.", forecast_on=forecast, agreed_on=forecast)
    (change,) = changes(plan(before), plan(after))
    assert change.kind is Kind.AGREED
    assert (change.before_on, change.now_on, change.days) == (DUE, forecast, 92)


def test_a_slip_tells_the_agreed_date_that_moved_with_it_and_the_decision():
    later = date(2019, 12, 31)
    after = with_standing("Closed for repairs.", forecast_on=later, agreed_on=later)
    why = {0: Why("The roof leaks.", "Joint group: “One month more.”", is_late=True)}
    (change,) = changes(plan(ROW), plan(after), why=why)
    assert change.kind is Kind.SLIPPED
    assert (change.agreed_before_on, change.agreed_now_on) == (DUE, later)
    assert (change.reason, change.decision) == ("The roof leaks.", "Joint group: “One month more.”")
    assert change.is_late


def test_an_agreed_date_that_did_not_move_is_not_told():
    (change,) = changes(plan(ROW), plan(with_standing(forecast_on=date(2019, 10, 15))))
    assert (change.agreed_before_on, change.agreed_now_on) == (None, None)


def test_what_was_complete_and_is_open_again_says_so():
    done = with_standing(stage=Stage.COMPLETE, actual_on=DUE)
    (change,) = changes(plan(done), plan(with_standing(stage=Stage.STARTED)))
    assert change.kind is Kind.REOPENED


def test_a_milestone_that_got_another_reference_is_the_same_one():
    renamed = replace(ROW, milestone=replace(MILESTONE, reference="M3a"))
    assert changes(plan(ROW), plan(renamed)) == ()
