"""Every sending of an invitation leaves, and only the latest."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from partnership.people.mail.sending import deliver
from partnership.people.models import Email, Role
from pilots.actions.invitations import resend
from pilots.models import Group
from tests.support.builders import a_person
from tests.support.invitations import an_invitation, link_of

pytestmark = pytest.mark.django_db
SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)  # an hour behind the clocks of Europe/London
SOON = date(2026, 7, 3)  # the last day of a role, long before an invitation would expire


def test_an_invitation_to_a_role_that_ends_soon_is_sent_in_summer(group: Group) -> None:
    with time_machine.travel(SUMMER):
        link = link_of(an_invitation(Role.CHAIR, group, until_on=SOON))

        assert status_of(link) == 200


def test_an_invitation_that_ends_with_its_role_is_sent_again(group: Group) -> None:
    with time_machine.travel(SUMMER):
        invitation = an_invitation(Role.CHAIR, group, until_on=SOON)
        earlier = link_of(invitation)

        resend(invitation=invitation, by=a_person(Role.PROGRAMME_MANAGER, group.programme))
        later = link_of(invitation)

        assert status_of(earlier) == 404
        assert status_of(later) == 200


def test_an_unsent_email_is_dropped_once_the_invitation_is_sent_again(group: Group) -> None:
    invitation = an_invitation(Role.CHAIR, group)
    resend(invitation=invitation, by=a_person(Role.PROGRAMME_MANAGER, group.programme))

    for row in Email.objects.order_by("pk"):
        deliver(row.pk)

    assert list(Email.objects.order_by("pk").values_list("state", flat=True)) == ["dropped", "sent"]
    assert len(mail.outbox) == 1


def test_an_email_about_another_invitation_does_not_hold_one_up(group: Group) -> None:
    first = an_invitation(Role.CHAIR, group)
    an_invitation(Role.STEERING_MEMBER, group)  # to the same address

    assert status_of(link_of(first)) == 200


def status_of(link: str) -> int:
    """What the page of an invitation answers to a new browser that followed its link."""
    client = Client()
    client.get(link)
    return client.get(reverse("invitation-accept")).status_code
