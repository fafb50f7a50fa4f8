"""Invitations that can't be made, and those nobody answers for any more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from partnership.people.accounts import lock
from partnership.people.models import Role, User
from partnership.people.models.user import LockReason
from partnership.people.refusals import RefusedError
from pilots.actions.invitations import accept, resend
from pilots.actions.roles import end_at_once
from pilots.models import Group, GroupRole
from tests.support.builders import a_person
from tests.support.invitations import an_invitation

pytestmark = pytest.mark.django_db


def test_the_same_address_is_not_invited_twice_to_one_role(group: Group) -> None:
    an_invitation(Role.CHAIR, group)

    with pytest.raises(RefusedError, match=r"was invited to this role on .* still waits"):
        an_invitation(Role.CHAIR, group, "NEW@example.org")
    an_invitation(Role.STEERING_MEMBER, group)  # another role is another matter


def test_who_holds_the_role_is_not_invited_to_it(group: Group) -> None:
    chair = a_person(Role.CHAIR, group)

    with pytest.raises(RefusedError, match="holds this role already"):
        an_invitation(Role.CHAIR, group, chair.email)


def test_nobody_invites_themselves(group: Group) -> None:
    manager = a_person(Role.PROGRAMME_MANAGER, group.programme)

    with pytest.raises(RefusedError, match="can’t invite yourself"):
        an_invitation(Role.CHAIR, group, manager.email.upper(), by=manager)


def test_a_role_that_ends_before_it_starts_or_is_over_is_refused(group: Group) -> None:
    today = timezone.localdate()

    with pytest.raises(RefusedError, match="can’t end before it starts"):
        an_invitation(Role.CHAIR, group, until_on=today - timedelta(days=1))
    with pytest.raises(RefusedError, match="day is past"):
        an_invitation(
            Role.CHAIR,
            group,
            from_on=today - timedelta(days=9),
            until_on=today - timedelta(days=1),
        )


def test_an_invitation_ends_with_the_role(group: Group) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    invitation = an_invitation(Role.CHAIR, group, until_on=tomorrow)

    assert timezone.localdate(invitation.expires_at) == tomorrow + timedelta(days=1)


# -- Whoever invited answers for it ------------------------------------------
@pytest.fixture
def inviter(group: Group) -> User:
    a_person(Role.PROGRAMME_MANAGER, group.programme)  # the last manager can't leave
    return a_person(Role.PROGRAMME_MANAGER, group.programme)


def somebody_new() -> User:
    return User.objects.create_user("new@example.org", display_name="New")


def lose_the_role(inviter: User) -> None:
    grant = inviter.programmeroles.get()  # type: ignore[attr-defined]
    end_at_once(grant=grant, seen=grant.version, by=inviter)


def get_locked(inviter: User) -> None:
    lock(inviter, reason=LockReason.BY_HAND, by=None)


@pytest.mark.parametrize("happens", [lose_the_role, get_locked])
def test_an_invitation_ends_with_what_let_its_inviter_give_the_role(
    group: Group, inviter: User, happens: Callable[[User], None]
) -> None:
    invitation = an_invitation(Role.CHAIR, group, by=inviter)
    happens(inviter)

    with pytest.raises(RefusedError, match="can no longer give this role"):
        accept(invitation=invitation, by=somebody_new())
    assert not GroupRole.objects.filter(role=Role.CHAIR).exists()


def test_whoever_sends_an_invitation_again_answers_for_it(group: Group, inviter: User) -> None:
    invitation = an_invitation(Role.CHAIR, group, by=inviter)
    lose_the_role(inviter)

    resend(invitation=invitation, by=a_person(Role.PROGRAMME_MANAGER, group.programme))

    accept(invitation=invitation, by=somebody_new())
    assert GroupRole.objects.filter(role=Role.CHAIR).count() == 1
