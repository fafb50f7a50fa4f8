"""The table of roles and permissions is the domain's, row by row (domain words §4)."""

import pytest

from partnership.people.models import Role, Scope
from partnership.people.permissions import (
    ALLOWED,
    Held,
    Permission,
    Place,
    needs_two_steps,
    refusal,
    role_sentences,
)

OWN, OTHER = 1, 2  # areas, groups and bodies are told apart by these keys

#                     admin manager area chair member evaluator officer viewer
TABLE = {
    Permission.MANAGE: "    x  x  .  .  .  .  .  .",
    Permission.EDIT_PLAN: " .  x  .  .  .  .  .  .",
    Permission.UPDATE_DELIVERIES: ". x x . . . . .",
    Permission.MANAGE_GROUPS: ". x x x . . . .",
    Permission.LOG_EVENTS: ". x x x x . . .",
    Permission.CONFIRM_COUNTS: ". x x x . . . .",
    Permission.EVALUATE: ". . . . . x . .",
    Permission.KEEP_MODEL: ". x . . . x . .",
    Permission.RECORD_EVIDENCE: ". x x . . x . .",
    Permission.SEE_RESULTS: ". x x x x x . x",
    Permission.DRAFT_REPORTS: ". x x . . . . .",
    Permission.APPROVE_REPORTS: ". x . x . . . .",
    Permission.READ_REPORTS: ". x x x x . x x",
    Permission.READ: ". x x x x x . x",
}


@pytest.mark.parametrize("permission", Permission)
def test_each_row_of_the_table_is_the_domains(permission: Permission) -> None:
    marks = dict(zip(Role, TABLE[permission].split(), strict=True))

    assert {role for role in Role if permission in ALLOWED[role]} == {
        role for role, mark in marks.items() if mark == "x"
    }


def test_every_role_has_a_row_and_one_kind_of_place() -> None:
    assert list(ALLOWED) == list(Role)
    assert {role.scope for role in Role} == set(Scope)


def area_manager() -> Held:
    return Held(Role.AREA_MANAGER, area=OWN)


def test_an_area_manager_reads_the_area_and_the_programme_and_changes_the_area_alone() -> None:
    held = area_manager()

    assert held.may(Permission.READ, Place(area=OWN))
    assert held.may(Permission.READ, Place())
    assert not held.may(Permission.READ, Place(area=OTHER))
    assert held.may(Permission.MANAGE_GROUPS, Place(area=OWN, group=OWN))
    assert not held.may(Permission.MANAGE_GROUPS, Place(group=OTHER))
    assert not held.may(Permission.UPDATE_DELIVERIES, Place())


def test_a_chair_manages_the_own_group_and_no_other_of_the_area() -> None:
    chair = Held(Role.CHAIR, area=OWN, group=OWN)

    assert chair.may(Permission.MANAGE_GROUPS, Place(area=OWN, group=OWN))
    assert not chair.may(Permission.MANAGE_GROUPS, Place(area=OWN, group=OTHER))
    assert chair.may(Permission.LOG_EVENTS, Place(area=OWN))
    assert not chair.may(Permission.LOG_EVENTS, Place(area=OTHER))


def test_a_local_groups_people_read_its_area_and_the_programme() -> None:
    member = Held(Role.STEERING_MEMBER, area=OWN, group=OWN)

    assert member.may(Permission.READ, Place(area=OWN, group=OTHER))
    assert member.may(Permission.READ, Place())
    assert not member.may(Permission.READ, Place(area=OTHER))


def test_a_national_groups_people_read_every_area() -> None:
    member = Held(Role.STEERING_MEMBER, area=None, group=OWN)

    assert member.may(Permission.READ, Place(area=OTHER))
    assert not member.may(Permission.LOG_EVENTS, Place(area=OTHER))


def test_results_are_seen_of_the_own_area_and_group_alone() -> None:
    chair = Held(Role.CHAIR, area=OWN, group=OWN)
    national = Held(Role.STEERING_MEMBER, area=None, group=4)

    def seen_by(held: Held) -> set[Place]:
        return {place for place in PLACES if held.may(Permission.SEE_RESULTS, place)}

    assert seen_by(area_manager()) == {Place(area=OWN), Place(area=OWN, group=OWN), OTHERS_HERE}
    assert seen_by(chair) == {Place(area=OWN), Place(area=OWN, group=OWN)}
    assert seen_by(national) == {Place()}
    assert seen_by(Held(Role.VIEWER)) == set(PLACES)


OTHERS_HERE = Place(area=OWN, group=OTHER)  # another group of the own area
PLACES = [
    *(Place(), Place(area=OWN), Place(area=OTHER)),
    *(Place(area=OWN, group=OWN), OTHERS_HERE, Place(area=OTHER, group=3)),
]


def test_reports_go_to_the_own_groups_area_and_to_the_own_body() -> None:
    chair = Held(Role.CHAIR, area=OWN, group=OWN)
    officer = Held(Role.IJB_OFFICER, area=OWN, body=OWN)

    assert chair.may(Permission.APPROVE_REPORTS, Place(area=OWN, body=OTHER))
    assert not chair.may(Permission.READ_REPORTS, Place(body=OTHER))
    assert officer.may(Permission.READ_REPORTS, Place(area=OWN, body=OWN))
    assert not officer.may(Permission.READ_REPORTS, Place(area=OWN, body=OTHER))
    assert not officer.may(Permission.READ, Place(area=OWN, body=OWN))


@pytest.mark.parametrize("role", Role)
def test_who_can_edit_or_read_raw_answers_signs_in_with_two_steps(role: Role) -> None:
    only_read = {Role.STEERING_MEMBER, Role.IJB_OFFICER, Role.VIEWER}

    assert needs_two_steps(ALLOWED[role]) is (role not in only_read)


def test_a_refusal_names_who_could() -> None:
    words = refusal(Permission.MANAGE)

    assert words == (
        "Your role here does not let you manage accounts, organisations and programme settings."
        " An administrator or a programme manager can: ask one of them, or ask for the role."
    )


def test_every_role_is_described_in_sentences() -> None:
    described = {each.role: each for each in role_sentences()}

    assert described[Role.IJB_OFFICER].may == (
        "download reports, and record what the board decided",
    )
    assert described[Role.CHAIR].where == "their own group"
    assert described[Role.CHAIR].two_steps
    assert all(each.may for each in described.values())
