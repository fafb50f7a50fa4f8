"""The plan narrowed to what a person asks for."""

from dataclasses import replace
from datetime import date

import pytest

from milestones.narrowing import Asked, is_late, narrowed
from milestones.parts import DeliveryRow, MilestoneRow, PlanPart
from milestones.schedule import Rag, Stage, Standing, Status

DUE = date(2019, 8, 31)
FIRST, OTHER, BARE = (
    MilestoneRow(key, f"M{key}", title, phase, 8, DUE, True, "", date(2019, 1, 1))
    for key, title, phase in (
        (1, "Learning opportunities", "Phase 1"),
        (2, "Final report", "Phase 2"),
        (3, "Not rolled out", "Phase 2"),
    )
)
NORTH = DeliveryRow(
    FIRST, "North", "north", Standing.at_first(DUE), Status(Rag.GREEN, ""), 0, key=1, owner="Chief"
)
WHOLE = DeliveryRow(OTHER, "", "", Standing.at_first(DUE), Status(Rag.RED, ""), 3, key=2)
PLAN = PlanPart(DUE, (FIRST, OTHER, BARE), (("north", "North"),), (NORTH, WHOLE))


def keys(asked: Asked) -> list[int]:
    return [row.key for row in narrowed(PLAN, asked).deliveries]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(), [1, 2]),
        (Asked(area="north"), [1, 2]),  # the whole programme's bears on every area
        (Asked(area="south"), [2]),
        (Asked(phase="Phase 1"), [1]),
        (Asked(status="Red"), [2]),
        (Asked(words="LEARNING m1"), [1]),
        (Asked(words="chief"), [1]),
        (Asked(words="learning report"), []),
        (Asked(owner="Chief"), [1]),
        (Asked(due_from=DUE), [1, 2]),
        (Asked(due_from=date(2019, 9, 1)), []),
        (Asked(due_to=date(2019, 8, 30)), []),
        (Asked(late=True), [2]),
        (Asked(only=frozenset({1})), [1]),
        (Asked(only=frozenset()), []),
    ],
)
def test_what_does_not_fit_is_left_out(asked, found):
    assert keys(asked) == found


def test_a_milestone_without_deliveries_stays_while_nothing_is_asked_for():
    assert narrowed(PLAN, Asked()) is PLAN
    assert narrowed(PLAN, Asked(status="Red")).milestones == (OTHER,)


def test_late_is_open_and_past_its_date_or_expected_after_its_baseline():
    slipped = replace(NORTH, standing=replace(NORTH.standing, forecast_on=date(2019, 9, 1)))
    done = replace(slipped, standing=replace(slipped.standing, stage=Stage.COMPLETE))
    assert is_late(slipped)
    assert not is_late(NORTH)
    assert not is_late(done)
