"""A real broker that refuses, is silent, or falls silent: a request answers, the row stays."""

import runpy
import socket
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from celery import Celery
from django.test import Client

from partnership import queue
from partnership import settings as product
from partnership.people.models import Email, Role, User
from partnership.reports import jobs, making, snapshot
from partnership.reports.actions import drafting
from partnership.reports.actions.moving import digest
from partnership.reports.collect.report import collect
from partnership.reports.models import Report
from tests.support.builders import a_body, a_person
from tests.support.drafting_reports import a_draft, approved, filled_in, in_review
from tests.support.processes import free_port
from tests.support.servers import redis_server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1"])]

LIST = "/programmes/co-creating/reports/"
REVIEW = f"{LIST}north-ijb/2019-09-30/review/"
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
    client.get(LIST)  # what the first request loads is no matter of the broker
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


# -- From stage to stage, with e-mails to each of several people ---------------------


Form = dict[str, str]


def submit(body: Any) -> Form:
    filled_in(a_draft(body))
    return {}


def approve(body: Any) -> Form:
    report = in_review(body)
    seen = {"fingerprint": report.fingerprint, "moved": digest(report.moved)}
    return {"whose": "myself", "has_read": "on"} | seen


def publish(body: Any) -> Form:
    approved(body)
    return {}


MOVES = {  # to each stage: the move, and what is there before it, with the form to be sent
    "in-review": ("submit", submit),
    "approved": ("approve", approve),
    "published": ("publish", publish),
}


@pytest.fixture
def silent(queue_at: Point) -> Iterator[Celery]:
    """The queue of the product, which listens and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", free_port()))
        listening.listen()
        yield queue_at(f"redis://127.0.0.1:{listening.getsockname()[1]}/0")


@pytest.fixture
def real_figures(quick_making: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever signs has records looked at again, and these are compared with what is frozen."""
    monkeypatch.setattr(making, "collect", collect)
    for function in (snapshot.freeze, snapshot.restore, snapshot.thaw):
        monkeypatch.setattr(making, function.__name__, function)


@pytest.fixture
def manager(programme: Any, body: Any) -> User:
    """Whoever moves a report, among others who are told of it."""
    for _ in range(3):
        a_person(Role.PROGRAMME_MANAGER, programme)
        a_person(Role.IJB_OFFICER, body)
    return a_person(Role.PROGRAMME_MANAGER, programme)


def move_to(stage: str, body: Any, client: Client, by: User) -> float:
    """Lead a report to a stage from its page; how many seconds that took."""
    move, prepare = MOVES[stage]
    form = prepare(body)
    client.force_login(by)
    client.get(REVIEW)  # what the first request loads is no matter of the broker
    began = time.monotonic()
    assert client.post(f"{REVIEW}{move}/", form).status_code == 302
    return time.monotonic() - began


@pytest.mark.parametrize("stage", MOVES)
def test_a_silent_broker_delays_no_move_for_long_and_loses_no_e_mail(
    body: Any, manager: User, client: Client, silent: Celery, real_figures: None, stage: str
) -> None:
    assert move_to(stage, body, client, manager) <= AT_MOST
    report = Report.objects.get()
    assert report.stage == stage
    if stage == "in-review":
        assert (report.state, report.queued_at) == ("queued", None)  # the sweep's
    assert [*Email.objects.values_list("state", "queued_at")] == [("queued", None)] * 3


def test_without_leaving_it_alone_a_move_waits_for_it_again_and_again(
    body: Any, manager: User, client: Client, silent: Celery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    monkeypatch.setattr(queue, "LEAVE_ALONE", 0)
    assert move_to("in-review", body, client, manager) > AT_MOST


def test_drafts_of_an_evening_wait_for_a_silent_broker_once(
    programme: Any, body: Any, manager: User, silent: Celery
) -> None:
    for number in range(8):
        a_body(programme, f"Board {number}")
    began = time.monotonic()
    assert drafting.draft_due(on=date(2019, 10, 1)) == 9
    assert time.monotonic() - began <= AT_MOST
    assert set(Report.objects.values_list("state", "queued_at")) == {("queued", None)}
