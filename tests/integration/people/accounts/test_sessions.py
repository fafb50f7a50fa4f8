"""How long a session lasts, what ends it, and how its owner sees and ends others (fault A12).

Beside what ends a session stands the same with that protection switched off.
"""

from collections.abc import Callable

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from time_machine import Traveller

from partnership.people import accounts, tasks
from partnership.people.models import LockReason, User
from partnership.people.sessions import device_words
from tests.support.fixtures import QueriesOf
from tests.support.signing_in import PASSWORD, is_in, sign_in

HOUR = 3600  # seconds
NEW_PASSWORD = "four more odd words"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0"


def key_of(client: Client) -> str:
    return client.cookies["session"].value


# -- A key of one's own --------------------------------------------------------------
def _offered_key(client: Client) -> str:
    """A session from before signing in, as an attacker could have planted it."""
    client.get(reverse("sign-in"))
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["session"] = session.session_key
    return session.session_key


def test_signing_in_gives_a_new_key(client: Client, person: User) -> None:
    before = _offered_key(client)

    sign_in(client)

    assert key_of(client) != before
    assert not Session.objects.filter(session_key=before).exists()


def test_control_without_a_new_key_the_planted_one_lets_in(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "django.contrib.sessions.backends.db.SessionStore.cycle_key", lambda _: None
    )
    before = _offered_key(client)

    sign_in(client)

    assert key_of(client) == before


def test_a_made_up_key_is_not_taken_over(client: Client, person: User) -> None:
    client.cookies["session"] = "a" * 32

    sign_in(client)

    assert key_of(client) != "a" * 32


# -- Time ------------------------------------------------------------------------------
def test_a_session_left_alone_for_a_day_is_over_and_says_so(
    client: Client, person: User, clock: Traveller
) -> None:
    sign_in(client)

    clock.shift(24 * HOUR)

    assert "signed out after 24 hours without use" in (
        client.get(reverse("account"), follow=True).content.decode()
    )
    assert not is_in(client)


def test_control_with_a_longer_limit_it_goes_on(
    client: Client, person: User, clock: Traveller, settings: Settings
) -> None:
    settings.SESSION_IDLE_HOURS = 25
    sign_in(client)

    clock.shift(24 * HOUR)

    assert is_in(client)


def test_no_form_meets_a_limit_within_twenty_hours(
    client: Client, person: User, clock: Traveller
) -> None:
    sign_in(client)

    clock.shift(20 * HOUR)

    assert is_in(client)


def test_a_session_in_daily_use_is_over_after_a_week(
    client: Client, person: User, clock: Traveller
) -> None:
    sign_in(client)
    for _ in range(13):
        clock.shift(12 * HOUR)
        assert is_in(client)

    clock.shift(12 * HOUR)

    assert "because you signed in 7 days ago" in (
        client.get(reverse("account"), follow=True).content.decode()
    )


def test_a_session_in_use_is_noted_once_in_ten_minutes(
    client: Client, person: User, clock: Traveller, queries_of: QueriesOf
) -> None:
    sign_in(client)
    at_rest = queries_of(client, reverse("account-name"))

    clock.shift(599)
    just_before = queries_of(client, reverse("account-name"))
    clock.shift(1)
    noting = queries_of(client, reverse("account-name"))
    after = queries_of(client, reverse("account-name"))

    assert just_before == at_rest == after < noting


# -- What ends others -----------------------------------------------------------------
def _change_password(client: Client) -> None:
    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert answer["Location"] == reverse("account")


def _reset_password(client: Client) -> None:
    key = default_token_generator.make_token(User.objects.get())
    uid = user_pk_to_url_str(User.objects.get())
    path = reverse("account_reset_password_from_key", args=[uid, key])
    form = Client().get(path, follow=True)
    other = form.client
    answer = other.post(
        form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    )
    assert answer["Location"] == reverse("account_reset_password_from_key_done")


def _lock(client: Client) -> None:
    accounts.lock(User.objects.get(), reason=LockReason.BY_HAND, by=None)


def _close(client: Client) -> None:
    User.objects.update(is_active=False)


@pytest.mark.parametrize("change", [_change_password, _reset_password, _lock, _close])
def test_other_sessions_are_out_at_their_next_request(
    person: User, change: Callable[[Client], None]
) -> None:
    mine, elsewhere = Client(), Client()
    sign_in(mine)
    sign_in(elsewhere)

    change(mine)

    assert not is_in(elsewhere)


def test_who_changes_the_password_stays_in_with_a_new_key(client: Client, person: User) -> None:
    sign_in(client)
    before = key_of(client)

    _change_password(client)

    assert is_in(client)
    assert key_of(client) != before


def test_control_a_session_that_does_not_know_the_password_outlives_its_change(
    person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(User, "get_session_auth_hash", lambda self: "the same for ever")
    mine, elsewhere = Client(), Client()
    sign_in(mine)
    sign_in(elsewhere)

    _change_password(mine)

    assert is_in(elsewhere)


def test_control_with_djangos_own_backend_a_locked_account_stays_in(
    person: User, settings: Settings
) -> None:
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
    client = Client()
    client.force_login(person)

    User.objects.update(locked_at="2026-01-01T00:00Z", lock_reason=LockReason.BY_HAND)

    assert is_in(client)


def test_signing_out_ends_the_session_on_the_server(client: Client, person: User) -> None:
    sign_in(client)
    key = key_of(client)

    client.post(reverse("sign-out"))

    assert not Session.objects.filter(session_key=key).exists()
    client.cookies["session"] = key
    assert not is_in(client)


# -- The list ---------------------------------------------------------------------------
def test_the_owner_sees_each_session_and_ends_one(client: Client, person: User) -> None:
    sign_in(client)
    elsewhere = Client(headers={"User-Agent": FIREFOX})
    sign_in(elsewhere)

    listed = client.get(reverse("account")).context["sessions"]
    assert [each.is_this for each in listed] == [True, False]
    assert listed[1].device == "Firefox on Windows"
    client.post(reverse("session-end", args=[listed[1].pk]))

    assert not is_in(elsewhere)
    assert is_in(client)


def test_all_others_are_ended_at_once(client: Client, person: User) -> None:
    others = [Client(), Client()]
    for each in (client, *others):
        sign_in(each)

    client.post(reverse("sessions-end"))

    assert [is_in(each) for each in (client, *others)] == [True, False, False]


def test_nobody_ends_the_session_of_somebody_else(client: Client, person: User) -> None:
    sign_in(client)
    number = client.get(reverse("account")).context["sessions"][0].pk
    User.objects.create_user("other@example.org", PASSWORD, display_name="Another")
    other = Client()
    sign_in(other, email="other@example.org")

    other.post(reverse("session-end", args=[number]))

    assert is_in(client)


def test_a_session_of_an_earlier_password_is_not_listed(client: Client, person: User) -> None:
    sign_in(Client())
    sign_in(client)

    _change_password(client)

    assert len(client.get(reverse("account")).context["sessions"]) == 1


def test_the_page_costs_as_many_queries_for_twenty_sessions_as_for_two(
    client: Client, person: User, queries_of: QueriesOf, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    sign_in(Client())
    sign_in(client)
    for_two = queries_of(client, reverse("account"))
    for _ in range(18):
        sign_in(Client())

    assert queries_of(client, reverse("account")) == for_two
    assert len(client.get(reverse("account")).context["sessions"]) == 20


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15"
            " (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
            "Safari on an iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            " Chrome/142.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            "Edge on Windows",
        ),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(user_agent: str, words: str) -> None:
    assert device_words(user_agent) == words


def test_what_is_left_of_ended_sessions_is_forgotten_every_night(
    client: Client, person: User, clock: Traveller
) -> None:
    sign_in(Client())
    clock.shift(8 * 24 * HOUR)
    sign_in(client)

    tasks.forget_sessions()

    assert [row.session_key for row in UserSession.objects.all()] == [key_of(client)]
    assert Session.objects.count() == 1
    assert is_in(client)
