"""Workers are killed while they count and match answers: every answer counts once, nobody is
left unmatched.

Beside it stands the negative control: tallies stored before what follows from them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from celery import Celery

from tests.faults.conftest import World
from tests.support.processes import wait_until

PEOPLE = 12  # as in count_worker.py
POINTS = ["tallied", "matched", "paired"]
MakeWorld = Callable[..., World]


@contextmanager
def answered(broken: World, points: list[str], **how: str) -> Iterator[Celery]:
    """Everybody has answered twice, and a worker that is killed as planned begins to count."""
    broken.planned = {"blows": points}
    with (
        broken.worker(application="tests.faults.count_worker", concurrency=1, **how),
        Celery(broker=broken.env["REDIS_URL"], set_as_current=False) as client,
    ):
        client.send_task("faults.answer")
        there = "SELECT 1 FROM evaluation_response"
        wait_until(lambda: len(broken.query(there)) == 2 * PEOPLE, timeout=60, what="the answers")
        client.send_task("evaluation.tally")
        wait_until(lambda: broken.blows() == len(points), timeout=60, what="every blow struck")
        client.send_task("evaluation.tally")  # as every minute
        yield client


def tallied(broken: World) -> list[tuple[int, ...]]:
    """How many answered each wave, as tallied; and whether an answer waits."""
    everybody = (
        "SELECT answers FROM evaluation_tally WHERE question_id IS NULL AND scale_id IS NULL"
        " AND area_id IS NULL AND sector = '' AND value IS NULL"
    )
    waiting = "SELECT 1 FROM evaluation_response WHERE NOT is_tallied"
    return broken.query(everybody) + broken.query(waiting)


def matched(broken: World) -> list[tuple[int, ...]]:
    """How many people are matched, and how many of them are in the figures."""
    return broken.query(
        "SELECT (SELECT count(*) FROM evaluation_match WHERE state = 'confirmed'),"
        " (SELECT pairs FROM evaluation_pairtally WHERE question_id IS NULL"
        " AND scale_id IS NULL AND area_id IS NULL AND sector = '')"
    )


def is_whole(broken: World) -> bool:
    return tallied(broken) == [(PEOPLE,)] * 2 and matched(broken) == [(PEOPLE, PEOPLE)]


def test_killed_workers_count_each_answer_once_and_match_everybody(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=0)
    with answered(broken, POINTS):
        wait_until(lambda: is_whole(broken), timeout=30, what="all counted and matched")


def test_control_tallied_first_people_stay_unmatched(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=0)
    with answered(broken, ["tallied"], without="together"):
        everybody = [(PEOPLE,)] * 2
        wait_until(lambda: tallied(broken) == everybody, timeout=30, what="all tallied")
        with pytest.raises(TimeoutError):
            wait_until(lambda: is_whole(broken), timeout=5, what="all matched")
