"""A role that somebody held, holds or will hold, given once more: it lasts as long as was said."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role, User
from partnership.programmes.access import entries_of
from pilots.actions.invitations import accept
from pilots.actions.roles import grant
from pilots.models import Group, GroupRole
from tests.support.builders import a_person
from tests.support.invitations import an_invitation, link_of

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 21, 12, tzinfo=UTC)
MAY = date(2026, 5, 1)


@pytest.fixture
def invited() -> User:
    return a_person()


def held(user: User, group: Group, first: date, last: date | None) -> None:
    grant(role=Role.CHAIR, to=user, where=group, from_on=first, until_on=last, by=None)


def days(user: User) -> list[tuple[date, date | None]]:
    roles = GroupRole.objects.filter(user=user).order_by("starts_on")
    return list(roles.values_list("starts_on", "ends_on"))


@time_machine.travel(NOVEMBER)
def test_who_held_a_role_that_ended_has_it_when_they_accept_again(
    group: Group, invited: User
) -> None:
    held(invited, group, MAY, date(2026, 6, 30))
    link = link_of(an_invitation(Role.CHAIR, group, invited.email, from_on=MAY))
    client = Client()
    client.force_login(invited)
    client.get(link)
    answer = client.post(reverse("invitation-accept"))

    assert answer["Location"] == reverse("group", args=[group.programme.slug, group.slug])
    assert "You are a chair of" in client.get(answer["Location"]).content.decode()
    assert days(invited) == [(MAY, date(2026, 6, 30)), (date(2026, 7, 1), None)]
    assert entries_of(invited)


@time_machine.travel(NOVEMBER)
def test_a_role_to_come_goes_on_for_as_long_as_a_later_invitation_says(
    group: Group, invited: User
) -> None:
    december = date(2026, 12, 1), date(2026, 12, 31)
    held(invited, group, *december)
    later = an_invitation(Role.CHAIR, group, invited.email, from_on=date(2026, 12, 15))
    accept(invitation=later, by=invited)

    assert days(invited) == [december, (date(2027, 1, 1), None)]


@time_machine.travel(NOVEMBER)
def test_who_holds_the_role_today_is_led_to_it_though_what_is_new_begins_later(
    group: Group, invited: User
) -> None:
    link = link_of(an_invitation(Role.CHAIR, group, invited.email))
    held(invited, group, MAY, date(2026, 11, 30))
    client = Client()
    client.force_login(invited)
    client.get(link)

    answer = client.post(reverse("invitation-accept"))

    assert answer["Location"] == reverse("group", args=[group.programme.slug, group.slug])
    assert days(invited)[1] == (date(2026, 12, 1), None)


def test_days_between_two_grants_are_given_and_no_day_twice(group: Group, invited: User) -> None:
    held(invited, group, MAY, date(2026, 5, 31))
    held(invited, group, date(2026, 8, 1), date(2026, 8, 31))

    first, is_new = grant(
        role=Role.CHAIR, to=invited, where=group, from_on=MAY, until_on=date(2026, 8, 31), by=None
    )

    assert is_new
    assert (first.starts_on, first.ends_on) == (date(2026, 6, 1), date(2026, 7, 31))
    assert len(days(invited)) == 3


@pytest.mark.parametrize("until_on", [None, date(2026, 6, 30), date.max])
def test_a_role_that_is_held_for_long_enough_is_not_given_twice(
    group: Group, invited: User, until_on: date | None
) -> None:
    held(invited, group, MAY, None)

    standing, is_new = grant(
        role=Role.CHAIR, to=invited, where=group, from_on=MAY, until_on=until_on, by=None
    )

    assert not is_new
    assert standing.pk == GroupRole.objects.get(user=invited).pk
