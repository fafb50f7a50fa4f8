"""E-mails outlive killed workers and lost queues, against a real mail server, and are sent once."""

import json
from collections.abc import Callable, Iterator

import pytest
from celery import Celery
from redis import Redis as RedisClient

from tests.faults.conftest import World, run_module
from tests.support.processes import wait_until
from tests.support.smtp import MailServer, mail_server

MakeWorld = Callable[..., World]
ABOUT = json.dumps({"what": "account/email/password_changed"})


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as desk:
        yield desk


@pytest.fixture
def post(world: MakeWorld, server: MailServer) -> World:
    """A world without reports, whose e-mails go to the server."""
    post = world(bodies=1, quarters=0)
    post.env["EMAIL_URL"] = server.url
    return post


def ask(post: World, how_many: int = 1) -> None:
    """Store e-mails that nobody was sent for."""
    for number in range(how_many):
        post.query(
            "INSERT INTO people_email (address, purpose, key, about, state, tries, asked_at,"
            f" failure) VALUES ('p{number}@example.org', 'security-notice', '1', '{ABOUT}',"
            " 'queued', 0, now(), '')"
        )


def states(post: World) -> list[tuple[str, int]]:
    return post.query("SELECT state, tries FROM people_email ORDER BY id")  # type: ignore[return-value]


def send(post: World, task: str, *args: int, times: int = 1) -> None:
    with Celery(broker=post.env["REDIS_URL"], set_as_current=False) as client:
        for _ in range(times):
            client.send_task(task, args=args, queue="mail")


def key_of(post: World) -> int:
    return post.query("SELECT id FROM people_email")[0][0]


def wait_for(post: World, *expected: tuple[str, int]) -> None:
    wait_until(lambda: states(post) == list(expected), timeout=30, what=f"e-mails {expected}")


def test_one_key_delivered_eight_times_to_four_processes_is_sent_once(
    post: World, server: MailServer
) -> None:
    ask(post)
    server.seconds = 1
    with post.worker(concurrency=4) as worker:
        send(post, "people.mail.send", key_of(post), times=8)
        wait_until(
            lambda: worker.output.count("succeeded in") >= 8, timeout=30, what="all dealt with"
        )
        wait_for(post, ("sent", 1))  # asking sent a message too: the ninth may be the one at work
    assert len(server.taken) == 1


def test_a_sender_that_is_killed_loses_nothing(post: World, server: MailServer) -> None:
    ask(post)
    server.seconds = 3600
    with post.worker(concurrency=1) as worker:
        send(post, "people.mail.send", key_of(post))
        wait_for(post, ("sending", 1))
        worker.kill_child()
        server.seconds = 0
        send(post, "people.mail.sweep")  # the lease still holds: nobody else may send
        wait_until(lambda: "people.mail.sweep" in worker.output, timeout=30, what="a sweep")
        assert states(post) == [("sending", 1)]
        post.query("UPDATE people_email SET lease_until = now() - interval '1 second'")
        send(post, "people.mail.sweep")
        wait_for(post, ("sent", 2))
    assert len(server.taken) == 1


def test_a_queue_that_lost_everything_loses_no_email(post: World, server: MailServer) -> None:
    ask(post, 20)
    with RedisClient.from_url(post.env["REDIS_URL"]) as redis, post.worker(concurrency=2):
        redis.flushdb()
        send(post, "people.mail.sweep")
        wait_for(post, *[("sent", 1)] * 20)
    assert len(server.taken) == 20


def test_it_works_with_a_folder_for_a_queue_too(
    embedded_world: MakeWorld, server: MailServer
) -> None:
    post = embedded_world(bodies=1, quarters=0)
    post.env["EMAIL_URL"] = server.url
    post.query(
        "INSERT INTO people_email (address, purpose, key, about, state, tries, asked_at, failure)"
        f" VALUES ('p@example.org', 'security-notice', '1', '{ABOUT}', 'queued', 0,"
        " '2026-01-01 00:00:00', '')"
    )
    run_module("celery", "-A", "partnership", "call", "people.mail.sweep", env=post.env)
    with post.worker(concurrency=1):
        wait_for(post, ("sent", 1))
    assert len(server.taken) == 1
