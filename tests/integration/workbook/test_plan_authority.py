"""A workbook moves a published plan by a decision that authorises it, or not at all."""

import pytest

from milestones.models import Delivery
from partnership.programmes.models import Programme
from partnership.workbook import WorkbookFaults, load
from partnership.workbook.loading import Loaded
from tests.integration.workbook.conftest import (
    Rows,
    Spoil,
    both,
    databook,
    faults_of,
    load_spoilt,
    put,
    rows_of_sample,
)

pytestmark = pytest.mark.django_db


def next_version(**said: str) -> Spoil:
    """The next version, told by its number alone: its rows are those of the plan's sheets."""
    row = {"number": "3", "in_force_on": "2024-06-20", "why": "It takes longer.", **said}
    return lambda rows: rows["plan_versions"].append(row)


MOVES = put("milestones", 2, due_month="7")
CITED = next_version(decision="tighter")
REFUSED = {
    "a month": (MOVES, "milestones, row 2, due_month: Version 2 of the plan has it due in month 6"),
    "a scope": (
        put("milestones", 2, scope="programme"),
        "milestones, row 2, scope: Version 2 of the plan has the scope each-area",
    ),
    "a version without a decision": (
        both(MOVES, next_version()),
        "plan_versions, row 3, decision: It moves or drops M2, and names no decision.",
    ),
    "a decision that authorises nothing": (
        both(put("decisions", 3, authorises_plan_change=None), both(MOVES, CITED)),
        "plan_versions, row 3, decision: That decision does not authorise a change of the plan.",
    ),
    "a decision that came later": (
        both(MOVES, next_version(decision="tighter", in_force_on="2024-05-13")),
        "plan_versions, row 3, decision: That decision was reported on 2024-05-14",
    ),
    "a decision of another programme": (
        both(MOVES, next_version(decision="elsewhere")),
        "plan_versions, row 3, decision: “elsewhere” is nowhere in sheet decisions.",
    ),
}


@pytest.mark.parametrize(("spoil", "words"), REFUSED.values(), ids=REFUSED)
def test_what_no_decision_authorises_is_refused(loaded: Loaded, spoil: Spoil, words: str) -> None:
    other = rows_of_sample()
    other["programme"][0]["slug"] = "another"
    other["decisions"].append({**other["decisions"][2], "slug": "elsewhere"})
    load(databook(other))

    faults = [str(fault) for fault in faults_of(spoil)]

    assert [fault for fault in faults if fault.startswith(words)], faults


def test_a_version_told_by_its_number_moves_the_plan_by_its_decision(loaded: Loaded) -> None:
    load_spoilt(both(MOVES, CITED))

    version = loaded.programme.plan_versions.get(number=3)
    assert version.decision is not None
    assert version.decision.slug == "tighter"
    assert {row.reference: row.due_month for row in version.plan.milestones}["M2"] == 7
    assert loaded.programme.plan_versions.count() == 3
    west = Delivery.objects.get(area__slug="west-quay", milestone__reference="M2")
    assert west.baseline_on.isoformat() == "2024-08-31", "the baseline stays; the area is asked"
    assert not load_spoilt(both(MOVES, CITED)).changed_anything


def test_what_a_first_file_says_in_two_places_is_the_same(db: None) -> None:
    with pytest.raises(WorkbookFaults, match="Version 2 of the plan has it due in month 6"):
        load_spoilt(MOVES)
    assert not Programme.objects.exists()


def test_words_are_mended_without_a_decision(loaded: Loaded) -> None:
    load_spoilt(put("milestones", 2, title="Groups begin in both libraries"))

    version = loaded.programme.plan_versions.get(number=3)
    assert version.decision is None
    assert "Groups begin in both libraries" in {row.title for row in version.plan.milestones}


def test_a_drop_in_a_version_names_its_decision(db: None) -> None:
    def spoil(rows: Rows) -> None:
        put("plan_versions", 2, decision=None)(rows)

    with pytest.raises(WorkbookFaults, match="and names no decision"):
        load_spoilt(spoil)
