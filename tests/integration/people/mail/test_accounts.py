"""E-mails about an account: their links work, and their tokens are nowhere but in them."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.account.models import EmailAddress
from django.core import mail as mailbox
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.people import tasks
from partnership.people.mail import accounts, ask_for_reset, send_template
from partnership.people.models import Email, User
from partnership.people.selectors import has_account
from tests.integration.people.mail.conftest import the_row
from tests.support.builders import a_person

PREFIXES = sorted(
    str(path.relative_to(folder)).removesuffix("_subject.txt")
    for folder in [Path(allauth.__file__).parent / "templates"]
    for app in ("account", "mfa")
    for path in (folder / app / "email").glob("*_subject.txt")
)
WITH_CODES = {"account/email/login_code", "account/email/password_reset_code"}


def deliver_all() -> None:
    for key in list(Email.objects.values_list("pk", flat=True)):
        tasks.send_mail(key)


def link_in(email: Any) -> str:
    """The first link of an e-mail, as a path."""
    found = re.search(r"^http://127\.0\.0\.1:8000(/\S+)$", email.body, re.MULTILINE)
    assert found
    return found[1]


def everything_stored() -> str:
    """Every value of every row of every table, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return repr(rows)


# -- A new password ----------------------------------------------------------
def test_a_link_to_choose_a_new_password_works(person: User) -> None:
    ask_for_reset(person.email)
    deliver_all()
    (email,) = mailbox.outbox
    assert (email.subject, email.to) == ("Choose a new password", [person.email])
    page = Client().get(link_in(email), follow=True)
    assert page.status_code == 200
    assert 'name="password1"' in page.content.decode()


def test_its_token_is_in_the_email_alone(
    person: User, queued: list, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    ask_for_reset(person.email)
    outbox_sweep()
    deliver_all()
    token = link_in(mailbox.outbox[0]).rstrip("/").split("/")[-1].partition("-")[2]
    assert len(token) > 20
    assert token not in everything_stored() + repr(queued) + caplog.text
    assert person.email not in repr(queued) + caplog.text


def test_the_check_would_see_a_token_that_was_stored(person: User) -> None:
    """The negative control."""
    Email.objects.create(address=person.email, purpose="x", key="y", about={"t": "token-4711"})
    assert "token-4711" in everything_stored()


def outbox_sweep() -> None:
    tasks.sweep_mail()


def test_the_log_says_whose_it_was(person: User) -> None:
    ask_for_reset(person.email.upper())
    deliver_all()
    assert (the_row().user, the_row().state) == (person, "sent")


def test_nobody_writes_to_a_stranger_and_no_stranger_is_kept(db: None) -> None:
    ask_for_reset("stranger@example.org")
    deliver_all()
    assert mailbox.outbox == []
    outbox_sweep()
    assert Email.objects.exists()  # so that asking again looks the same as for an account
    Email.objects.update(asked_at=Now() - accounts.ASK_AGAIN_AFTER - timedelta(seconds=1))
    outbox_sweep()
    assert not Email.objects.exists()


def test_what_still_waits_for_its_worker_is_not_forgotten(person: User) -> None:
    ask_for_reset(person.email)
    Email.objects.update(asked_at=Now() - timedelta(hours=1))
    outbox_sweep()
    deliver_all()
    assert len(mailbox.outbox) == 1


def test_the_log_of_accounts_is_kept(person: User) -> None:
    ask_for_reset(person.email)
    deliver_all()
    Email.objects.update(asked_at=Now() - timedelta(days=1))
    outbox_sweep()
    assert Email.objects.exists()


@pytest.mark.parametrize("shut", [{"locked_at": timezone.now()}, {"is_active": False}])
def test_an_account_that_is_shut_is_a_strangers(person: User, shut: dict) -> None:
    User.objects.update(**shut)
    ask_for_reset(person.email)
    deliver_all()
    assert mailbox.outbox == []


def test_an_address_that_waits_to_be_confirmed_resets_nothing(person: User) -> None:
    """It may be somebody else's, who would get into the account."""
    EmailAddress.objects.create(user=person, email="new@example.org", verified=False)
    ask_for_reset("new@example.org")
    deliver_all()
    assert mailbox.outbox == []


LOOKALIKE = "chair@l\u0131brary.example.org"  # its capitals are those of "library"


@pytest.fixture
def alike(db: None) -> User:
    """Somebody whose address PostgreSQL takes for the lookalike, where it ignores case."""
    return User.objects.create_user("chair@library.example.org", display_name="Chair")


def test_an_address_that_only_looks_alike_gets_no_link(alike: User) -> None:
    ask_for_reset(LOOKALIKE)
    deliver_all()
    assert mailbox.outbox == []
    assert not has_account(LOOKALIKE)


def test_what_is_said_to_a_lookalike_is_no_ones_account(alike: User) -> None:
    send_template("account/email/password_changed", LOOKALIKE, {})
    assert the_row().user is None


def test_an_address_that_looks_like_the_one_to_confirm_gets_no_link(alike: User) -> None:
    EmailAddress.objects.filter(user=alike).update(verified=False)
    send_template("account/email/email_confirmation", LOOKALIKE, {"user": alike})
    deliver_all()
    assert mailbox.outbox == []


def test_asking_again_within_five_minutes_sends_nothing_more(person: User) -> None:
    for _ in range(3):
        ask_for_reset(person.email)
        deliver_all()
    assert len(mailbox.outbox) == 1


def test_asking_again_later_sends_another_link(person: User) -> None:
    ask_for_reset(person.email)
    earlier = timezone.now() - accounts.ASK_AGAIN_AFTER - timedelta(seconds=1)
    Email.objects.update(asked_at=earlier, key="earlier")
    ask_for_reset(person.email)
    deliver_all()
    assert len(mailbox.outbox) == 2


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_asking_takes_the_same_steps_whether_there_is_an_account(times: int) -> None:
    def steps(address: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            ask_for_reset(address)
        return [re.sub(r"'[^']*'|\d+", "…", each["sql"]) for each in captured]

    a_person()
    known = User.objects.get().email
    for _ in range(times):
        for_known, for_stranger = steps(known), steps("stranger@example.org")
        deliver_all()
    assert for_known == for_stranger
    assert len(for_known) > 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (259_200, "3 days"),
        (86_400, "1 day"),
        (90_000, "25 hours"),
        (3600, "1 hour"),
        (5400, "90 minutes"),
    ],
)
def test_how_long_a_link_works_is_said(
    person: User, settings: Any, seconds: int, words: str
) -> None:
    settings.PASSWORD_RESET_TIMEOUT = seconds
    ask_for_reset(person.email)
    deliver_all()
    assert f"The link works once, and for {words}." in mailbox.outbox[0].body


# -- An address to confirm ---------------------------------------------------
def test_a_link_to_confirm_an_address_works(
    person: User, queued: list, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    address = EmailAddress.objects.create(user=person, email="new@example.org", verified=False)
    context = {"user": person, "key": "key-4711", "activate_url": "http://x/key-4711"}
    send_template("account/email/email_confirmation", address.email, context)
    deliver_all()
    (email,) = mailbox.outbox
    link = link_in(email)
    key = link.rstrip("/").split("/")[-1]
    hidden = everything_stored() + repr(queued) + caplog.text + email.body.replace(link, "")
    assert key not in hidden
    assert "key-4711" not in hidden
    client = Client()
    client.force_login(person)
    client.post(link)
    address.refresh_from_db()
    assert address.verified


@pytest.mark.parametrize("change", ["verified", "removed"])
def test_an_address_that_needs_no_confirming_gets_no_link(person: User, change: str) -> None:
    address = EmailAddress.objects.create(user=person, email="new@example.org", verified=False)
    send_template("account/email/email_confirmation", address.email, {"user": person})
    if change == "removed":
        address.delete()
    else:
        EmailAddress.objects.update(verified=True)
    deliver_all()
    assert mailbox.outbox == []


# -- What changed ------------------------------------------------------------
def test_every_email_of_allauth_is_known() -> None:
    parts = {"account/email/email_confirmation_signup"}
    known = {*accounts.TITLES, *accounts.CONFIRMATIONS, *accounts.RESETS, *accounts.NEVER_SENT}
    assert known - parts <= set(PREFIXES)
    assert set(PREFIXES) - known == WITH_CODES


@pytest.mark.parametrize("prefix", sorted(accounts.TITLES))
def test_what_changed_is_said_with_its_time_and_a_way_to_look(person: User, prefix: str) -> None:
    send_template(prefix, person.email, {"ip": "192.0.2.7", "user_agent": "Browser/1.0"})
    Email.objects.update(asked_at="2026-07-01T21:05:00Z")
    deliver_all()
    (email,) = mailbox.outbox
    assert email.subject == accounts.TITLES[prefix]
    assert "on 1 July 2026 at 22:05" in email.body
    assert "192.0.2.7" not in email.body
    assert "Browser/1.0" not in email.body
    assert "http://127.0.0.1:8000/account/" in email.body
    assert the_row().user == person


def test_what_changed_is_said_each_time(person: User) -> None:
    for _ in range(2):
        send_template("mfa/email/webauthn_added", person.email, {})
    deliver_all()
    assert len(mailbox.outbox) == 2


def test_an_email_that_we_do_not_know_is_refused(person: User) -> None:
    with pytest.raises(ValueError, match="login_code"):
        send_template("account/email/login_code", person.email, {"code": "4711"})
    assert not Email.objects.exists()


def test_a_stranger_is_not_told_that_there_is_no_account(db: None) -> None:
    send_template("account/email/unknown_account", "stranger@example.org", {})
    assert not Email.objects.exists()


def test_changing_a_password_in_the_browser_says_so(person: User) -> None:
    person.set_password("old words here 1")
    person.save()
    client = Client()
    client.force_login(person)
    client.post(
        "/account/password/change/",
        {
            "oldpassword": "old words here 1",
            "password1": "new words here 22",
            "password2": "new words here 22",
        },
    )
    person.refresh_from_db()
    assert person.check_password("new words here 22")
    deliver_all()
    assert [each.subject for each in mailbox.outbox] == ["Your password was changed"]
