"""Directions: a later one varies, revokes or supersedes an earlier one of the same board."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.reports.actions.directing import (
    Instruction,
    correct_direction,
    record_direction,
)
from partnership.reports.models import Direction
from pilots.models import ReportingBody
from tests.support.builders import a_body, a_person

FIRST = Instruction("D1", date(2019, 10, 24), "both", "Library outreach", "Open on Sundays.")


@pytest.fixture
def officer(body: ReportingBody) -> User:
    return a_person(Role.IJB_OFFICER, body)


@pytest.fixture
def first(body: ReportingBody, officer: User) -> Direction:
    return record_direction(body=body, said=FIRST, by=officer)


def later(first: Direction, effect: str, **fields: Any) -> Instruction:
    given = {"reference": "D2", "given_on": date(2020, 1, 23)} | fields
    return replace(FIRST, replaces=first, effect=effect, **given)


@pytest.mark.parametrize("effect", ["varied", "revoked", "superseded"])
def test_a_later_direction_changes_the_status_of_the_earlier(
    body: ReportingBody, officer: User, first: Direction, effect: str
):
    second = record_direction(body=body, said=later(first, effect), by=officer)
    first.refresh_from_db()
    assert (first.status, first.version, second.status) == (effect, 2, "live")
    assert first.history.first().history_change_reason == "By direction D2"


def test_of_two_who_revoke_the_same_at_once_the_second_is_told(
    body: ReportingBody, officer: User, first: Direction
):
    """Both chose it while it was live."""
    chosen = Direction.objects.get(pk=first.pk)
    record_direction(body=body, said=later(first, "revoked"), by=officer)
    with pytest.raises(RefusedError, match="D1 is revoked: it no longer stands"):
        record_direction(body=body, said=later(chosen, "varied", reference="D3"), by=officer)
    first.refresh_from_db()
    assert first.status == "revoked"


def test_two_directions_do_not_replace_each_other(
    body: ReportingBody, officer: User, first: Direction
):
    same_day = FIRST.given_on
    second = record_direction(body=body, said=later(first, "varied", given_on=same_day), by=officer)
    first.refresh_from_db()
    back = replace(FIRST, replaces=second, effect="revoked")
    with pytest.raises(RefusedError, match="D2 is recorded as varying or revoking this one"):
        correct_direction(
            direction=first, seen=first.version, said=back, is_complete=False, why="x", by=officer
        )


def test_what_was_taken_for_the_earlier_one_by_mistake_stands_again(
    body: ReportingBody, officer: User, first: Direction
):
    second = record_direction(body=body, said=later(first, "revoked"), by=officer)
    alone = replace(FIRST, reference="D2", given_on=date(2020, 1, 23))
    correct_direction(
        direction=second, seen=1, said=alone, is_complete=False, why="D1 goes on", by=officer
    )
    first.refresh_from_db()
    assert (first.status, first.history.first().history_change_reason) == ("live", "D1 goes on")


@pytest.mark.parametrize("is_unlinked", [True, False])
def test_one_that_was_changed_once_more_stands_as_the_last_word_left_it(
    body: ReportingBody, officer: User, first: Direction, is_unlinked: bool
):
    """D2 varied D1, then D3 revoked it: what is put right in D2 brings D1 back to no life."""
    said = later(first, "varied")
    second = record_direction(body=body, said=said, by=officer)
    record_direction(body=body, said=later(first, "revoked", reference="D3"), by=officer)
    said = replace(said, text="Open on Saturdays.", replaces=None if is_unlinked else first)
    change = {"direction": second, "is_complete": False, "why": "Misread", "by": officer}
    with pytest.raises(RefusedError, match="so this one varied it"):
        correct_direction(**change, seen=1, said=later(first, "superseded"))
    correct_direction(**change, seen=1, said=said)
    first.refresh_from_db()
    assert first.status == "revoked"
    second.refresh_from_db()
    assert second.effect == ("" if is_unlinked else "varied")


def test_what_is_complete_stays_so_and_can_be_opened_again(
    body: ReportingBody, officer: User, first: Direction
):
    correct_direction(direction=first, seen=1, said=FIRST, is_complete=True, why="Done", by=officer)
    first.refresh_from_db()
    assert first.status == "complete"
    with pytest.raises(RefusedError, match="D1 is complete"):
        record_direction(body=body, said=later(first, "varied"), by=officer)
    with pytest.raises(ChangedMeanwhileError):
        correct_direction(
            direction=first, seen=1, said=FIRST, is_complete=False, why="No", by=officer
        )
    correct_direction(
        direction=first, seen=2, said=FIRST, is_complete=False, why="Not yet", by=officer
    )
    first.refresh_from_db()
    assert first.status == "live"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reference": "d1"}, "reference"),
        ({"given_on": date(2100, 1, 1)}, "given_on"),
        ({"given_on": date(2019, 10, 1)}, "replaces"),
        ({"effect": ""}, "effect"),
        ({"review_on": date(2019, 12, 1)}, "review_on"),
    ],
)
def test_what_cannot_be_is_refused(
    body: ReportingBody, officer: User, first: Direction, changes: dict[str, Any], field: str
):
    said = replace(later(first, "varied"), **changes)
    with pytest.raises(RefusedError) as refused:
        record_direction(body=body, said=said, by=officer)
    assert refused.value.field == field
    first.refresh_from_db()
    assert (Direction.objects.count(), first.status) == (1, "live")


def test_a_direction_of_another_board_is_not_changed(officer: User, first: Direction):
    other = a_body(first.body.programme, "South IJB")
    with pytest.raises(RefusedError, match="same body"):
        record_direction(body=other, said=later(first, "revoked"), by=officer)


def test_only_a_joint_board_gives_directions(body: ReportingBody, officer: User):
    trust = a_body(body.programme, "Trust", kind="trust")
    with pytest.raises(RefusedError, match="Only an Integration Joint Board"):
        record_direction(body=trust, said=FIRST, by=officer)
