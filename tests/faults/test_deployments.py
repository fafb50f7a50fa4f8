"""F1, F3, F4, F5: reports outlive their worker, a deployment, a lost queue and one that is away.

Beside each stands its negative control: with what protects switched off, the
same check fails.
"""

import time
from collections.abc import Callable

import pytest

from tests.faults.conftest import LEASE, World
from tests.support.processes import wait_until
from tests.support.servers import Redis

MakeWorld = Callable[..., World]
IN_REVIEW = "UPDATE reports_report SET stage = 'in-review', submitted_at = now()"
FROZEN = "SELECT fingerprint FROM reports_report WHERE fingerprint <> ''"


# -- F1: what was given to be reviewed -------------------------------------------


def kill_and_change(broken: World, without: str = "") -> tuple[str, str]:
    """Kill the maker of a report in review, change the records, let another make it.

    Returns the fingerprint that the first froze, and the one that the files carry.
    """
    broken.query(IN_REVIEW)
    (report_id,) = broken.report_ids()
    broken.planned = {report_id: "after render"}
    with broken.worker(concurrency=1, without=f"redelivery {without}"):
        broken.send(report_id)
        wait_until(lambda: broken.blows() == 1, timeout=30, what="the blow")
        ((first,),) = broken.query(FROZEN)
    broken.query("UPDATE pilots_reportingbody SET slug = 'renamed-since'")
    with broken.worker(concurrency=1, beat=True, without=without):
        broken.wait_for_all(timeout=LEASE + 30)
    ((last,),) = broken.query(FROZEN)
    return first, last


def test_f1_what_is_reviewed_is_what_the_first_maker_froze(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=1)
    first, last = kill_and_change(broken)
    assert first == last
    broken.check(reports=1)
    assert broken.query("SELECT stage FROM reports_report") == [("in-review",)]


def test_f1_control_gathered_anew_the_figures_are_others(world: MakeWorld) -> None:
    first, last = kill_and_change(world(bodies=1, quarters=1), without="frozen")
    assert first != last


# -- F3: a deployment --------------------------------------------------------------


def test_f3_a_deployment_loses_and_doubles_no_report(world: MakeWorld) -> None:
    broken = world(bodies=6, quarters=2)
    with broken.worker(concurrency=2, seconds="1") as worker:
        for report_id in broken.report_ids():
            broken.send(report_id)
        wait_until(lambda: len(broken.renders()) >= 2, timeout=30, what="two in the making")
        began = time.monotonic()
        worker.stop()
        assert time.monotonic() - began < 30
    with broken.worker(concurrency=2, beat=True, seconds="0.1"):
        broken.wait_for_all(timeout=60)
    broken.check(reports=12, attempts=1)
    assert len(broken.renders()) == 12


def test_f3_control_a_worker_that_is_not_let_finish_makes_reports_twice(
    world: MakeWorld,
) -> None:
    broken = world(bodies=2, quarters=1)
    with broken.worker(concurrency=2, seconds="1") as worker:
        for report_id in broken.report_ids():
            broken.send(report_id)
        wait_until(lambda: len(broken.renders()) == 2, timeout=30, what="two in the making")
        worker.kill()
    with broken.worker(concurrency=2, beat=True, seconds="0.1"):
        broken.wait_for_all(timeout=LEASE + 30)
    with pytest.raises(AssertionError):
        broken.check(reports=2, attempts=1)


# -- F4: a queue that forgot everything --------------------------------------------


def lose_the_queue(broken: World, redis: Redis) -> None:
    """Queue every report, and lose the queue; the rows say that workers were sent for."""
    for report_id in broken.report_ids():
        broken.send(report_id)
    broken.query("UPDATE reports_report SET queued_at = now()")
    redis.kill()
    redis.start()


def test_f4_a_queue_that_lost_everything_loses_no_report(world: MakeWorld, redis: Redis) -> None:
    broken = world(bodies=6, quarters=4)
    lose_the_queue(broken, redis)
    with broken.worker(concurrency=2, beat=True, seconds="0.1"):
        assert broken.wait_for_all(timeout=120) < 120
    broken.check(reports=24, attempts=1)


def test_f4_control_without_the_sweep_nobody_knows_of_them(world: MakeWorld, redis: Redis) -> None:
    broken = world(bodies=1, quarters=2)
    lose_the_queue(broken, redis)
    without = broken.worker(concurrency=2, beat=True, seconds="0.1", without="sweep")
    with without, pytest.raises(TimeoutError):
        broken.wait_for_all(timeout=LEASE + 3)


# -- F4, F5: a queue that goes away from a worker at work ------------------------------

AWAY = 8  # seconds; longer than a worker asks in vain before it connects anew


def go_away(redis: Redis, how: str) -> None:
    """Have the queue refuse for a while, and forget everything; or be silent for a while."""
    if how == "killed":
        redis.kill()
        time.sleep(AWAY)
        redis.start()
    else:
        redis.silence()
        time.sleep(AWAY)
        redis.resume()


def work_through(broken: World, redis: Redis, how: str, without: str = "") -> None:
    """Take the queue away from a worker that makes the first of many reports."""
    with broken.worker(concurrency=2, beat=True, seconds="1", without=without):
        for report_id in broken.report_ids():
            broken.send(report_id)
        broken.query("UPDATE reports_report SET queued_at = now() WHERE state = 'queued'")
        wait_until(lambda: len(broken.renders()) >= 2, timeout=30, what="two in the making")
        go_away(redis, how)
        broken.wait_for_all(timeout=LEASE + 5 if without else 60)


@pytest.mark.parametrize("how", ["killed", "silent"])
def test_f5_a_queue_that_was_away_for_a_while_loses_and_doubles_no_report(
    world: MakeWorld, redis: Redis, how: str
) -> None:
    broken = world(bodies=6, quarters=1)
    work_through(broken, redis, how)
    broken.check(reports=6, attempts=1)
    assert len(broken.renders()) == 6


def test_f5_control_without_the_sweep_what_it_forgot_is_not_made(
    world: MakeWorld, redis: Redis
) -> None:
    broken = world(bodies=6, quarters=1)
    with pytest.raises(TimeoutError):
        work_through(broken, redis, "killed", without="sweep")
