"""The row decides: asked for once, queued by its key, claimed by one, swept when left behind."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from partnership import queue
from partnership.people import tasks
from partnership.people.mail import Purpose, outbox, register, send
from partnership.people.models import Email, EmailPreference, User
from tests.integration.people.mail.conftest import Ask, hall_words, the_row

after_commit = pytest.mark.django_db(transaction=True)


# -- Asking ------------------------------------------------------------------
def test_asking_again_finds_what_was_asked_for(ask: Ask) -> None:
    first, again = ask(title="Book it"), ask(title="Other words")
    assert first == again
    assert the_row().about == {"title": "Book it"}


def test_another_key_purpose_or_address_is_another_email(
    ask: Ask, alarm: Purpose, person: User
) -> None:
    ask()
    ask(key="2")
    ask(to="other@example.org")
    send(to=person, purpose=alarm, key="1", about={})
    assert Email.objects.count() == 4


def test_an_address_is_the_same_whatever_its_case(ask: Ask) -> None:
    assert ask(to="A.Chair@Example.org ") == ask(to="a.chair@example.org")


@after_commit
def test_only_the_rows_key_is_queued_and_only_after_the_commit(ask: Ask, queued: list) -> None:
    with transaction.atomic():
        row = ask(title="Secret plan")
        assert queued == []
    assert queued == [("people.mail.send", [row.pk])]


@after_commit
def test_what_is_rolled_back_was_never_asked_for(ask: Ask, queued: list) -> None:
    with transaction.atomic():
        ask()
        transaction.set_rollback(True)
    assert not Email.objects.exists()
    assert queued == []


@after_commit
def test_asking_again_queues_nothing_more(ask: Ask, queued: list) -> None:
    ask()
    ask()
    assert len(queued) == 1


@after_commit
def test_asking_again_for_what_was_sent_wakes_nobody(ask: Ask, queued: list) -> None:
    ask()
    Email.objects.update(state="sent", queued_at=Now() - timedelta(days=1))
    ask()
    assert len(queued) == 1


@pytest.mark.parametrize(
    ("preference", "urgent", "state"),
    [
        (EmailPreference.EACH, False, "queued"),
        (EmailPreference.DAILY, False, "gathered"),
        (EmailPreference.WEEKLY, False, "gathered"),
        (EmailPreference.WEEKLY, True, "queued"),
    ],
)
def test_what_is_not_urgent_waits_as_its_reader_prefers(
    hall: Purpose, person: User, preference: str, urgent: bool, state: str
) -> None:
    person.email_preference = preference
    assert send(to=person, purpose=hall, key="1", about={}, urgent=urgent).state == state


def test_an_urgent_purpose_never_waits(alarm: Purpose, person: User) -> None:
    person.email_preference = EmailPreference.WEEKLY
    assert send(to=person, purpose=alarm, key="1", about={}).state == "queued"


# -- Purposes ----------------------------------------------------------------
def test_a_purpose_is_registered_once_by_name(hall: Purpose) -> None:
    assert register(hall) == hall
    with pytest.raises(ValueError, match="two purposes"):
        register(Purpose(name="hall", words=hall_words, why="it is another"))


@pytest.mark.parametrize("name", ["", "x" * 41])
def test_a_purposes_name_fits_the_row(name: str) -> None:
    with pytest.raises(ValueError, match="1 to 40"):
        register(Purpose(name=name, words=hall_words, why="x"))


def test_a_token_is_never_gathered() -> None:
    with pytest.raises(ValueError, match="digest"):
        register(Purpose(name="t", words=hall_words, why="x", makes_token=True))


# -- A queue that is away ----------------------------------------------------
@after_commit
def test_without_a_queue_the_row_stays_and_nobody_hears_of_it(
    ask: Ask, away: list, caplog: pytest.LogCaptureFixture
) -> None:
    ask()
    assert (the_row().state, the_row().queued_at) == ("queued", None)
    assert "people.mail.send" in caplog.text
    assert "example.org" not in caplog.text


@after_commit
def test_many_emails_of_one_request_wait_for_a_silent_queue_once(ask: Ask, away: list) -> None:
    with transaction.atomic():
        for number in range(12):
            ask(key=str(number))
    assert len(away) == 1


@after_commit
def test_without_that_memory_each_would_wait(
    ask: Ask, away: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    monkeypatch.setattr(queue, "LEAVE_ALONE", 0)
    for number in range(12):
        ask(key=str(number))
    assert len(away) == 12


# -- The sweep ---------------------------------------------------------------
def test_what_nobody_was_sent_for_is_sent_for_once_by_many_schedulers(
    ask: Ask, queued: list
) -> None:
    row = ask()
    for _ in range(8):
        outbox.sweep()
    assert queued == [("people.mail.send", [row.pk])]


def test_a_message_that_was_lost_is_sent_again(ask: Ask, queued: list, settings: Any) -> None:
    ask()
    outbox.sweep()
    Email.objects.update(queued_at=Now() - timedelta(seconds=settings.EMAIL_SWEEP_SECONDS))
    outbox.sweep()
    assert len(queued) == 2


def test_the_sweep_stops_asking_a_queue_that_is_away(ask: Ask, away: list) -> None:
    for number in range(5):
        ask(key=str(number))
    outbox.sweep()
    assert len(away) == 1
    assert not Email.objects.exclude(queued_at=None).exists()


def test_what_is_being_sent_is_left_alone(ask: Ask, queued: list) -> None:
    outbox.claim(ask().pk)
    outbox.sweep()
    assert queued == []


def test_what_its_sender_left_behind_is_sent_for(ask: Ask, queued: list) -> None:
    row = ask()
    outbox.claim(row.pk)
    run_out()
    outbox.sweep()
    assert queued == [("people.mail.send", [row.pk])]


def test_what_waits_for_a_digest_is_not_swept(ask: Ask, queued: list) -> None:
    Email.objects.filter(pk=ask().pk).update(state="gathered")
    outbox.sweep()
    assert queued == []


def test_what_kills_its_senders_is_given_up_and_alarms(
    ask: Ask, queued: list, caplog: pytest.LogCaptureFixture
) -> None:
    row = ask()
    for _ in range(outbox.MAX_TRIES):
        assert outbox.claim(row.pk)
        run_out()
    assert outbox.claim(row.pk) is None
    outbox.sweep()
    assert (the_row().state, the_row().failure) == ("failed", outbox.BROKEN_OFF)
    assert [each.levelname for each in caplog.records] == ["ERROR"]
    assert queued == []


# -- Claims ------------------------------------------------------------------
def run_out() -> None:
    """Let the lease run out, as when the sender was killed a while ago."""
    Email.objects.update(lease_until=Now() - timedelta(seconds=1))


def test_an_email_is_claimed_once(ask: Ask) -> None:
    row = ask()
    assert outbox.claim(row.pk) == outbox.Claim(row.pk, 1)
    assert outbox.claim(row.pk) is None


def test_an_email_that_is_not_there_is_nobodys(db: None) -> None:
    assert outbox.claim(4711) is None


@pytest.mark.parametrize("state", ["sent", "failed", "dropped", "gathered"])
def test_only_what_is_to_be_sent_is_claimed(ask: Ask, state: str) -> None:
    row = ask()
    Email.objects.update(state=state)
    assert outbox.claim(row.pk) is None


def test_a_sender_that_was_overtaken_changes_nothing(ask: Ask) -> None:
    late = outbox.claim(ask().pk)
    assert late
    run_out()
    assert outbox.claim(late.email_id)
    before = Email.objects.values().get()
    with pytest.raises(outbox.LostClaimError):
        late.settle(Email.State.SENT)
    with pytest.raises(outbox.LostClaimError):
        outbox.put_off(late, "Too late")
    assert Email.objects.values().get() == before


def test_a_lease_outlasts_the_tasks_time_limit() -> None:
    assert outbox.LEASE.total_seconds() > tasks.send_mail.time_limit


def test_pauses_between_tries_grow_over_hours(ask: Ask) -> None:
    row = ask()
    waited = []
    for _ in range(outbox.MAX_TRIES - 1):
        claim = outbox.claim(row.pk)
        assert claim
        outbox.put_off(claim, "No answer")
        assert outbox.claim(row.pk) is None
        assert the_row().not_before
        waited.append(the_row().not_before - timezone.now())  # type: ignore[operator]
        Email.objects.update(not_before=Now())
    assert waited == sorted(waited)
    assert waited[0] > timedelta(minutes=1)
    assert sum(waited, timedelta()) > timedelta(hours=5)
    last = outbox.claim(row.pk)
    assert last
    outbox.put_off(last, "No answer")
    assert (the_row().state, the_row().failure) == ("failed", "No answer")


# -- The log -----------------------------------------------------------------
def test_the_log_is_kept_as_long_as_the_setting_says(ask: Ask, settings: Any) -> None:
    settings.EMAIL_LOG_DAYS = 30
    old, new = ask(key="old"), ask(key="new")
    Email.objects.filter(pk=old.pk).update(asked_at=Now() - timedelta(days=30, minutes=1))
    Email.objects.filter(pk=new.pk).update(asked_at=Now() - timedelta(days=29, hours=23))
    tasks.forget_mail()
    assert the_row() == new
