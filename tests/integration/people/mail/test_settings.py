"""How the product is told of its mail server."""

import runpy
from typing import Any

import pytest

from partnership import settings as product
from partnership.people.mail import checks
from partnership.people.tasks import forget_mail, send_mail, sweep_mail


def settings_with(monkeypatch: pytest.MonkeyPatch, url: str | None) -> dict[str, Any]:
    monkeypatch.delenv("EMAIL_URL", raising=False)
    if url is not None:
        monkeypatch.setenv("EMAIL_URL", url)
    return runpy.run_path(str(product.__file__))


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "ssl"),
    [
        ("smtp+tls://us:p%40ss@mail.example.org:587", "mail.example.org", 587, True, False),
        ("smtp+ssl://us:p%40ss@mail.example.org:465", "mail.example.org", 465, False, True),
        ("smtp://us:p%40ss@mail.example.org", "mail.example.org", 25, False, False),
    ],
)
def test_an_address_says_it_all(
    monkeypatch: pytest.MonkeyPatch, url: str, host: str, port: int, tls: bool, ssl: bool
) -> None:
    read = settings_with(monkeypatch, url)
    assert read["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == (host, port)
    assert (read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (tls, ssl)
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("us", "p@ss")
    assert 0 < read["EMAIL_TIMEOUT"] <= 30


def test_with_nothing_set_emails_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_with(monkeypatch, None)["EMAIL_BACKEND"] == checks.CONSOLE


@pytest.mark.parametrize(
    ("https", "backend", "warned"),
    [(True, checks.CONSOLE, True), (False, checks.CONSOLE, False), (True, "smtp", False)],
)
def test_a_site_that_others_reach_is_warned_of_printing(
    settings: Any, https: bool, backend: str, warned: bool
) -> None:
    settings.SERVED_OVER_HTTPS, settings.EMAIL_BACKEND = https, backend
    assert [each.id for each in checks.emails_leave()] == ["people.W001"] * warned


def test_the_scheduler_and_the_queue_know_the_tasks(settings: Any) -> None:
    planned = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {sweep_mail.name, forget_mail.name} <= planned
    assert send_mail.app.amqp.router.route({}, send_mail.name)["queue"].name == "mail"
