"""Second steps that were lost are taken off by somebody else, and their owner is told."""

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.core import mail as mailbox
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from partnership.people.mail.sending import deliver
from partnership.people.models import Email, Role, User
from tests.support.builders import a_person
from tests.support.signing_in import ADDRESS, an_app, code_of, is_in, sign_in

pytestmark = pytest.mark.django_db
SECOND_STEP = "mfa_authenticate"


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.REQUIRE_TWO_STEPS = True


def test_lost_second_steps_are_taken_off_and_the_sessions_with_them(
    client: Client, person: User
) -> None:
    secret = an_app(person)
    sign_in(client)
    client.post(reverse(SECOND_STEP), {"code": code_of(secret)})

    call_command("take_second_steps_off", "Post@example.org")

    assert not is_in(client)
    sign_in(client)
    assert is_in(client)
    assert Email.objects.filter(address=ADDRESS).exists()


def test_taking_steps_off_nobody_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="no account with the address"):
        call_command("take_second_steps_off", "nobody@example.org")


def an_administrator(client: Client) -> User:
    """One who signed in with two steps."""
    admin = a_person(Role.ADMIN)
    client.force_login(admin)
    session = client.session
    record = {"method": "mfa", "at": 0, "type": "totp"}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [record]
    session["account_authentication_methods_user"] = str(admin.pk)
    session.save()
    return admin


def test_an_administrator_takes_lost_steps_off_and_the_history_says_so(
    client: Client, person: User
) -> None:
    an_app(person)
    an_administrator(client)
    page = reverse("account-of", args=[person.pk])
    assert "Take the second steps off" in client.get(page).content.decode()

    client.post(reverse("account-steps", args=[person.pk]))

    text = client.get(page).content.decode()
    assert "took the second steps off" in text
    assert reverse("account-steps", args=[person.pk]) not in text


def test_ones_own_steps_are_not_taken_off_without_showing_them(client: Client) -> None:
    admin = an_administrator(client)
    an_app(admin)

    answer = client.post(reverse("account-steps", args=[admin.pk]))

    assert "take your own second steps off here" in answer.content.decode()
    assert Authenticator.objects.filter(user=admin, type=Authenticator.Type.TOTP).exists()


@pytest.mark.parametrize(
    ("has_password", "way_in", "advice"),
    [
        (True, "signs in with the password alone", "Sign in with your password"),
        (False, "has no password", "Your account has no password. Choose one"),
    ],
)
def test_who_loses_a_step_is_told_how_to_get_in_without(
    client: Client, person: User, has_password: bool, way_in: str, advice: str
) -> None:
    if not has_password:
        person.set_unusable_password()
        person.save()
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={})
    an_administrator(client)
    address = reverse("account-steps", args=[person.pk])

    assert way_in in client.get(address).content.decode()
    assert way_in in client.post(address, follow=True).content.decode()
    deliver(Email.objects.get(address=ADDRESS).pk)

    (email,) = mailbox.outbox
    assert email.subject == "The second steps of your account were taken off"
    assert advice in email.body
