"""Signing in by e-mail address, with the account's own words for what goes wrong."""

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import User

PASSWORD = "three odd words"
pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return User.objects.create_user("post@example.org", PASSWORD, display_name="A post")


def sign_in(client: Client, email: str = "post@example.org", password: str = PASSWORD, **kw):
    return client.post(reverse("sign-in"), {"login": email, "password": password}, **kw)


def test_a_person_signs_in_with_address_and_password(client: Client, person: User) -> None:
    assert sign_in(client)["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "sign-in",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
        "account_email_verification_sent",
    ],
)
def test_pages_of_the_entrance(client: Client, name: str) -> None:
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert "Menu:" not in page.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "account",
        "account_email",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "account_reauthenticate",
        "sign-out",
    ],
)
def test_pages_of_the_account(client: Client, person, name: str) -> None:
    sign_in(client)
    page = client.get(reverse(name), follow=True)
    assert page.status_code == 200
    print(page.redirect_chain)
