"""Roles given, moved and ended: by whom, since when, and never by oneself."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership.people.models import Role, RoleGrant, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.programmes.access import entries_of
from partnership.programmes.models import Programme, ProgrammeRole
from pilots.actions.roles import change_days, end, end_at_once, grant
from pilots.granting import at_of, may_give
from pilots.models import GroupRole
from pilots.presenters.roles import history_lines
from pilots.selectors.people import history_of_role
from tests.support.builders import START, a_group, a_person, a_programme, an_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme: Programme) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def role(programme: Programme) -> RoleGrant:
    """A chair's, since the programme's start."""
    group = a_group(programme, area=an_area(programme))
    return GroupRole.objects.get(user=a_person(Role.CHAIR, group))


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def own_role(user: User) -> ProgrammeRole:
    return ProgrammeRole.objects.get(user=user)


# -- Days --------------------------------------------------------------------
def test_a_role_ends_with_its_last_day(role: RoleGrant, manager: User) -> None:
    end(grant=role, last_day=today(), seen=1, by=manager)

    assert role.ends_on == today()
    assert role.holds(on=today())
    assert not role.holds(on=today(1))


def test_a_role_ended_at_once_is_not_held_today(role: RoleGrant, manager: User) -> None:
    assert end_at_once(grant=role, seen=1, by=manager)
    assert entries_of(role.user) == []


def test_a_role_that_began_today_is_taken_back(programme: Programme, manager: User) -> None:
    fresh, _ = grant(role=Role.VIEWER, to=a_person(), where=programme, from_on=today(), by=manager)

    assert not end_at_once(grant=fresh, seen=1, by=manager)
    assert not ProgrammeRole.objects.filter(pk=fresh.pk).exists()
    gone = ProgrammeRole.history.filter(id=fresh.pk, history_type="-").get()
    assert gone.history_user == manager


@pytest.mark.parametrize("days", [-1, -400])
def test_a_role_does_not_end_in_the_past(role: RoleGrant, manager: User, days: int) -> None:
    with pytest.raises(RefusedError, match="last day can be") as refused:
        end(grant=role, last_day=today(days), seen=1, by=manager)
    assert refused.value.field == "ends_on"


def test_a_role_to_come_does_not_end_before_it_begins(programme: Programme, manager: User) -> None:
    later, _ = grant(
        role=Role.VIEWER, to=a_person(), where=programme, from_on=today(30), by=manager
    )

    with pytest.raises(RefusedError, match="last day can be"):
        end(grant=later, last_day=today(29), seen=1, by=manager)


def test_days_that_are_the_wrong_way_round_are_refused(role: RoleGrant, manager: User) -> None:
    with pytest.raises(RefusedError, match="can’t end before it starts"):
        change_days(grant=role, starts_on=today(), ends_on=today(-1), seen=1, by=manager)


def test_the_second_of_two_editors_changes_nothing(role: RoleGrant, manager: User) -> None:
    end(grant=role, last_day=today(5), seen=1, by=manager)

    for act in (
        lambda: end(grant=role, last_day=today(9), seen=1, by=manager),
        lambda: change_days(grant=role, starts_on=START, ends_on=None, seen=1, by=manager),
        lambda: end_at_once(grant=role, seen=1, by=manager),
    ):
        with pytest.raises(ChangedMeanwhileError):
            act()
    role.refresh_from_db()
    assert role.ends_on == today(5)


# -- Oneself -----------------------------------------------------------------
def test_nobody_gives_themselves_a_role(programme: Programme, manager: User) -> None:
    with pytest.raises(RefusedError, match="can’t give yourself"):
        grant(role=Role.EVALUATOR, to=manager, where=programme, from_on=today(), by=manager)


def test_nobody_moves_the_days_of_their_own_role(programme: Programme, manager: User) -> None:
    own = own_role(manager)

    with pytest.raises(RefusedError, match="your own role"):
        change_days(grant=own, starts_on=START, ends_on=today(900), seen=1, by=manager)


def test_nobody_puts_off_their_own_end(programme: Programme, manager: User) -> None:
    another = a_person(Role.PROGRAMME_MANAGER, programme)
    own = own_role(manager)
    end(grant=own, last_day=today(5), seen=1, by=another)

    with pytest.raises(RefusedError, match="your own role"):
        end(grant=own, last_day=today(50), seen=2, by=manager)


Ending = Callable[[Any, User], object]
ENDINGS: list[Ending] = [
    lambda own, by: end(grant=own, last_day=today(3), seen=1, by=by),
    lambda own, by: end_at_once(grant=own, seen=1, by=by),
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_last_manager_does_not_leave(manager: User, ending: Ending) -> None:
    with pytest.raises(RefusedError, match="last programme manager"):
        ending(own_role(manager), manager)
    assert own_role(manager).ends_on is None


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_manager_leaves_when_another_one_stays(
    programme: Programme, manager: User, ending: Ending
) -> None:
    a_person(Role.PROGRAMME_MANAGER, programme)
    ending(own_role(manager), manager)

    assert own_role(manager).ends_on is not None


def test_a_manager_who_is_locked_or_leaves_too_does_not_count(
    programme: Programme, manager: User
) -> None:
    locked = a_person(Role.PROGRAMME_MANAGER, programme)
    User.objects.filter(pk=locked.pk).update(locked_at=timezone.now(), lock_reason="by-hand")
    leaving = a_person(Role.PROGRAMME_MANAGER, programme)
    ProgrammeRole.objects.filter(user=leaving).update(ends_on=today(3))
    a_person(Role.PROGRAMME_MANAGER, a_programme("Another"))

    with pytest.raises(RefusedError, match="last programme manager"):
        end(grant=own_role(manager), last_day=today(3), seen=1, by=manager)


def test_an_administrator_ends_the_last_manager(manager: User) -> None:
    end(grant=own_role(manager), last_day=today(), seen=1, by=a_person(Role.ADMIN))

    assert own_role(manager).ends_on == today()


def test_a_chair_steps_down_by_themselves(role: RoleGrant) -> None:
    end(grant=role, last_day=today(), seen=1, by=role.user)

    assert role.ends_on == today()


# -- Who may give what ---------------------------------------------------------
def test_who_may_give_which_role_where(programme: Programme) -> None:
    area, other = an_area(programme), an_area(programme, "Midlothian")
    group, others = (a_group(programme, str(each), area=each) for each in (area, other))
    people = {
        Role.ADMIN: a_person(Role.ADMIN),
        Role.PROGRAMME_MANAGER: a_person(Role.PROGRAMME_MANAGER, programme),
        Role.AREA_MANAGER: a_person(Role.AREA_MANAGER, area),
        Role.CHAIR: a_person(Role.CHAIR, group),
        Role.STEERING_MEMBER: a_person(Role.STEERING_MEMBER, group),
        Role.VIEWER: a_person(Role.VIEWER, programme),
    }
    asked = [
        (Role.PROGRAMME_MANAGER, programme),
        (Role.AREA_MANAGER, area),
        (Role.CHAIR, group),
        (Role.CHAIR, others),
    ]
    given = {
        role: [may_give(entries_of(person)[0], wanted, at_of(where)) for wanted, where in asked]
        for role, person in people.items()
    }

    assert given == {
        Role.ADMIN: [True, True, True, True],
        Role.PROGRAMME_MANAGER: [True, True, True, True],
        Role.AREA_MANAGER: [False, False, True, False],
        Role.CHAIR: [False, False, True, False],
        Role.STEERING_MEMBER: [False, False, False, False],
        Role.VIEWER: [False, False, False, False],
    }


# -- History -----------------------------------------------------------------
def test_the_history_reads_as_sentences(role: RoleGrant, manager: User) -> None:
    change_days(grant=role, starts_on=date(2019, 2, 1), ends_on=None, seen=1, by=manager)
    end(grant=role, last_day=today(), seen=2, by=manager)
    change_days(grant=role, starts_on=date(2019, 2, 1), ends_on=None, seen=3, by=manager)
    said = [line.sentence for line in history_lines(role, history_of_role(role))]
    last = f"{today().day} {today():%B %Y}"

    assert said == [
        f"let it go on after {last}",
        f"let it end with {last}",
        "moved its first day from 1 January 2019 to 1 February 2019",
        "made A post a chair of Joint national group, since 1 January 2019",
    ]
