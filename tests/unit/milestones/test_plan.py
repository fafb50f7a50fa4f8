"""The plan's rules: loops, differences, drafts brought up to date, what is stored."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milestones.plan import (
    EACH_AREA,
    WHOLE_PROGRAMME,
    Plan,
    PlannedMilestone,
    PlannedOutput,
    PlannedPhase,
    PlannedTarget,
    from_json,
    rebased,
    to_json,
)
from milestones.plan_changes import ChangeKind, difference, same_row
from milestones.plan_faults import faults, find_loop

PHASES = (PlannedPhase(0, "Before the start"), PlannedPhase(1, "Early adopters"))
TEXT = st.sampled_from(["", "Map assets", "Train staff", "=1+1"])

FEW = settings(max_examples=30)  # plans are large: more of them take minutes


def a_row(key: int, **said) -> PlannedMilestone:
    given = {"reference": f"M{key}", "phase": 1, "title": f"Title {key}", "due_month": 3}
    return PlannedMilestone(key=key, **({"scope": EACH_AREA} | given | said))


@st.composite
def rows(draw, key: int, keys: list[int]) -> PlannedMilestone:
    """A row that may say anything a row can, and depend on any row."""
    outputs = [
        PlannedOutput(number, draw(TEXT) or "Report", draw(TEXT), draw(st.sampled_from(["", "c"])))
        for number in range(1, draw(st.integers(1, 3)))
    ]
    targets = [
        PlannedTarget(number, draw(st.integers(1, 4)), "events", EACH_AREA, "events", "fun-day")
        for number in range(1, draw(st.integers(1, 3)))
    ]
    return a_row(
        key,
        due_month=draw(st.integers(0, 24)),
        scope=draw(st.sampled_from([EACH_AREA, WHOLE_PROGRAMME])),
        scope_inferred_from=draw(TEXT),
        kotter_step=draw(st.none() | st.integers(1, 8)),
        parts=tuple(draw(st.lists(TEXT.filter(bool), max_size=2))),
        outputs=tuple(outputs),
        targets=tuple(targets),
        needs=tuple(sorted(draw(st.sets(st.sampled_from(keys))) - {key})),
        reported_on=draw(st.none() | st.dates()),
        gone_outputs=tuple(draw(st.lists(st.integers(5, 9), max_size=2))),
    )


@st.composite
def plans(draw, at_most: int = 5) -> Plan:
    keys = draw(st.permutations(range(1, draw(st.integers(1, at_most)) + 1)))
    return Plan(PHASES, tuple(draw(rows(key, list(keys))) for key in keys))


@st.composite
def steps(draw, plan: Plan) -> Plan:
    """The plan after a few steps of a draft."""
    for _ in range(draw(st.integers(0, 4))):
        here = list(plan.by_key)
        match draw(st.sampled_from(["change", "add", "drop", "move"])):
            case "change" if here:
                plan = plan.with_row(draw(rows(draw(st.sampled_from(here)), here)))
            case "add":
                plan = plan.with_row(replace(draw(rows(99, [99])), key=plan.fresh_key))
            case "drop" if here:
                plan = plan.without(draw(st.sampled_from(here)))
            case "move" if here:
                key = draw(st.sampled_from(here))
                plan = plan.moved(key, places=draw(st.integers(-3, 3)))
    return plan


# -- Loops and other faults -------------------------------------------------------


def has_loop(plan: Plan) -> bool:
    """Found the slow way: rows that need nothing unfinished are taken away until none is."""
    left = {row.key: set(row.needs) for row in plan.milestones}
    while free := [key for key, needs in left.items() if not needs & left.keys()]:
        for key in free:
            del left[key]
    return bool(left)


@given(plans())
def test_a_loop_is_found_exactly_where_there_is_one(plan):
    found = find_loop(plan)
    assert bool(found) == has_loop(plan)
    if found:
        by_reference = {row.reference: row for row in plan.milestones}
        assert found[0] == found[-1]
        for here, there in pairwise(found):
            assert by_reference[there].key in by_reference[here].needs


def counting(wanted, *contexts):
    return PlannedTarget(1, wanted, "tests", EACH_AREA, "contexts", "", contexts)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (Plan(PHASES), "no milestone"),
        (Plan(PHASES, (a_row(1, needs=(2,)), a_row(2, needs=(1,)))), "M1 → M2 → M1"),
        (Plan(PHASES, (a_row(1, needs=(1,)),)), "M1 → M1"),
        (Plan(PHASES, (a_row(1), a_row(1, reference="M2"))), "key that another row has"),
        (
            Plan(PHASES, (a_row(1), a_row(2, reference="m1"))),
            "M1 (Title 1) has the reference of another",
        ),
        (Plan(PHASES, (a_row(-1, reference="m1"),), (a_row(1),)), "was dropped"),
        (Plan(PHASES, (a_row(1, due_month=25),)), "months 0 (before the start) to 24"),
        (Plan(PHASES, (a_row(1, phase=7),)), "phase that the plan does not have"),
        (Plan(PHASES, (a_row(1),), (a_row(2, phase=7),)), "must keep that phase"),
        (Plan((*PHASES, PHASES[1]), (a_row(1),)), "more than one phase 1"),
        (Plan(PHASES, (a_row(1, needs=(9,)),)), "depends on 1 that"),
        (Plan(PHASES, (a_row(1, title=" "),)), "needs a reference and a title"),
        (Plan(PHASES, (a_row(1, reference="Matrix"),)), "Matrix is the address of a page"),
        (Plan(PHASES, (a_row(1, reference="M1/2"),)), "M1/2 can’t stand in the address"),
        (
            Plan(PHASES, (a_row(1, targets=(counting(3, "complex-needs", "health"),)),)),
            "M1 wants 3 tests, but names only 2 to count",
        ),
    ],
)
def test_a_faulty_plan_is_told_what_is_wrong(plan, words):
    found = " ".join(fault.words for fault in faults(plan, length_months=24))
    assert words in found


def test_a_sound_plan_has_no_fault():
    plan = Plan(PHASES, (a_row(1, due_month=0), a_row(2, due_month=24, needs=(1,))))
    assert faults(plan, length_months=24) == ()


# -- Differences ------------------------------------------------------------------


@FEW
@given(plans(), st.data())
def test_there_is_no_difference_exactly_where_every_row_asks_the_same(plan, data):
    """Whatever their places; numbers of outputs and targets alone ask for nothing else."""
    other = data.draw(steps(plan))
    alike = plan.by_key.keys() == other.by_key.keys() and all(
        same_row(row, other.by_key[key]) for key, row in plan.by_key.items()
    )
    assert (difference(plan, other) == ()) == alike


@FEW
@given(plans(), st.data())
def test_a_difference_names_each_row_once_and_turns_round(plan, data):
    other = data.draw(steps(plan))
    there, back = difference(plan, other), difference(other, plan)
    assert sorted(each.key for each in there) == sorted(each.key for each in back)
    assert len({each.key for each in there}) == len(there)
    turned = {ChangeKind.NEW: ChangeKind.DROPPED, ChangeKind.DROPPED: ChangeKind.NEW}
    kinds = {each.key: each.kind for each in back}
    assert all(kinds[each.key] is turned.get(each.kind, each.kind) for each in there)


# -- Drafts -------------------------------------------------------------------------


@FEW
@given(plans(), st.data())
def test_a_draft_brought_up_to_date_keeps_its_changes_and_takes_all_others(plan, data):
    mine, theirs = data.draw(steps(plan)), data.draw(steps(plan))
    theirs = theirs.with_keys({key: 1000 - key for key in theirs.by_key if key < 0})
    found, base = rebased(mine, on=theirs, since=plan).by_key, plan.by_key
    for key in base | mine.by_key | theirs.by_key:
        wanted = mine if mine.by_key.get(key) != base.get(key) else theirs
        row = wanted.by_key.get(key)
        kept = row and replace(row, needs=tuple(need for need in row.needs if need in found))
        assert found.get(key) == kept


@FEW
@given(plans(), st.data())
def test_bringing_up_to_date_with_what_it_was_begun_from_changes_nothing(plan, data):
    draft = data.draw(steps(plan))
    again = rebased(draft, on=plan, since=plan)
    assert {row.key for row in again.dropped} == {row.key for row in draft.dropped}
    assert again.by_key == draft.by_key
    assert rebased(plan, on=draft, since=plan).milestones == draft.milestones
    only_moved = plan.moved(plan.milestones[0].key, places=1)
    assert rebased(only_moved, on=plan, since=plan) == only_moved


@FEW
@given(plans(), st.data())
def test_a_dropped_row_comes_back_as_it_was_but_for_what_is_gone(plan, data):
    key = data.draw(st.sampled_from(list(plan.by_key)))
    back = plan.without(key).restored(key)
    assert back.by_key[key] == plan.by_key[key]
    assert back.dropped == ()
    assert all(key not in row.needs for row in back.milestones)


@FEW
@given(plans(), st.data())
def test_what_is_stored_is_what_is_read(plan, data):
    plan = data.draw(steps(plan))
    assert from_json(json.loads(json.dumps(to_json(plan)))) == plan


@FEW
@given(plans(at_most=2), st.data())
def test_rows_share_a_fingerprint_only_where_they_are_the_same(plan, data):
    other = data.draw(steps(plan))
    for key, row in plan.by_key.items():
        there = other.by_key.get(key, row)
        assert (row.fingerprint == there.fingerprint) == (row == there)


def test_a_number_of_an_output_is_never_given_twice():
    row = a_row(1, outputs=(PlannedOutput(2, "Report"),), gone_outputs=(3,))
    assert row.fresh_output == 4


def test_a_new_name_of_another_row_or_a_phase_changes_no_row():
    before = Plan(PHASES, (a_row(1), a_row(2, needs=(1,))))
    phases = (PHASES[0], PlannedPhase(1, "First areas"))
    after = Plan(phases, (a_row(1, reference="N1"), a_row(2, needs=(1,))))
    assert [change.key for change in difference(before, after)] == [1]
