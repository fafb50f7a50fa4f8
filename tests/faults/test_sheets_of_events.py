"""F1 for sheets of events: workers are killed while they check and store them.

Each sheet is stored once or not at all. Beside it stand the negative controls: with
what protects switched off, the same check fails.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from celery import Celery

from tests.faults.conftest import World
from tests.support.processes import wait_until

ROWS, LEASE = 30, 3  # as in batch_worker.py
BLOWS = {
    "first": ["checking", "storing"],
    "second": ["counted"],
    "third": ["stored"],
    "fourth": [],
}

MakeWorld = Callable[..., World]


@contextmanager
def a_worker(broken: World, **how: Any) -> Iterator[Celery]:
    """A worker that is killed as planned, and what sends for it."""
    with (
        broken.worker(application="tests.faults.batch_worker", **how),
        Celery(broker=broken.env["REDIS_URL"], set_as_current=False) as client,
    ):
        yield client


def wait_for(broken: World, state: str, timeout: float = 90) -> None:
    """Wait until every sheet stands so."""
    states = "SELECT state FROM pilots_eventbatch"
    wait_until(
        lambda: {found for (found,) in broken.query(states)} == {state},
        timeout=timeout,
        what=f"every sheet {state}",
    )


def check_whole(broken: World) -> set[int]:
    """How many events of a sheet are there: all with all that belongs to them, or none."""
    found = broken.query(
        "SELECT count(DISTINCT event.id), count(DISTINCT past.history_id),"
        " count(DISTINCT counted.id), count(DISTINCT stored.id)"
        " FROM pilots_eventbatch AS sheet"
        " LEFT JOIN pilots_event AS event ON event.name LIKE sheet.file_name || ' %'"
        " LEFT JOIN pilots_historicalevent AS past ON past.id = event.id"
        " LEFT JOIN pilots_eventcount AS counted ON counted.event_id = event.id"
        " LEFT JOIN pilots_eventbatchrow AS stored ON stored.event_id = event.id"
        " GROUP BY sheet.id"
    )
    assert set(found) <= {(0,) * 4, (ROWS,) * 4}
    (counted,) = broken.query("SELECT coalesce(sum(events), 0) FROM pilots_monthtally")
    assert counted == (sum(events for events, *_ in found),)
    return {events for events, *_ in found}


def test_killed_workers_store_each_sheet_once(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=0)
    broken.planned = BLOWS
    with a_worker(broken, beat=True) as client:
        client.send_task("faults.bring", args=[list(BLOWS)])
        wait_for(broken, "ready")
        client.send_task("faults.store")
        wait_for(broken, "done")
        wait_until(lambda: broken.blows() == 4, timeout=10, what="every blow struck")
    assert check_whole(broken) == {ROWS}


def strike_while_storing(broken: World, client: Celery) -> None:
    """Bring one sheet, and have whoever stores it killed."""
    client.send_task("faults.bring", args=[["first"]])
    wait_for(broken, "ready")
    client.send_task("faults.store")
    wait_until(lambda: broken.blows() == 1, timeout=15, what="the blow struck")


def test_control_without_sweep_and_redelivery_nobody_goes_on(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=0)
    broken.planned = {"first": ["storing"]}
    with a_worker(broken, beat=True, without="sweep redelivery") as client:
        strike_while_storing(broken, client)
        with pytest.raises(TimeoutError):
            wait_for(broken, "done", timeout=LEASE + 2)
    assert check_whole(broken) == {0}


def test_control_without_one_transaction_half_a_sheet_is_stored(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=0)
    broken.planned = {"first": ["storing"]}
    with a_worker(broken, without="transaction") as client:
        strike_while_storing(broken, client)
    with pytest.raises(AssertionError):
        check_whole(broken)
