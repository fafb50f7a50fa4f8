"""Purposes to write for, a queue that remembers, and mail that was sent."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from celery import current_app

from partnership.people.mail import Purpose, Words, purposes, register, send
from partnership.people.models import Email, User
from tests.support.builders import a_person
from tests.support.smtp import MailServer, mail_server

Ask = Callable[..., Email]


@pytest.fixture(autouse=True)
def purposes_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test registers is known to that test alone."""
    monkeypatch.setattr(purposes, "_registered", dict(purposes._registered))


@pytest.fixture(autouse=True)
def queued(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[int]]]:
    """Collects what is put in the queue, as (task, arguments)."""
    messages: list[tuple[str, list[int]]] = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, args: messages.append((name, list(args)))
    )
    return messages


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A queue that refuses; collects how often it was asked."""
    asked: list[str] = []

    def refuse(name: str, args: list[int]) -> None:
        asked.append(name)
        raise ConnectionError("nobody@example.org")

    monkeypatch.setattr(current_app, "send_task", refuse)
    return asked


def hall_words(row: Email) -> Words | None:
    title = row.about.get("title", "Book the hall")
    return None if row.about.get("withdrawn") else Words(title, "/work/hall/", "Open the action")


@pytest.fixture
def hall() -> Purpose:
    """A purpose that is not urgent."""
    return register(Purpose(name="hall", words=hall_words, why="this action is yours"))


@pytest.fixture
def alarm() -> Purpose:
    """A purpose that is urgent."""
    return register(Purpose(name="alarm", words=hall_words, why="it burns", urgent=True))


@pytest.fixture
def person(db: None) -> User:
    return a_person()


@pytest.fixture
def ask(hall: Purpose, person: User) -> Ask:
    """Asks for an e-mail about the hall."""

    def asking(to: Any = person, key: str = "1", **about: Any) -> Email:
        return send(to=to, purpose=hall, key=key, about=about)

    return asking


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A real mail server that the product is set to use."""
    with mail_server() as desk:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", desk.port
        settings.EMAIL_TIMEOUT = 0.5
        yield desk


def the_row() -> Email:
    return Email.objects.get()
