"""A digest lists what waited, once for a person and day, and is silent when there is nothing."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as mailbox
from django.db import connection, transaction

from partnership.people import tasks
from partnership.people.mail import Purpose, Words, digest, outbox, register, send
from partnership.people.models import Email, EmailPreference, User
from tests.integration.people.mail.conftest import Ask

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)  # winter: London's own time
ONE_DAY = timedelta(days=1)


@pytest.fixture
def daily(person: User) -> User:
    return prefers(person, EmailPreference.DAILY)


@pytest.fixture
def weekly(person: User) -> User:
    return prefers(person, EmailPreference.WEEKLY)


def prefers(person: User, preference: str) -> User:
    person.email_preference = preference
    person.save(update_fields=["email_preference"])
    return person


def at(moment: datetime) -> Any:
    return time_machine.travel(moment, tick=False)


def sweep_and_send() -> list[str]:
    """Sweep, deliver what is to be sent, and return the subjects of all that was sent so far."""
    digest.gather()
    for key in list(Email.objects.filter(state="queued").values_list("pk", flat=True)):
        tasks.send_mail(key)
    return [each.subject for each in mailbox.outbox]


def test_what_waited_is_listed_with_links(ask: Ask, daily: User) -> None:
    with at(MONDAY - ONE_DAY):
        ask(key="1", title="Book the hall")
        ask(key="2", title="Write to the library")
    with at(MONDAY):
        assert sweep_and_send() == ["2 things for you, 23 November 2026"]
    text = mailbox.outbox[0].body
    assert "* Book the hall\n  http://127.0.0.1:8000/work/hall/" in text
    assert text.index("Book the hall") < text.index("Write to the library")
    assert not Email.objects.exclude(state="sent").exists()
    assert Email.objects.exclude(sent_at=None).count() == 3


def test_it_waits_for_the_morning(ask: Ask, daily: User) -> None:
    with at(MONDAY - ONE_DAY + timedelta(seconds=1)):
        ask()
    with at(MONDAY - timedelta(seconds=1)):
        assert sweep_and_send() == []
    with at(MONDAY):
        assert sweep_and_send() == ["1 thing for you, 23 November 2026"]


def test_a_week_waits_for_monday(ask: Ask, weekly: User) -> None:
    with at(MONDAY + timedelta(hours=1)):
        ask()
    with at(MONDAY + 6 * ONE_DAY + timedelta(hours=8)):
        assert sweep_and_send() == []
    with at(MONDAY + 7 * ONE_DAY):
        assert sweep_and_send() == ["1 thing for you, 30 November 2026"]


def test_a_morning_without_a_scheduler_is_made_up_for(ask: Ask, daily: User) -> None:
    with at(MONDAY - ONE_DAY):
        ask()
    with at(MONDAY + timedelta(hours=9)):
        assert sweep_and_send() == ["1 thing for you, 23 November 2026"]


def test_nothing_to_say_is_not_said(daily: User) -> None:
    with at(MONDAY):
        assert sweep_and_send() == []
    assert not Email.objects.exists()


def test_what_was_withdrawn_meanwhile_is_not_said(ask: Ask, daily: User) -> None:
    with at(MONDAY - ONE_DAY):
        ask(withdrawn=True)
    with at(MONDAY):
        assert sweep_and_send() == []
    assert set(Email.objects.values_list("state", flat=True)) == {"dropped"}


def test_the_same_title_and_link_are_said_once(ask: Ask, daily: User) -> None:
    with at(MONDAY - ONE_DAY):
        ask(key="1")
        ask(key="2")
    with at(MONDAY):
        assert sweep_and_send() == ["1 thing for you, 23 November 2026"]


def test_many_sweeps_on_a_day_make_one(ask: Ask, daily: User) -> None:
    with at(MONDAY - ONE_DAY):
        ask()
    for minutes in range(0, 600, 60):
        with at(MONDAY + timedelta(minutes=minutes)):
            ask(key=f"at {minutes}")
            sweep_and_send()
    assert len(mailbox.outbox) == 1
    with at(MONDAY + ONE_DAY):
        assert len(sweep_and_send()) == 2
    assert not Email.objects.filter(state="gathered").exists()


def test_what_was_committed_late_waits_for_the_next(ask: Ask, daily: User) -> None:
    """Asked for before the morning, seen after its digest was made: it is not lost."""
    with at(MONDAY - ONE_DAY):
        ask(key="1")
    with at(MONDAY):
        sweep_and_send()
    with at(MONDAY - timedelta(seconds=1)):
        ask(key="2", title="Seen late")
    with at(MONDAY + timedelta(minutes=1)):
        assert len(sweep_and_send()) == 1
    with at(MONDAY + ONE_DAY):
        assert len(sweep_and_send()) == 2
    assert "Seen late" in mailbox.outbox[1].body


@pytest.mark.django_db(transaction=True)
def test_eight_schedulers_at_once_make_one(ask: Ask, daily: User) -> None:
    with at(datetime.now(UTC) - 2 * ONE_DAY):
        for number in range(3):
            ask(key=str(number))
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        try:
            digest.gather()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    made = Email.objects.get(purpose="digest")
    assert made.gathered.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_sent_for_when_it_is_committed(ask: Ask, daily: User, queued: list) -> None:
    with at(MONDAY - ONE_DAY):
        ask()
    with at(MONDAY), transaction.atomic():
        digest.gather()
        assert queued == []
    assert queued == [("people.mail.send", [Email.objects.get(purpose="digest").pk])]


@pytest.mark.parametrize("change", ["2026-03-29", "2026-10-25"])
def test_a_day_on_which_the_clocks_change_has_one_digest(
    ask: Ask, daily: User, change: str
) -> None:
    midnight = datetime.fromisoformat(f"{change}T00:00+00:00")
    with at(midnight - ONE_DAY):
        ask(key="0")
    for hour in range(24):
        with at(midnight + timedelta(hours=hour)):
            sweep_and_send()
            ask(key=f"at {hour}")
    of_the_day = Email.objects.filter(purpose="digest", key=change)
    assert of_the_day.count() == 1
    assert len(mailbox.outbox) in (1, 2)  # and the one of the day before


def test_somebody_who_now_wants_each_at_once_gets_what_waited(ask: Ask, weekly: User) -> None:
    with at(MONDAY + timedelta(hours=1)):
        ask()
    prefers(weekly, EmailPreference.EACH)
    with at(MONDAY + ONE_DAY):
        assert len(sweep_and_send()) == 1


def test_an_account_that_was_locked_gets_none(ask: Ask, daily: User) -> None:
    with at(MONDAY - ONE_DAY):
        ask()
    User.objects.update(locked_at=MONDAY)
    with at(MONDAY):
        assert sweep_and_send() == []
    assert set(Email.objects.values_list("state", flat=True)) == {"dropped"}


def test_one_that_can_not_be_written_does_not_hold_up_the_others(
    ask: Ask, daily: User, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(row: Email) -> Words:
        raise KeyError("secret-4711")

    broken = register(Purpose(name="broken", words=break_down, why="x"))
    with at(MONDAY - ONE_DAY):
        ask()
        send(to=daily, purpose=broken, key="1", about={})
    with at(MONDAY):
        assert sweep_and_send() == ["1 thing for you, 23 November 2026"]
    row = Email.objects.get(purpose="broken")
    assert (row.state, row.failure[:29]) == ("failed", "It could not be written: KeyE")
    assert "secret-4711" not in caplog.text + row.failure


def test_what_a_digest_could_not_say_is_given_up_with_it(ask: Ask, daily: User) -> None:
    with at(MONDAY - ONE_DAY):
        ask()
    with at(MONDAY):
        digest.gather()
    claim = outbox.claim(Email.objects.get(purpose="digest").pk)
    assert claim
    outbox.put_off(claim, "No such address", for_good=True)
    assert list(Email.objects.values_list("state", "failure")) == [
        ("failed", "No such address"),
        ("failed", "No such address"),
    ]


def test_what_waits_costs_one_query_a_minute(
    ask: Ask, daily: User, django_assert_num_queries: Any
) -> None:
    with at(MONDAY):
        for number in range(20):
            ask(key=str(number))
        with django_assert_num_queries(1):
            digest.gather()
