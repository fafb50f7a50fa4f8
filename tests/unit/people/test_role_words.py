"""Roles, invitations and accounts in words."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from partnership.people.models import Role, SiteRole, User
from partnership.people.permissions import may_words
from partnership.people.presenters import month_of
from partnership.programmes.models import ProgrammeRole
from pilots.models import Invitation
from pilots.presenters.invitations import Standing, standing_of
from pilots.presenters.roles import days_words, from_words, held_as, standing, wants_two_steps

DAY = date(2026, 5, 1)
NOW = timezone.now()


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.CHAIR, "a chair of the group"),
        (Role.AREA_MANAGER, "an area manager of the group"),
        (Role.IJB_OFFICER, "an IJB officer of the group"),
    ],
)
def test_a_role_is_said_with_its_place(role: Role, words: str) -> None:
    assert held_as(role, "the group") == words


def test_days_are_said_with_and_without_an_end() -> None:
    end = date(2026, 6, 3)

    assert days_words(DAY, None) == "since 1 May 2026"
    assert days_words(DAY, end) == from_words(DAY, end) == "from 1 May 2026 until 3 June 2026"
    assert from_words(DAY, None) == "from 1 May 2026"


@pytest.mark.parametrize(
    ("starts", "ends", "stands"),
    [(1, None, "begins"), (0, None, "held"), (-5, 0, "ends"), (-5, -1, "ended"), (1, 9, "begins")],
)
def test_where_a_role_stands(starts: int, ends: int | None, stands: str) -> None:
    grant = ProgrammeRole(
        starts_on=DAY + timedelta(days=starts),
        ends_on=None if ends is None else DAY + timedelta(days=ends),
    )

    assert standing(grant, on=DAY) == stands


def test_which_roles_sign_in_with_two_steps() -> None:
    assert {role for role in Role if not wants_two_steps(role)} == {
        Role.STEERING_MEMBER,
        Role.IJB_OFFICER,
        Role.VIEWER,
    }


def test_a_role_that_reads_less_than_the_programme_says_so() -> None:
    def reading(role: Role) -> str:
        return may_words(role)[-1]

    assert reading(Role.VIEWER) == "read everything else in the programme"
    assert reading(Role.AREA_MANAGER).endswith(", except other areas’ own records")
    assert reading(Role.CHAIR).endswith("areas other than the group’s")
    assert reading(Role.IJB_OFFICER) == "download reports, and record what the board decided"


INVITED = Invitation(expires_at=NOW + timedelta(days=1))
EXPIRED = Invitation(expires_at=NOW)
USED = Invitation(expires_at=NOW, accepted_at=NOW)
BACK = Invitation(expires_at=NOW + timedelta(days=1), withdrawn_at=NOW)
SOMEBODY = User(pk=1)


@pytest.mark.parametrize(
    ("invitation", "user", "is_theirs", "has_account", "expected"),
    [
        (None, None, False, False, Standing.UNKNOWN),
        (None, SOMEBODY, True, False, Standing.UNKNOWN),
        (INVITED, None, False, False, Standing.NEW),
        (INVITED, None, False, True, Standing.SIGN_IN),
        (INVITED, SOMEBODY, True, False, Standing.READY),
        (INVITED, SOMEBODY, False, False, Standing.SOMEBODY_ELSE),
        (EXPIRED, SOMEBODY, True, False, Standing.EXPIRED),
        (USED, SOMEBODY, True, False, Standing.USED),
        (BACK, None, False, True, Standing.WITHDRAWN),
    ],
)
def test_how_an_invitation_stands(
    invitation: Invitation | None,
    user: User | None,
    is_theirs: bool,
    has_account: bool,
    expected: Standing,
) -> None:
    found = standing_of(invitation, user, is_theirs=is_theirs, has_account=has_account, now=NOW)

    assert found is expected


def test_the_month_of_a_sign_in_is_said_and_not_its_day() -> None:
    moment = timezone.make_aware(datetime(2026, 3, 31, 23, 30))

    assert month_of(moment) == "March 2026"
    assert month_of(None) == "never"


def test_a_site_role_is_held_in_the_whole_site() -> None:
    assert SiteRole().place == "the whole site"
