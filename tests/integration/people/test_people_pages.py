"""The lists of people: who sees whom, and what no page gives away."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.programmes.models import Programme, ProgrammeRole
from pilots.models import Group
from tests.support.builders import a_body, a_member, a_person, a_programme
from tests.support.fixtures import QueriesOf
from tests.support.invitations import an_invitation
from tests.support.people_pages import as_, at, text_of

pytestmark = pytest.mark.django_db


# -- The list ----------------------------------------------------------------
def test_the_programmes_people_say_who_what_where_and_since_when(
    programme: Programme, group: Group
) -> None:
    a_person(Role.AREA_MANAGER, group.area)
    chair = a_person(Role.CHAIR, group)
    a_member(group, "Co-chair of the group", user=chair)
    text = text_of(as_(Role.PROGRAMME_MANAGER, programme), at("people", programme))

    for words in (
        "3 roles",
        "Area manager",
        "North Ayrshire steering group",
        "Seat: Co-chair of the group",
        "Whole programme",
        "1 January 2019",
        "no end set",
        "two-step sign-in required",
        chair.email,
    ):
        assert words in text


def test_a_role_that_ended_is_behind_a_disclosure(programme: Programme) -> None:
    gone = ProgrammeRole.objects.get(user=a_person(Role.EVALUATOR, programme))
    gone.ends_on = timezone.localdate() - timedelta(days=1)
    gone.save()
    client = as_(Role.PROGRAMME_MANAGER, programme)
    answer = client.get(at("people", programme))

    assert [line.role for line in answer.context["shown"]] == ["Programme manager"]
    assert [line.grant for line in answer.context["ended"]] == [gone]
    assert "Roles that have ended" in answer.content.decode()


def test_the_list_is_narrowed_by_role_and_place(programme: Programme, group: Group) -> None:
    a_person(Role.CHAIR, group)
    a_person(Role.AREA_MANAGER, group.area)
    client = as_(Role.PROGRAMME_MANAGER, programme)

    def shown(**query: str) -> list[str]:
        context = client.get(at("people", programme, **query)).context
        return [line.role for line in context["shown"]]

    assert shown(role="chair") == ["Chair"]
    assert shown(place=f"area:{group.area.slug}") == ["Area manager"]
    assert shown(role="chair", place="programme") == []
    assert "Nobody is listed under" in text_of(client, at("people", programme, role="x"))


def test_a_locked_account_is_said_to_be(programme: Programme) -> None:
    evaluator = a_person(Role.EVALUATOR, programme)
    User.objects.filter(pk=evaluator.pk).update(locked_at=timezone.now(), lock_reason="idle")

    text = text_of(as_(Role.PROGRAMME_MANAGER, programme), at("people", programme))
    assert "Account locked" in text


def test_people_of_another_programme_are_not_listed(programme: Programme) -> None:
    stranger = a_person(Role.VIEWER, a_programme("Another"))
    an_invitation(Role.VIEWER, a_programme("A third"), "stranger@example.org")
    text = text_of(as_(Role.PROGRAMME_MANAGER, programme), at("people", programme))

    assert stranger.email not in text
    assert "stranger@example.org" not in text


def test_the_file_is_the_list_and_starts_no_formula(programme: Programme) -> None:
    person = a_person(Role.EVALUATOR, programme)
    User.objects.filter(pk=person.pk).update(display_name="=1+1")
    client = as_(Role.PROGRAMME_MANAGER, programme)
    file = at("people-file", programme, role="evaluator")
    assert f'href="{file}"' in text_of(client, at("people", programme, role="evaluator"))
    answer: Any = client.get(file)
    text = b"".join(answer.streaming_content).decode()
    assert "Programme manager" not in text

    assert "'=1+1" in text
    assert person.email in text
    assert "1 January 2019" in text


@pytest.mark.parametrize("name", ["people", "area-people", "group-people"])
def test_as_many_queries_for_one_person_as_for_fifty(
    programme: Programme, group: Group, queries_of: QueriesOf, name: str
) -> None:
    arguments = {"people": [], "area-people": [group.area.slug], "group-people": [group.slug]}
    client = as_(Role.PROGRAMME_MANAGER, programme)
    address = at(name, programme, *arguments[name])
    a_person(Role.CHAIR, group)
    an_invitation(Role.CHAIR, group)
    client.get(address)
    few = queries_of(client, address)
    for number in range(50):
        member = a_person(Role.STEERING_MEMBER, group)
        a_member(group, f"Seat {number}", user=member)
        a_person(Role.IJB_OFFICER, a_body(programme, f"Board {number}", area=group.area))
        an_invitation(Role.STEERING_MEMBER, group, f"new{number}@example.org")

    assert queries_of(client, address) == few


# -- An area's and a group's -------------------------------------------------
def test_an_areas_people_are_those_of_its_groups_and_bodies_too(
    programme: Programme, group: Group, elsewhere: Group
) -> None:
    there = a_person(Role.CHAIR, elsewhere)
    officer = a_person(Role.IJB_OFFICER, a_body(programme, area=group.area))
    a_person(Role.CHAIR, group)
    manager = a_person(Role.AREA_MANAGER, group.area)
    client = Client()
    client.force_login(manager)
    answer = client.get(at("area-people", programme, group.area.slug))
    people = [line.grant.user for line in answer.context["shown"]]

    assert officer in people
    assert there not in people
    assert len(people) == 3


def test_addresses_are_for_those_who_may_change_the_role(
    programme: Programme, group: Group
) -> None:
    officer = a_person(Role.IJB_OFFICER, a_body(programme, area=group.area))
    member = a_person(Role.STEERING_MEMBER, group)
    text = text_of(as_(Role.CHAIR, group), at("area-people", programme, group.area.slug))

    assert member.email in text
    assert officer.email not in text


def test_an_area_beyond_reach_is_not_found(
    programme: Programme, group: Group, elsewhere: Group
) -> None:
    client = as_(Role.AREA_MANAGER, group.area)

    for name, slug in (
        ("area-people", elsewhere.area.slug),
        ("group-people", elsewhere.slug),
        ("group-people-invite", elsewhere.slug),
    ):
        assert client.get(at(name, programme, slug)).status_code == 404
        assert client.post(at(name, programme, slug)).status_code == 404


@pytest.mark.parametrize(
    "role", [Role.IJB_OFFICER, Role.VIEWER, Role.EVALUATOR, Role.STEERING_MEMBER]
)
def test_who_manages_nobody_sees_no_people(programme: Programme, group: Group, role: Role) -> None:
    a_body(programme, area=group.area)
    client = as_(role, programme)

    for address in (
        at("people", programme),
        at("people-file", programme),
        at("people-invite", programme),
        at("area-people", programme, group.area.slug),
        at("group-people", programme, group.slug),
    ):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "programme manager" in answer.content.decode()


def test_an_area_manager_has_no_way_to_the_programmes_people(
    programme: Programme, group: Group
) -> None:
    client = as_(Role.AREA_MANAGER, group.area)

    assert client.get(at("people", programme)).status_code == 403
    assert client.get(at("people-invite-to", programme, "viewer")).status_code == 403
    page = text_of(client, at("area-people", programme, group.area.slug))
    assert at("group-people-invite", programme, group.slug) in page
    assert at("people-invite", programme) not in page
