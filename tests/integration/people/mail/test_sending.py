"""What a worker does with a key: send once, try again, give up, drop, and keep secrets."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as mailbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError, connection
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from partnership.people import tasks
from partnership.people.mail import Purpose, Words, outbox, register, send, sending
from partnership.people.mail.sending import deliver
from partnership.people.models import Email, User
from tests.integration.people.mail.conftest import Ask, the_row
from tests.support.smtp import MailServer

with_sockets = pytest.mark.allow_hosts(["127.0.0.1"])


def test_an_email_is_sent_and_said_to_be(ask: Ask, person: User) -> None:
    tasks.send_mail(ask().pk)
    assert [(each.subject, each.to) for each in mailbox.outbox] == [
        ("Book the hall", [person.email])
    ]
    row = the_row()
    assert (row.state, row.tries, row.failure, row.lease_until) == ("sent", 1, "", None)
    assert row.sent_at
    assert abs(row.sent_at - timezone.now()) < timedelta(minutes=1)


def test_a_message_delivered_again_sends_nothing(ask: Ask) -> None:
    row = ask()
    for _ in range(8):
        deliver(row.pk)
    assert len(mailbox.outbox) == 1


def test_a_key_without_a_row_does_nothing(db: None) -> None:
    deliver(4711)
    assert mailbox.outbox == []


# -- One message, eight workers ----------------------------------------------
def send_slowly(self: Any, messages: Any) -> int:
    time.sleep(0.3)
    mailbox.outbox.extend(messages)
    return len(messages)


def deliver_from_eight(email_id: int) -> None:
    """Deliver one key to eight workers at once, each with a connection of its own."""
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        try:
            deliver(email_id)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(8)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()


@pytest.mark.django_db(transaction=True)
def test_eight_workers_with_one_key_send_one_email(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EmailBackend, "send_messages", send_slowly)
    deliver_from_eight(ask().pk)
    assert len(mailbox.outbox) == 1
    assert the_row().tries == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_they_would_send_several(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: a worker that trusts its messages."""

    def trust(email_id: int) -> outbox.Claim:
        Email.objects.filter(pk=email_id).update(state="sending", tries=F("tries") + 1)
        return outbox.Claim(email_id, Email.objects.get(pk=email_id).tries)

    monkeypatch.setattr(outbox.Claim, "row", property(lambda claim: Email.objects.all()))
    monkeypatch.setattr(sending, "claim", trust)
    monkeypatch.setattr(EmailBackend, "send_messages", send_slowly)
    deliver_from_eight(ask().pk)
    assert len(mailbox.outbox) > 1


def test_a_worker_that_was_overtaken_does_not_send(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    def claim_and_be_overtaken(email_id: int) -> outbox.Claim | None:
        late = outbox.claim(email_id)
        Email.objects.update(lease_until=Now() - timedelta(seconds=1))
        outbox.claim(email_id)
        return late

    monkeypatch.setattr(sending, "claim", claim_and_be_overtaken)
    deliver(ask().pk)
    assert mailbox.outbox == []
    assert "Left to a later attempt" in caplog.text


# -- Mail servers ------------------------------------------------------------
@with_sockets
def test_a_real_server_takes_it(ask: Ask, server: MailServer) -> None:
    deliver(ask().pk)
    assert the_row().state == "sent"
    (taken,) = server.taken
    assert "Subject: Book the hall" in taken


REFUSALS: dict[str, tuple[dict[str, Any], str]] = {
    "busy": ({"answers": {"RCPT": "451 try later"}}, "SMTPRecipientsRefused 451"),
    "full": ({"answers": {".": "552 too much"}}, "SMTPDataError 552"),
    "sender": ({"answers": {"MAIL": "550 not you"}}, "SMTPSenderRefused 550"),
    "gone": ({"hangs_up_after": "RCPT"}, "silent, or hung up"),
    "silent": ({"is_silent": True}, "silent, or hung up"),
}


@with_sockets
@pytest.mark.parametrize("name", REFUSALS)
def test_what_a_server_does_not_take_is_tried_again(
    ask: Ask, server: MailServer, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    how, reason = REFUSALS[name]
    vars(server).update(how)
    began = time.monotonic()
    deliver(ask().pk)
    assert time.monotonic() - began < 3
    row = the_row()
    assert (row.state, row.queued_at) == ("queued", None)
    assert reason in row.failure
    vars(server).update({"answers": {}, "hangs_up_after": "", "is_silent": False})
    Email.objects.update(not_before=Now())
    deliver(row.pk)
    assert (the_row().state, the_row().failure) == ("sent", "")
    assert [each.levelname for each in caplog.records] == ["WARNING"]
    assert "example.org" not in caplog.text + row.failure


@with_sockets
def test_a_server_that_is_not_there_is_tried_again(ask: Ask, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    deliver(ask().pk)
    assert (the_row().state, the_row().failure) == (
        "queued",
        "The mail server was not reached: ConnectionRefusedError",
    )


@with_sockets
def test_without_its_time_limit_a_silent_server_would_hold_the_worker(
    ask: Ask, server: MailServer, settings: Any
) -> None:
    """The negative control."""
    settings.EMAIL_TIMEOUT = None
    server.is_silent = True
    worker = threading.Thread(target=mailbox.send_mail, args=["T", "T", "a@b.org", ["c@d.org"]])
    worker.start()
    worker.join(2)
    assert worker.is_alive()
    server.is_silent = False
    worker.join(5)


@with_sockets
def test_an_address_that_nobody_has_is_given_up_at_once_and_alarms(
    ask: Ask, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers = {"RCPT": "550 no such user here"}
    deliver(ask().pk)
    row = the_row()
    assert (row.state, row.tries) == ("failed", 1)
    assert row.failure == "The mail server refused it: SMTPRecipientsRefused 550"
    assert [each.levelname for each in caplog.records] == ["ERROR"]
    assert f"E-mail {row.pk} was given up" in caplog.text
    assert "example.org" not in caplog.text


# -- Builders ----------------------------------------------------------------
Register = Callable[..., Email]


@pytest.fixture
def ask_for(person: User) -> Register:
    """Asks for an e-mail whose words are made by the function given."""

    def asking(words: Any, **fields: Any) -> Email:
        purpose = register(Purpose(name="own", words=words, why="it is a test", **fields))
        return send(to=person, purpose=purpose, key="1", about={})

    return asking


def test_a_matter_that_was_withdrawn_is_dropped(ask: Ask) -> None:
    deliver(ask(withdrawn=True).pk)
    assert mailbox.outbox == []
    assert (the_row().state, the_row().sent_at) == ("dropped", None)


def test_a_record_that_is_gone_is_a_matter_that_was_withdrawn(ask_for: Register) -> None:
    row = ask_for(lambda row: Words(User.objects.get(pk=0).email))
    deliver(row.pk)
    assert the_row().state == "dropped"


def test_a_builder_that_breaks_is_tried_again_and_its_words_stay_secret(
    ask_for: Register, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(row: Email) -> Words:
        User.objects.update(display_name="Changed")
        raise KeyError("token-4711")

    row = ask_for(break_down)
    deliver(row.pk)
    assert the_row().state == "queued"
    assert "KeyError at test_sending.py:" in the_row().failure
    assert "token-4711" not in caplog.text + the_row().failure
    assert not User.objects.filter(display_name="Changed").exists()


def test_what_a_builder_stores_is_there_before_the_email_leaves(
    ask_for: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def store(row: Email) -> Words:
        User.objects.update(display_name="Hash of a token")
        return Words("Come in")

    seen = []

    def look(self: Any, messages: Any) -> int:
        seen.append((User.objects.get().display_name, connection.savepoint_ids))
        return 1

    monkeypatch.setattr(EmailBackend, "send_messages", look)
    row = ask_for(store)
    outside = list(connection.savepoint_ids)
    deliver(row.pk)
    assert seen == [("Hash of a token", outside)]


def test_a_database_that_is_away_is_no_try_that_failed(
    ask_for: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(row: Email) -> Words:
        raise DatabaseError("the database is away")

    row = ask_for(lose)
    with pytest.raises(DatabaseError):
        deliver(row.pk)
    assert (the_row().state, the_row().failure) == ("sending", "")  # until its lease has run out


def test_a_purpose_of_a_later_release_waits_for_its_worker(ask: Ask) -> None:
    row = ask()
    Email.objects.update(purpose="not known yet")
    deliver(row.pk)
    assert (the_row().state, the_row().tries) == ("queued", 1)
    assert "UnknownPurposeError" in the_row().failure


# -- Accounts that may not sign in ---------------------------------------------
SHUT = [{"locked_at": timezone.now()}, {"is_active": False}]


@pytest.mark.parametrize("shut", SHUT, ids=["locked", "closed"])
def test_nobody_writes_to_an_account_that_is_shut(ask: Ask, shut: dict) -> None:
    row = ask()
    User.objects.update(**shut)
    deliver(row.pk)
    assert mailbox.outbox == []
    assert the_row().state == "dropped"


@pytest.mark.parametrize("shut", SHUT, ids=["locked", "closed"])
def test_what_is_about_the_account_itself_is_sent_all_the_same(
    ask_for: Register, shut: dict
) -> None:
    row = ask_for(lambda row: Words("Your account was locked"), even_if_locked=True)
    User.objects.update(**shut)
    deliver(row.pk)
    assert len(mailbox.outbox) == 1
