"""What is otherwise than the last report said, beside the plan."""

from dataclasses import replace
from datetime import date

import pytest

from milestones.parts import PlanPart, RiskRow
from partnership.reports.rules.changes import (
    NO_EVENT,
    FigureChange,
    RiskKind,
    risk_changes,
    summary_figures,
    total_changes,
)
from pilots.counting import CountType, Tally
from pilots.parts import Engagement

DAY = date(2019, 9, 30)
RISK = RiskRow("R1", "Risk", "No trainer", "", "Manager", "Advertise", 2, 3, "Open", DAY, DAY)
HELD = Engagement(
    events=2,
    by_kind=(("Fun day", 2),),
    footfall=Tally(CountType.FOOTFALL, missing=2),
    attendance=Tally(CountType.ATTENDANCE, 468, is_about=True),
    participation=Tally(CountType.PARTICIPATION, 90),
    partners=1,
)
CLOSED = replace(RISK, state="Closed", closed_on=DAY)


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (None, RISK, RiskKind.NEW),
        (None, CLOSED, RiskKind.CLOSED),
        (RISK, CLOSED, RiskKind.CLOSED),
        (CLOSED, RISK, RiskKind.REOPENED),
        (RISK, replace(RISK, impact=4), RiskKind.GRAVER),
        (RISK, replace(RISK, likelihood=1), RiskKind.LESS_GRAVE),
        (replace(RISK, impact=None), RISK, RiskKind.SCORED),
    ],
)
def test_an_entry_is_named_for_what_became_of_it(
    before: RiskRow | None, now: RiskRow, kind: RiskKind
) -> None:
    (change,) = risk_changes([before] if before else [], [now])
    assert change.kind is kind


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (RISK, RISK),
        (RISK, replace(RISK, title="Nobody to train", response="Ask again")),
        (CLOSED, replace(CLOSED, impact=5)),
    ],
)
def test_what_stands_as_it_stood_is_no_change(before: RiskRow, now: RiskRow) -> None:
    assert risk_changes([before], [now]) == ()


def test_an_entry_tells_how_it_stood_and_stands() -> None:
    (change,) = risk_changes([RISK], [CLOSED])
    assert (change.before, change.now) == ("6, Medium", "closed on 30 September 2019")
    (change,) = risk_changes([], [replace(RISK, impact=None)])
    assert (change.before, change.now) == ("not in the register", "open, not scored")
    assert (change.what, change.where, change.reason) == ("Risk", "Whole programme", "Advertise")


def test_entries_come_in_the_order_in_which_boards_ask() -> None:
    other = replace(RISK, reference="R2")
    found = risk_changes([RISK], [CLOSED, other])
    assert [change.reference for change in found] == ["R2", "R1"]


def test_a_total_that_is_known_otherwise_is_told_with_both_figures() -> None:
    corrected = replace(HELD, attendance=Tally(CountType.ATTENDANCE, 474))
    assert total_changes(HELD, HELD) == ()
    assert total_changes(HELD, corrected) == (FigureChange("Attendance", "about 468", "474"),)


def test_the_figures_of_a_summary_are_kept_in_its_words() -> None:
    plan = PlanPart(DAY, (), (), ())
    assert summary_figures(plan, HELD) == {
        "Milestones complete": "0",
        "Milestones red": "0",
        "Events held": "2",
        "Footfall": "not recorded",
        "Attendance": "about 468",
        "Participations": "90",
    }
    none = summary_figures(plan, replace(HELD, events=0))
    assert (none["Events held"], none["Attendance"]) == ("0", NO_EVENT)
