"""Nobody finds out which addresses have an account, by answers or by the time they take (A11).

Beside each measurement stands the same with the protection switched off.
"""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from partnership.people import forms
from partnership.people.mail import sending
from partnership.people.models import Email, User
from tests.support.hashers import BriefHasher
from tests.support.ranks import told_apart
from tests.support.signing_in import ADDRESS, PASSWORD, an_account, is_in, sign_in

PAIRS, FEWER_PAIRS = 200, 40  # fewer do where there is something to find
STRANGER = "nobody@example.org"
NEW_PASSWORD = "four more odd words"
Ask = Callable[[Client, str], HttpResponse]


def try_to_sign_in(client: Client, email: str) -> HttpResponse:
    return sign_in(client, email=email, password="not it")


def ask_for_reset(client: Client, email: str) -> HttpResponse:
    return client.post(reverse("account_reset_password"), {"email": email})


both = pytest.mark.parametrize("ask", [try_to_sign_in, ask_for_reset])


def said(answer: HttpResponse, email: str) -> tuple[int, str, str]:
    """What an answer says, but for what is made anew each time, and for the address typed."""
    text = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", answer.content.decode())
    return answer.status_code, answer.get("Location", ""), text.replace(email, "…")


@both
def test_the_answer_is_the_same_word_by_word(person: User, ask: Ask) -> None:
    known, unknown = ask(Client(), ADDRESS), ask(Client(), STRANGER)

    assert said(known, ADDRESS) == said(unknown, STRANGER)
    assert set(known.headers) == set(unknown.headers)
    assert {each.key for each in known.cookies.values()} == {
        each.key for each in unknown.cookies.values()
    }


def measure(ask: Ask, pairs: int) -> tuple[list[float], list[float]]:
    """How long each of the two takes, asked for in turn, in seconds."""
    client = Client()
    times: dict[str, list[float]] = {ADDRESS: [], STRANGER: []}
    for number in range(pairs + 5):
        for email in (ADDRESS, STRANGER) if number % 2 else (STRANGER, ADDRESS):
            begun = time.perf_counter()
            ask(client, email)
            times[email].append(time.perf_counter() - begun)
    return times[ADDRESS][5:], times[STRANGER][5:]  # the first few warm up


@pytest.fixture
def measured(settings: Settings, db: None) -> User:
    """An account whose password takes as long to check as one of the product's, nearly."""
    settings.PASSWORD_HASHERS = ["tests.support.hashers.BriefHasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    return an_account()


@both
def test_two_hundred_pairs_are_not_told_apart_by_time(measured: User, ask: Ask) -> None:
    assert not told_apart(*measure(ask, PAIRS))


def test_control_without_a_hash_for_strangers_sign_in_tells(
    measured: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nearer to the product's cost: on a quick machine the brief hash alone is under 10 ms.
    monkeypatch.setattr(BriefHasher, "iterations", 6 * BriefHasher.iterations)
    measured.set_password(PASSWORD)
    measured.save()
    monkeypatch.setattr(AuthenticationBackend, "_mitigate_timing_attack", lambda *_: None)

    assert told_apart(*measure(try_to_sign_in, FEWER_PAIRS))


def test_control_sending_the_e_mail_while_they_wait_tells(
    measured: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def send_at_once(address: str) -> None:
        if User.objects.filter(email=address).exists():
            time.sleep(0.015)  # a quick mail server

    monkeypatch.setattr(forms, "ask_for_reset", send_at_once)

    assert told_apart(*measure(ask_for_reset, FEWER_PAIRS))


# -- The way back in --------------------------------------------------------------------
def link_in(message: Any) -> str:
    """The path of the link in an e-mail."""
    found = re.search(r"http://[^/\s]+(/account/\S+)", message.body)
    assert found
    return found[1]


def deliver(address: str) -> None:
    """Do what the worker does with what was asked for an address."""
    for row in Email.objects.filter(address=address, state=Email.State.QUEUED):
        sending.deliver(row.pk)


def long_address(length: int, *, letter: str = "x") -> str:
    """An address of so many characters, as e-mail servers allow it."""
    domain = ".".join([letter * 59] * 4) + ".org"
    return "p" * (length - len(domain) - 1) + "@" + domain


# The small letters of "İ" are two characters: an i and a dot above.
@pytest.mark.parametrize("typed", [long_address(255), long_address(254, letter="\u0130")])
@pytest.mark.parametrize("name", ["account_reset_password", "account_email"])
def test_an_address_that_no_column_holds_is_refused_in_words(
    client: Client, person: User, name: str, typed: str
) -> None:
    sign_in(client)

    answer = client.post(reverse(name), {"email": typed, "action_add": ""})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not Email.objects.exists()


def test_the_longest_address_is_asked_for(client: Client, person: User) -> None:
    assert ask_for_reset(client, long_address(254)).status_code == 302

    assert Email.objects.get().address == long_address(254)


def test_only_whoever_has_an_account_gets_an_e_mail(client: Client, person: User) -> None:
    for address in (ADDRESS, STRANGER):
        ask_for_reset(client, address)
        deliver(address)

    assert [message.to for message in mail.outbox] == [[ADDRESS]]


def test_the_link_sets_a_new_password_once(client: Client, person: User) -> None:
    ask_for_reset(client, ADDRESS)
    deliver(ADDRESS)
    link = link_in(mail.outbox[0])

    form = client.get(link, follow=True)
    given = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(form.redirect_chain[-1][0], given)

    sign_in(client, password=NEW_PASSWORD)
    assert is_in(client)
    again = Client().get(link).content.decode()
    assert "This link no longer works" in again


def test_the_key_of_the_link_is_not_in_the_address_of_the_form(
    client: Client, person: User
) -> None:
    ask_for_reset(client, ADDRESS)
    deliver(ADDRESS)
    link = link_in(mail.outbox[0])

    form = client.get(link, follow=True)

    key = link.rstrip("/").rpartition("/")[2].partition("-")[2]
    assert key not in form.redirect_chain[-1][0]
    assert key not in form.content.decode()


def test_a_weak_password_is_refused_in_words(client: Client, person: User) -> None:
    ask_for_reset(client, ADDRESS)
    deliver(ADDRESS)
    form = client.get(link_in(mail.outbox[0]), follow=True)

    page = client.post(form.redirect_chain[-1][0], {"password1": "short", "password2": "short"})

    assert "at least 12 characters" in page.content.decode()


# -- Another address -----------------------------------------------------------------------
def change_address(client: Client, email: str) -> HttpResponse:
    return client.post(reverse("account_email"), {"email": email, "action_add": ""})


def test_a_new_address_is_used_once_its_owner_has_confirmed_it(
    client: Client, person: User
) -> None:
    sign_in(client)
    change_address(client, "new@example.org")
    sign_in(Client(), email="new@example.org")
    deliver("new@example.org")

    client.post(link_in(mail.outbox[0]))

    other = Client()
    assert b"match an account" in sign_in(other).content
    sign_in(other, email="new@example.org")
    assert is_in(other)


def test_until_then_the_old_address_signs_in_and_the_new_one_does_not(
    client: Client, person: User
) -> None:
    sign_in(client)
    change_address(client, "new@example.org")

    by_old, by_new = Client(), Client()
    sign_in(by_old)
    sign_in(by_new, email="new@example.org")

    assert is_in(by_old)
    assert not is_in(by_new)


def test_the_old_address_hears_of_the_change(client: Client, person: User) -> None:
    sign_in(client)
    change_address(client, "new@example.org")
    deliver("new@example.org")
    client.post(link_in(mail.outbox[0]))

    assert Email.objects.get(address=ADDRESS).about == {"what": "account/email/email_changed"}


def test_an_address_that_another_account_has_gets_the_same_answer_and_is_never_taken(
    client: Client, person: User
) -> None:
    an_account("other@example.org")
    sign_in(client)

    free = change_address(client, "new@example.org")
    taken = change_address(client, "other@example.org")
    deliver("other@example.org")
    client.post(link_in(mail.outbox[-1]))

    assert (free.status_code, free["Location"]) == (taken.status_code, taken["Location"])
    person.refresh_from_db()
    assert person.email == ADDRESS
    sign_in(other := Client(), email="other@example.org", password=PASSWORD)
    assert other.get(reverse("account")).wsgi_request.user.email == "other@example.org"
