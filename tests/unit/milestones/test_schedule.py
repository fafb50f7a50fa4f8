"""Schedule rules: four dates, slip, and RAG with its reason."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from milestones.schedule import Rag, Said, Stage, Standing, Tolerances, fold, status

START = date(2019, 1, 1)
RULE = Tolerances(plan_from=START)
DUE = date(2019, 8, 31)
DAYS = st.dates(date(2018, 1, 1), date(2022, 12, 31))
MAYBE = st.none() | DAYS
UPDATES = st.lists(
    st.builds(
        Said,
        reported_on=DAYS,
        stage=st.none() | st.sampled_from([Stage.NOT_STARTED, Stage.STARTED, Stage.NOT_NEEDED]),
        forecast_on=MAYBE,
        agreed_on=MAYBE,
        actual_on=MAYBE,
    ),
    max_size=6,
)


def stands(*updates: Said, baseline: date = DUE) -> Standing:
    return [Standing.at_first(baseline), *fold(baseline, updates)][-1]


def rag(standing: Standing, on: date, **kwargs) -> Rag:
    return status(standing, on=on, tolerances=RULE, **kwargs).rag


def test_overdue_without_any_update_is_red_and_says_so():
    found = status(stands(baseline=date(2019, 2, 28)), on=date(2019, 10, 24), tolerances=RULE)
    assert found.words == "Red: due 28 February 2019, no update recorded"


def test_a_milestone_is_not_overdue_on_its_day():
    heard = Said(date(2019, 8, 1), stage=Stage.STARTED)
    assert rag(stands(heard), on=DUE) is Rag.GREEN
    assert rag(stands(heard), on=DUE + timedelta(days=1)) is Rag.RED


@pytest.mark.parametrize(("days", "expected"), [(1, Rag.AMBER), (30, Rag.AMBER), (31, Rag.RED)])
def test_a_slip_is_amber_up_to_the_tolerance_and_red_beyond(days, expected):
    said = Said(date(2019, 7, 1), Stage.STARTED, forecast_on=DUE + timedelta(days=days))
    assert rag(stands(said), on=date(2019, 7, 2)) is expected


def test_the_reason_names_the_days_from_the_baseline():
    said = Said(date(2019, 7, 1), Stage.STARTED, forecast_on=DUE + timedelta(days=45))
    found = status(stands(said), on=date(2019, 7, 2), tolerances=RULE)
    assert found.words == "Red: forecast 45 days after baseline"


def test_slip_is_measured_from_the_baseline_when_the_agreed_date_moves():
    moved = Said(date(2019, 7, 1), Stage.STARTED, agreed_on=DUE + timedelta(days=90))
    assert stands(moved).slip_days == 90
    assert rag(stands(moved), on=date(2019, 7, 2)) is Rag.RED


@pytest.mark.parametrize(("days", "expected"), [(28, Rag.AMBER), (29, Rag.NOT_STARTED)])
def test_due_within_the_horizon_and_not_started_is_amber(days, expected):
    heard = Said(date(2019, 7, 15), stage=Stage.NOT_STARTED)
    assert rag(stands(heard), on=DUE - timedelta(days=days)) is expected


def test_a_dependency_expected_later_is_amber():
    heard = stands(Said(date(2019, 7, 1), Stage.STARTED))
    late = stands(Said(date(2019, 7, 1), Stage.STARTED, forecast_on=DUE + timedelta(days=5)))
    done = stands(Said(date(2019, 7, 1), actual_on=DUE + timedelta(days=5)))
    assert rag(heard, on=date(2019, 7, 2), needs=[late]) is Rag.AMBER
    assert rag(heard, on=date(2019, 7, 2), needs=[done]) is Rag.GREEN


def test_a_whole_quarter_without_an_update_is_amber_and_names_the_quarter():
    heard = stands(Said(date(2019, 3, 31), Stage.STARTED), baseline=date(2020, 12, 31))
    assert rag(heard, on=date(2019, 6, 29)) is Rag.GREEN
    found = status(heard, on=date(2019, 6, 30), tolerances=RULE)
    assert found.words == "Amber: no update in April to June 2019"


def test_silence_counts_only_from_the_programmes_start():
    assert rag(stands(baseline=date(2020, 12, 31)), on=date(2019, 2, 1)) is Rag.NOT_STARTED
    assert rag(stands(baseline=date(2020, 12, 31)), on=date(2019, 4, 1)) is Rag.AMBER


def test_done_late_is_complete_and_keeps_its_slip_in_words():
    done = stands(Said(date(2019, 9, 20), actual_on=date(2019, 9, 12)))
    assert status(done, on=date(2019, 10, 1), tolerances=RULE).words == (
        "Complete: done 12 September 2019, 12 days after baseline"
    )


def test_nothing_said_of_dates_leaves_the_slip_not_recorded():
    assert stands().slip is None
    assert stands(Said(date(2019, 7, 1), forecast_on=DUE)).slip == 0


@given(UPDATES, DAYS)
def test_every_standing_has_exactly_one_status(updates, on):
    assert rag(stands(*updates), on=on) in Rag


@given(UPDATES, DAYS)
def test_a_moved_agreed_date_never_shrinks_the_slip(updates, agreed):
    before = stands(*updates)
    assume(before.forecast_on or before.actual_on)
    assert before.after(Said(agreed, agreed_on=agreed)).slip_days == before.slip_days


@given(UPDATES)
def test_only_a_complete_delivery_has_an_actual_date(updates):
    for standing in fold(DUE, updates):
        assert (standing.stage is Stage.COMPLETE) == (standing.actual_on is not None)
