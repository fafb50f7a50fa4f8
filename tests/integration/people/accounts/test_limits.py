"""Passwords are not guessed here, and nobody keeps somebody else out by guessing (fault A11).

Beside each limit stands the same with that protection switched off.
"""

from collections.abc import Callable

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from time_machine import Traveller

from partnership.people.adapter import AccountAdapter
from partnership.people.models import User
from tests.support.signing_in import ADDRESS, an_account, is_in, sign_in

TOO_OFTEN = "tried too often"
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
Say = Callable[[int], dict[str, str]]


def guess(times: int, *, email: str = ADDRESS, **extra: str) -> None:
    for number in range(times):
        sign_in(Client(**extra), email=email, password=f"guess {number}")


def words(client: Client, **extra: str) -> str:
    """What somebody hears whose password is right."""
    return sign_in(client, **extra).content.decode()


def test_after_five_wrong_passwords_the_right_one_waits(client: Client, person: User) -> None:
    guess(5)

    assert TOO_OFTEN in words(client)
    assert not is_in(client)


def test_four_wrong_passwords_do_no_harm(client: Client, person: User) -> None:
    guess(4)

    sign_in(client)

    assert is_in(client)


def test_control_without_limits_one_may_guess_for_ever(
    client: Client, person: User, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    guess(12)

    sign_in(client)

    assert is_in(client)


def test_after_five_minutes_one_may_try_again(
    client: Client, person: User, clock: Traveller
) -> None:
    guess(5)
    clock.shift(301)

    sign_in(client)

    assert is_in(client)


def test_whether_there_is_such_an_account_the_limit_does_not_tell(person: User) -> None:
    guess(5)
    guess(5, email="nobody@example.org", REMOTE_ADDR=ELSEWHERE)

    known = words(Client())
    unknown = words(Client(REMOTE_ADDR=ELSEWHERE), email="nobody@example.org")

    assert TOO_OFTEN in known
    assert TOO_OFTEN in unknown


def test_nobody_is_kept_out_by_guesses_from_elsewhere(client: Client, person: User) -> None:
    guess(9, REMOTE_ADDR=ELSEWHERE)

    sign_in(client)

    assert is_in(client)


def test_control_counted_by_account_alone_the_owner_is_kept_out(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "_get_login_attempts_cache_key"
    monkeypatch.setattr(AccountAdapter, name, getattr(DefaultAccountAdapter, name))
    guess(9, REMOTE_ADDR=ELSEWHERE)

    assert TOO_OFTEN in words(client)


def test_one_password_is_not_tried_on_many_accounts(client: Client, person: User) -> None:
    for number in range(10):
        sign_in(Client(), email=f"person{number}@example.org", password="summer2026")

    assert TOO_OFTEN in words(client)


def test_control_counted_by_account_alone_one_password_is_tried_on_all(
    client: Client, person: User, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = site.ACCOUNT_RATE_LIMITS | {"login_failed": "5/5m/key"}
    for number in range(10):
        sign_in(Client(), email=f"person{number}@example.org", password="summer2026")

    sign_in(client)

    assert is_in(client)


def test_who_signs_in_many_times_is_not_taken_for_a_guesser(person: User) -> None:
    clients = [Client() for _ in range(12)]
    for client in clients:
        sign_in(client)

    assert all(is_in(client) for client in clients)


# -- Whose address ----------------------------------------------------------------------
def made_up(number: int) -> dict[str, str]:
    """A visitor without a proxy, who says that they are a new one each time."""
    return {"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}"}


def made_up_before_ours(number: int) -> dict[str, str]:
    """The same through our proxy, which adds the address that it was asked from."""
    return {"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}, {HERE}"}


def guess_as(say: Say) -> None:
    for number in range(5):
        sign_in(Client(**say(number)), password=f"guess {number}")


def test_without_a_proxy_the_header_is_not_believed(person: User) -> None:
    guess_as(made_up)

    assert TOO_OFTEN in words(Client(**made_up(99)))


def test_behind_a_proxy_what_stands_before_its_own_word_is_not_believed(
    person: User, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 1
    guess_as(made_up_before_ours)

    assert TOO_OFTEN in words(Client(**made_up_before_ours(99)))


def test_control_with_one_proxy_too_many_trusted_it_is_believed(
    person: User, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 2
    guess_as(made_up_before_ours)

    assert TOO_OFTEN not in words(Client(**made_up_before_ours(99)))


def test_behind_a_proxy_visitors_are_told_apart(person: User, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    guess_as(lambda number: {"HTTP_X_FORWARDED_FOR": ELSEWHERE})

    assert TOO_OFTEN not in words(Client(HTTP_X_FORWARDED_FOR=HERE))


@pytest.mark.parametrize("said", ["", "nonsense", "nonsense, ", "::1, <script>"])
def test_a_header_that_says_nothing_breaks_nothing(
    client: Client, person: User, settings: Settings, said: str
) -> None:
    settings.TRUSTED_PROXIES = 1

    sign_in(client, headers={"X-Forwarded-For": said})

    assert is_in(client)


def test_a_server_that_gives_no_address_breaks_nothing(client: Client, person: User) -> None:
    sign_in(client, REMOTE_ADDR="")

    assert is_in(client)


def test_addresses_of_one_network_count_as_one(person: User) -> None:
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"2001:db8::{number + 1}"), password="guess")

    assert TOO_OFTEN in words(Client(REMOTE_ADDR="2001:db8::ffff"))
    assert TOO_OFTEN not in words(Client(REMOTE_ADDR="2001:db8:0:1::1"))


# -- Other doors ---------------------------------------------------------------------------
def test_one_mailbox_is_not_filled(client: Client, person: User) -> None:
    asked = reverse("account_reset_password")
    for number in range(5):
        assert (
            client.post(asked, {"email": ADDRESS}, REMOTE_ADDR=f"192.0.2.{number}").status_code
            == 302
        )

    answer = client.post(asked, {"email": ADDRESS})

    assert answer.status_code == 429
    assert "What to do now" in answer.content.decode()


def test_a_flood_of_sign_ins_is_held_off_before_any_password_is_checked(
    client: Client, person: User
) -> None:
    answers = [sign_in(client, email=f"{number}@example.org") for number in range(31)]

    assert answers[-1].status_code == 429
    assert "Too many tries" in answers[-1].content.decode()


def test_the_password_is_not_guessed_at_an_open_desk(client: Client, person: User) -> None:
    sign_in(client)
    given = {"oldpassword": "guess", "password1": "x" * 12, "password2": "x" * 12}
    answers = [client.post(reverse("account_change_password"), given) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_the_count_is_shared_by_every_process_and_needs_no_redis(settings: Settings) -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("db.DatabaseCache")


def test_accounts_that_fail_do_not_count_for_each_other(client: Client, person: User) -> None:
    an_account("other@example.org")
    guess(5, email="other@example.org")

    sign_in(client)

    assert is_in(client)
