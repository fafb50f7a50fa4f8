"""A real broker that refuses, is silent, or falls silent: a request answers, the row stays."""

import runpy
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from celery import Celery
from django.test import Client

from partnership import queue
from partnership import settings as product
from partnership.people.models import Role
from partnership.reports import jobs
from partnership.reports.models import Report
from tests.support.processes import free_port
from tests.support.servers import redis_server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1"])]

LIST = "/programmes/co-creating/reports/"
CHOICE = {"body": "north-ijb", "period": "2019-09-30"}
AT_MOST = 5  # seconds

Point = Callable[[str], Celery]


@pytest.fixture
def queue_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Point]:
    """Point the product's queue at a Redis address, with the product's settings for it."""
    apps = []

    def point(url: str) -> Celery:
        monkeypatch.setenv("REDIS_URL", url)
        settings = runpy.run_path(str(product.__file__))
        app = Celery(set_as_current=False)
        names = [name for name in settings if name.startswith("CELERY_")]
        app.conf.update({name[7:].lower(): settings[name] for name in names})
        monkeypatch.setattr(queue, "current_app", app)
        apps.append(app)
        return app

    yield point
    for app in apps:
        app.close()


def ask(client: Client) -> tuple[float, Any]:
    """Ask for a report as a browser does; how many seconds that took, and the answer."""
    began = time.monotonic()
    response = client.post(LIST, CHOICE)
    return time.monotonic() - began, response


def assert_answered(took: float, response: Any, client: Client) -> None:
    assert response.status_code == 302
    assert took <= AT_MOST
    report = Report.objects.get()
    assert (report.state, report.queued_at) == ("queued", None)
    assert "as soon as the queue is back" in client.get(response["Location"]).content.decode()


def test_a_broker_that_refuses_delays_nobody(body: Any, signed_in: Any, queue_at: Point) -> None:
    queue_at(f"redis://127.0.0.1:{free_port()}/0")
    client = signed_in(Role.PROGRAMME_MANAGER)
    assert_answered(*ask(client), client)


def test_a_broker_that_never_answers_delays_nobody_for_long(
    body: Any, signed_in: Any, queue_at: Point
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", free_port()))
        silent.listen()
        queue_at(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        client = signed_in(Role.PROGRAMME_MANAGER)
        assert_answered(*ask(client), client)


def test_without_the_time_limits_a_silent_broker_would_hang_the_request(
    body: Any, signed_in: Any, queue_at: Point
) -> None:
    """The negative control: the same request, with the limits taken out of the settings."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", free_port()))
        silent.listen()
        app = queue_at(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        app.conf.broker_transport_options = {"socket_timeout": 7}
        took, _ = ask(signed_in(Role.PROGRAMME_MANAGER))
    assert took > AT_MOST


def test_a_broker_that_falls_silent_and_comes_back_gets_every_report(
    body: Any, signed_in: Any, queue_at: Point
) -> None:
    with redis_server() as redis:
        app = queue_at(redis.url)
        assert jobs.send(jobs.MAKE, 1)
        redis.silence()
        client = signed_in(Role.PROGRAMME_MANAGER)
        assert_answered(*ask(client), client)
        redis.resume()
        jobs.sweep()
        with app.connection_for_read() as connection:
            queued = connection.default_channel.client.llen("celery")
    assert queued in (2, 3)  # one that was given up may have arrived all the same
    assert Report.objects.get().queued_at
