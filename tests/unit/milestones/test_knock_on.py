"""Knock-on: what waits is pushed by the days that the plan gave, and by nothing else."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from milestones.knock_on import (
    Linked,
    Network,
    Push,
    Pushed,
    critical_path,
    knock_on,
    last_milestone,
    pushed_by,
)
from milestones.schedule import Stage, Standing

JUNE, AUGUST, NOVEMBER = date(2019, 6, 30), date(2019, 8, 31), date(2019, 11, 30)
ON = date(2019, 5, 1)
AREAS = ("", "north", "south")


def days(count: int) -> timedelta:
    return timedelta(days=count)


def row(key: int, baseline: date, *, area: str = "", milestone: int = 0, **stands) -> Linked:
    standing = replace(Standing.at_first(baseline), **stands)
    return Linked(key, milestone or key, area, standing)


def done(day: date) -> dict:
    return {"stage": Stage.COMPLETE, "actual_on": day}


def network(*rows: Linked, on: date = ON, **needs: tuple[int, ...]) -> Network:
    """Rows, and what each needs by `_key=(keys,)`."""
    return Network(on, rows, {int(key[1:]): first for key, first in needs.items()})


def test_what_waits_keeps_the_time_that_the_plan_gave():
    late = row(1, JUNE, forecast_on=JUNE + days(20))
    assert knock_on(network(late, row(2, AUGUST), _2=(1,))) == {2: Push(AUGUST + days(20), (1,))}


def test_one_that_was_given_more_time_already_is_not_pushed():
    late = row(1, JUNE, forecast_on=JUNE + days(20))
    waits = row(2, AUGUST, forecast_on=AUGUST + days(20))
    assert knock_on(network(late, waits, _2=(1,))) == {}


def test_a_push_goes_on_to_what_waits_for_the_pushed():
    late = row(1, JUNE, forecast_on=JUNE + days(20))
    found = knock_on(network(row(3, NOVEMBER), row(2, AUGUST), late, _2=(1,), _3=(2,)))
    assert found[3] == Push(NOVEMBER + days(20), (2,))


def test_the_latest_pushes_and_two_alike_are_both_named():
    one, other = (row(key, JUNE, forecast_on=JUNE + days(20)) for key in (1, 2))
    less = row(3, JUNE, forecast_on=JUNE + days(5))
    found = knock_on(network(one, other, less, row(4, AUGUST), _4=(1, 2, 3)))
    assert found[4].by == (1, 2)


def test_an_overdue_one_pushes_from_the_day_looked_at():
    found = knock_on(network(row(1, JUNE), row(2, AUGUST), on=JUNE + days(10), _2=(1,)))
    assert found == {2: Push(AUGUST + days(10), (1,))}


def test_what_is_not_needed_pushes_nothing():
    gone = row(1, JUNE, forecast_on=NOVEMBER, stage=Stage.NOT_NEEDED)
    assert knock_on(network(gone, row(2, AUGUST), _2=(1,))) == {}


def test_what_was_done_late_pushes_until_the_one_that_waits_is_heard_of():
    late = row(1, JUNE, **done(JUNE + days(20)))
    silent, heard = (
        row(2, AUGUST, updated_on=JUNE + days(count)) for count in (19, 20)
    )  # fmt: skip
    assert knock_on(network(late, silent, _2=(1,)))[2].to == AUGUST + days(20)
    assert knock_on(network(late, heard, _2=(1,))) == {}


def test_a_plan_that_has_them_the_other_way_round_gives_no_time():
    late = row(1, AUGUST, forecast_on=AUGUST + days(3))
    assert knock_on(network(late, row(2, JUNE), _2=(1,)))[2].to == AUGUST + days(3)


def test_an_area_waits_for_itself_and_the_programme_and_the_programme_for_all():
    north = row(1, JUNE, area="north", milestone=1, forecast_on=JUNE + days(9))
    south = row(2, JUNE, area="south", milestone=1)
    mine, theirs = (
        row(key, AUGUST, area=area, milestone=2) for key, area in ((3, "north"), (4, "south"))
    )
    whole = row(5, AUGUST, milestone=3)
    found = knock_on(network(north, south, mine, theirs, whole, _2=(1,), _3=(1,)))
    assert set(found) == {3, 5}


def test_pushed_by_tells_what_a_new_forecast_adds_to_each():
    rows = (row(1, JUNE), row(2, AUGUST, forecast_on=AUGUST + days(5)), row(3, NOVEMBER))
    plan = network(*rows, _2=(1,), _3=(2,))
    late = replace(rows[0].standing, forecast_on=JUNE + days(20))
    assert pushed_by(plan, 1, late) == (
        Pushed(2, AUGUST + days(20), 15),
        Pushed(3, NOVEMBER + days(20), 15),
    )
    assert pushed_by(plan, 1) == ()


def test_pushed_by_leaves_out_what_is_pushed_as_far_without_it():
    other = row(2, JUNE, forecast_on=JUNE + days(30))
    plan = network(row(1, JUNE), other, row(3, AUGUST), _3=(1, 2))
    less = replace(plan.by_key[1].standing, forecast_on=JUNE + days(10))
    more = replace(less, forecast_on=JUNE + days(31))
    assert pushed_by(plan, 1, less) == ()
    assert pushed_by(plan, 1, more) == (Pushed(3, AUGUST + days(31), 1),)


def test_the_critical_path_takes_at_each_step_what_comes_last():
    short = row(1, JUNE)
    long = row(2, JUNE, forecast_on=JUNE + days(20))
    plan = network(short, long, row(3, AUGUST), row(4, NOVEMBER), _3=(1, 2), _4=(3,))
    path = critical_path(plan, to=4)
    assert [(step.key, step.comes_on, step.float_days) for step in path] == [
        (2, JUNE + days(20), 0),
        (3, AUGUST + days(20), 0),
        (4, NOVEMBER + days(20), 0),
    ]


def test_float_is_what_a_step_may_lose_before_the_last_one_moves():
    waits = row(2, AUGUST, forecast_on=AUGUST + days(12))
    path = critical_path(network(row(1, JUNE), waits, _2=(1,)), to=2)
    assert [step.float_days for step in path] == [12, 0]


def test_the_path_leaves_out_what_is_done_and_is_empty_once_all_is():
    first = row(1, JUNE, **done(JUNE))
    assert [step.key for step in critical_path(network(first, row(2, AUGUST), _2=(1,)), to=2)] == [
        2
    ]
    assert critical_path(network(first), to=1) == ()
    assert critical_path(network(), to=1) == ()


def test_the_plan_ends_with_the_last_milestone_of_the_whole_programme():
    rows = [(1, NOVEMBER, True), (2, AUGUST, False), (3, JUNE, False)]
    assert last_milestone(rows) == 2
    assert last_milestone(rows[:1]) == 1
    assert last_milestone([]) is None


# -- For any plan ------------------------------------------------------------

OFFSETS = st.integers(-60, 200)
STAGES = st.sampled_from([Stage.NOT_STARTED, Stage.STARTED, Stage.COMPLETE, Stage.NOT_NEEDED])


@st.composite
def standings(draw) -> Standing:
    baseline = JUNE + days(draw(OFFSETS))
    stage = draw(STAGES)
    return Standing(
        baseline_on=baseline,
        agreed_on=baseline,
        stage=stage,
        forecast_on=draw(st.none() | OFFSETS.map(lambda count: baseline + days(count))),
        actual_on=baseline + days(draw(OFFSETS)) if stage is Stage.COMPLETE else None,
        updated_on=draw(st.none() | OFFSETS.map(lambda count: JUNE + days(count))),
    )


@st.composite
def networks(draw, *, circles: bool = False) -> Network:
    count = draw(st.integers(1, 6))
    rows = []
    for milestone in range(1, count + 1):
        for area in draw(st.sampled_from([AREAS[:1], AREAS[1:]])):
            rows.append(Linked(len(rows) + 1, milestone, area, draw(standings())))
    first = st.integers(1, count)
    needs = {
        key: tuple(
            need for need in sorted(draw(st.sets(first, max_size=3))) if circles or need < key
        )
        for key in range(1, count + 1)
    }
    return Network(JUNE + days(draw(OFFSETS)), tuple(rows), needs)


@given(networks())
def test_a_push_is_always_later_than_what_is_expected_of_an_open_one(plan):
    for key, push in knock_on(plan).items():
        standing = plan.by_key[key].standing
        assert standing.is_open
        assert push.to > standing.expected_on
        assert set(push.by) <= {other.key for other in plan.before(plan.by_key[key])}


@given(networks(), st.data(), st.integers(0, 90))
def test_a_later_forecast_never_pulls_anything_forward(plan, data, more):
    changed = data.draw(st.sampled_from(plan.deliveries))
    later = replace(changed.standing, forecast_on=changed.standing.expected_on + days(more))
    before = knock_on(plan)
    after = knock_on(plan.with_standing(changed.key, later))
    for key, push in before.items():
        if key != changed.key:
            assert after[key].to >= push.to


@given(networks())
def test_what_is_complete_pushes_from_its_day_and_not_from_its_own_pushers(plan):
    alone = replace(plan, needs=dict.fromkeys(plan.needs, ()))
    for row in plan.deliveries:
        if row.standing.stage is Stage.COMPLETE:
            only = replace(plan, needs={**alone.needs, **_waiting_for(plan, row.milestone)})
            for pushed in pushed_by(only, row.key):
                baseline = plan.by_key[pushed.key].standing.baseline_on
                given_days = max(baseline - row.standing.baseline_on, days(0))
                assert pushed.to == row.standing.actual_on + given_days


def _waiting_for(plan: Network, milestone: int) -> dict[int, tuple[int, ...]]:
    return {key: (milestone,) for key, needs in plan.needs.items() if milestone in needs}


@given(networks(circles=True))
def test_even_a_plan_in_a_circle_comes_to_an_end(plan):
    assert set(knock_on(plan)) <= set(plan.by_key)
    for milestone in plan.by_milestone:
        path = critical_path(plan, to=milestone)
        assert len({step.key for step in path}) == len(path)


@given(networks())
def test_a_step_that_loses_its_float_leaves_the_end_and_one_day_more_moves_it(plan):
    last = max(plan.by_milestone)
    for step in critical_path(plan, to=last)[:-1]:
        end = critical_path(plan, to=last)[-1]
        lost = plan.by_key[step.key].standing
        for more, moved in ((step.float_days, 0), (step.float_days + 1, 1)):
            later = replace(lost, forecast_on=step.comes_on + days(more), agreed_on=lost.agreed_on)
            path = critical_path(plan.with_standing(step.key, later), to=last)
            assert path[-1].comes_on == end.comes_on + days(moved)
