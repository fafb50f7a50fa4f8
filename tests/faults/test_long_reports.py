"""F9, F16: reports that take longer than the queue waits, or than anybody should.

Beside each stands its negative control: with what protects switched off, the
same check fails.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.faults.conftest import World
from tests.support.processes import Process, wait_until

MakeWorld = Callable[..., World]


# -- F9: the queue takes the message for lost -------------------------------------

VISIBLE = 2  # seconds


def take_long(broken: World, without: str = "") -> None:
    """Make a report for longer than the queue waits, so that its message comes again."""
    (report_id,) = broken.report_ids()
    broken.env["FAULTS_VISIBLE"] = str(VISIBLE)
    with broken.worker(concurrency=2, seconds=str(4 * VISIBLE), without=without) as worker:
        broken.send(report_id)
        came = "Task reports.make["
        wait_until(
            lambda: (
                sum(came in each and "received" in each for each in worker.output.splitlines()) >= 2
            ),
            timeout=30,
            what="the message once more",
        )
        broken.wait_for_all(timeout=30)


def test_f9_a_report_that_outlasts_the_queues_patience_is_made_once(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=1)
    take_long(broken)
    broken.check(reports=1, attempts=1)
    assert len(broken.renders()) == 1


def test_f9_control_without_the_claim_it_is_made_twice(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=1)
    take_long(broken, without="claim fence")
    assert len(broken.renders()) > 1


# -- F16: what no engine lays out ---------------------------------------------------

TIME_LIMIT = 60  # seconds; the product's own is 540
MEMORY = 300  # MB of one process
ENDED = "SELECT state FROM reports_report WHERE state NOT IN ('queued', 'making')"


@contextmanager
def watched(worker: Process) -> Iterator[list[float]]:
    """The most memory, in MB, that any process of the worker held; told when the block is left."""
    most, done = [0.0], Event()

    def watch() -> None:
        while not done.wait(0.2):
            most[0] = max([most[0], *held(worker.children())])

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield most
    finally:
        done.set()
        watcher.join()


def held(processes: Sequence[int]) -> Iterator[float]:
    """The most memory that each process held so far, in MB."""
    for process in processes:
        try:
            lines = Path(f"/proc/{process}/status").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        yield from (int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def poison(broken: World, *poisons: str) -> None:
    """Poison the first reports."""
    keys = broken.report_ids()
    broken.env["FAULTS_POISONS"] = json.dumps(dict(zip(keys, poisons, strict=False)))


def test_f16_poisoned_reports_fail_in_words_and_the_others_are_made(world: MakeWorld) -> None:
    broken = world(bodies=6, quarters=1)
    poison(broken, "rows", "text", "colspan")
    broken.query(
        "INSERT INTO reports_reporttext (report_id, section, text, version, written_at)"
        f" VALUES ({broken.report_ids()[3]}, 'conclusion', repeat('word ', 400000), 1, now())"
    )
    with broken.worker(concurrency=2, beat=True, seconds="") as worker, watched(worker) as most:
        began = time.monotonic()
        wait_until(lambda: len(broken.query(ENDED)) == 6, timeout=TIME_LIMIT, what="all ended")
        print(f"{time.monotonic() - began:.0f} s, {most[0]:.0f} MB")
    rows = broken.query("SELECT state, failure, attempt FROM reports_report ORDER BY id")
    assert [state for state, *_ in rows] == ["failed"] * 4 + ["ready"] * 2
    for _, words, attempt in rows[:4]:
        assert words.startswith("The document is too large to print: it has ")
        assert "Shorten it" in words
        assert attempt == 1
    assert most[0] <= MEMORY


def test_f16_control_without_limits_it_is_stopped_by_the_clock_and_holds_up_no_other(
    world: MakeWorld,
) -> None:
    broken = world(bodies=2, quarters=1)
    poison(broken, "colspan")
    broken.env["FAULTS_TIME_LIMIT"] = "15"
    with broken.worker(concurrency=2, beat=True, seconds="", without="limits"):
        wait_until(lambda: broken.query(ENDED), timeout=30, what="the other ended")
        with pytest.raises(TimeoutError):
            wait_until(lambda: len(broken.query(ENDED)) == 2, timeout=5, what="both ended")
        wait_until(lambda: len(broken.query(ENDED)) == 2, timeout=30, what="both ended")
    rows = broken.query("SELECT state, failure FROM reports_report ORDER BY id")
    assert [state for state, _ in rows] == ["failed", "ready"]
    assert "took longer than" in rows[0][1]
