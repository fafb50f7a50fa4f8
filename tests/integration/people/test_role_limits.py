"""Where roles stop: days held already, an end that is past, a programme's last manager."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership.people.models import Role, RoleGrant, User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme, ProgrammeRole
from pilots.actions.roles import change_days, end, end_at_once, grant
from pilots.models import Group, GroupRole
from tests.support.builders import START, a_group, a_person
from tests.support.invitations import an_invitation
from tests.support.people_pages import as_, at, fresh_form

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 30), date(2026, 7, 1)


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def manager(programme: Programme) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def two(group: Group) -> tuple[RoleGrant, RoleGrant]:
    """A chair's days: May and June 2026, and again from July."""
    return two_grants(group)


def two_grants(group: Group) -> tuple[RoleGrant, RoleGrant]:
    user = a_person()
    return tuple(  # type: ignore[return-value]
        grant(role=Role.CHAIR, to=user, where=group, from_on=first, until_on=last, by=None)[0]
        for first, last in ((MAY, JUNE), (JULY, None))
    )


# -- Days held by another grant -----------------------------------------------
@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(MAY, None), (JUNE, None), (date(2026, 5, 20), today()), (START, MAY), (START, None)],
)
def test_days_that_another_grant_covers_are_refused(
    two: tuple[RoleGrant, RoleGrant], manager: User, starts_on: date, ends_on: date | None
) -> None:
    with pytest.raises(RefusedError, match="from 1 May 2026 until 30 June 2026") as refused:
        change_days(grant=two[1], starts_on=starts_on, ends_on=ends_on, seen=1, by=manager)
    assert refused.value.field == "starts_on"


@pytest.mark.parametrize("ends_on", [None, JULY])
def test_an_earlier_grant_does_not_run_into_a_later_one(
    two: tuple[RoleGrant, RoleGrant], manager: User, ends_on: date | None
) -> None:
    with pytest.raises(RefusedError, match="from 1 July 2026 without an end"):
        change_days(grant=two[0], starts_on=MAY, ends_on=ends_on, seen=1, by=manager)


def test_days_beside_another_grant_are_taken(
    two: tuple[RoleGrant, RoleGrant], manager: User, group: Group
) -> None:
    two_grants(group)  # somebody else's of the same days
    another = a_group(group.programme, "Another")
    grant(role=Role.CHAIR, to=two[0].user, where=another, from_on=MAY, by=None)
    grant(role=Role.STEERING_MEMBER, to=two[0].user, where=group, from_on=MAY, by=None)
    change_days(grant=two[0], starts_on=START, ends_on=JUNE, seen=1, by=manager)
    change_days(grant=two[1], starts_on=date(2026, 8, 1), ends_on=None, seen=1, by=manager)

    assert (two[0].starts_on, two[1].starts_on) == (START, date(2026, 8, 1))


def test_the_page_says_at_the_field_that_the_days_are_held(
    two: tuple[RoleGrant, RoleGrant], programme: Programme
) -> None:
    client = as_(Role.PROGRAMME_MANAGER, programme)
    page = at("people-role-days", programme, "group", two[1].pk)
    answer = client.post(page, fresh_form(client, page) | {"starts_on": "2026-05-01"})

    assert answer.status_code == 200
    assert "they hold the role already, from 1 May 2026" in answer.content.decode()


def test_an_end_is_not_put_off_into_a_later_grant(group: Group, manager: User) -> None:
    user = a_person()
    soon, _ = grant(role=Role.CHAIR, to=user, where=group, from_on=MAY, until_on=today(9), by=None)
    grant(role=Role.CHAIR, to=user, where=group, from_on=today(10), by=None)

    with pytest.raises(RefusedError, match="hold the role already") as refused:
        end(grant=soon, last_day=today(10), seen=1, by=manager)
    assert refused.value.field == "ends_on"


# -- An end that is past --------------------------------------------------------
def test_a_role_that_has_ended_does_not_end_again(
    two: tuple[RoleGrant, RoleGrant], manager: User
) -> None:
    GroupRole.objects.filter(pk=two[0].pk).update(ends_on=MAY)
    two[0].refresh_from_db()

    for act in (
        lambda: end(grant=two[0], last_day=today(), seen=1, by=manager),
        lambda: end_at_once(grant=two[0], seen=1, by=manager),
    ):
        with pytest.raises(RefusedError, match="has ended already"):
            act()
    two[0].refresh_from_db()
    assert (two[0].ends_on, two[0].version) == (MAY, 1)


def test_a_role_on_its_last_day_can_be_ended_at_once(group: Group, manager: User) -> None:
    role = GroupRole.objects.get(user=a_person(Role.CHAIR, group))
    end(grant=role, last_day=today(), seen=1, by=manager)
    end_at_once(grant=role, seen=2, by=manager)

    assert role.ends_on == today(-1)


# -- The last day of the calendar ---------------------------------------------
def test_the_calendars_last_day_is_a_last_day(group: Group, manager: User) -> None:
    invitation = an_invitation(Role.CHAIR, group, until_on=date.max)
    another = a_person(Role.PROGRAMME_MANAGER, group.programme)
    role = ProgrammeRole.objects.get(user=another)
    end(grant=role, last_day=date.max, seen=1, by=manager)
    change_days(grant=role, starts_on=START, ends_on=date.max, seen=2, by=manager)

    assert invitation.expires_at.date() == today(14)
    assert role.ends_on == date.max


# -- A programme's last manager -----------------------------------------------
Taking = Callable[[Any, User], object]
TAKEN: list[Taking] = [
    lambda role, by: end(grant=role, last_day=today(3), seen=1, by=by),
    lambda role, by: end_at_once(grant=role, seen=1, by=by),
    lambda role, by: change_days(grant=role, starts_on=START, ends_on=today(3), seen=1, by=by),
    lambda role, by: change_days(grant=role, starts_on=today(3), ends_on=None, seen=1, by=by),
]


@pytest.mark.parametrize("taking", TAKEN)
def test_two_managers_do_not_end_each_other(
    programme: Programme, manager: User, taking: Taking
) -> None:
    another = a_person(Role.PROGRAMME_MANAGER, programme)
    own, theirs = (ProgrammeRole.objects.get(user=user) for user in (manager, another))
    taking(theirs, manager)

    with pytest.raises(RefusedError, match="would be left without a manager"):
        taking(own, another)
    own.refresh_from_db()
    assert (own.starts_on, own.ends_on) == (START, None)


@pytest.mark.parametrize("taking", TAKEN)
def test_an_administrator_may_take_the_role_of_the_last_manager(
    manager: User, taking: Taking
) -> None:
    role = ProgrammeRole.objects.get(user=manager)
    taking(role, a_person(Role.ADMIN))

    assert (role.starts_on, role.ends_on) != (START, None)


def test_an_administrator_of_the_past_is_none(manager: User) -> None:
    role = ProgrammeRole.objects.get(user=manager)
    ended = a_person()
    grant(role=Role.ADMIN, to=ended, where=None, from_on=MAY, until_on=JUNE, by=None)

    with pytest.raises(RefusedError, match="would be left without a manager"):
        end_at_once(grant=role, seen=1, by=ended)


def test_the_end_of_the_only_other_manager_can_be_put_off(
    programme: Programme, manager: User
) -> None:
    another = a_person(Role.PROGRAMME_MANAGER, programme)
    ProgrammeRole.objects.filter(user=manager).update(ends_on=today(2))
    theirs = ProgrammeRole.objects.get(user=another)
    ProgrammeRole.objects.filter(pk=theirs.pk).update(ends_on=today(5))
    theirs.refresh_from_db()

    end(grant=theirs, last_day=today(90), seen=1, by=manager)
    change_days(grant=theirs, starts_on=MAY, ends_on=None, seen=2, by=manager)

    assert theirs.ends_on is None


def test_a_manager_with_a_role_that_follows_may_end_the_first(
    programme: Programme, manager: User
) -> None:
    own = ProgrammeRole.objects.get(user=manager)
    ProgrammeRole.objects.filter(pk=own.pk).update(ends_on=today(2))
    own.refresh_from_db()
    grant(role=Role.PROGRAMME_MANAGER, to=manager, where=programme, from_on=today(3), by=None)

    end(grant=own, last_day=today(2), seen=1, by=manager)
    assert own.ends_on == today(2)
