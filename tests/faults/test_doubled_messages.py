"""F7, F8: schedulers and messages come in numbers; a report is made once.

Beside each stands its negative control: with the protection switched off, the
same check fails.
"""

import os
import signal
from collections.abc import Callable

import pytest

from tests.faults.conftest import LEASE, World, run_module
from tests.support.processes import wait_until

MakeWorld = Callable[..., World]


def draft_from_many(broken: World, schedulers: int) -> None:
    """Have so many schedulers draft the same quarter, and a worker of four do as they say."""
    with broken.worker(concurrency=4, slow_create=1.5):
        run_module("tests.faults.schedulers", str(schedulers), "4", env=broken.env)
        wait_until(lambda: broken.query("SELECT 1 FROM reports_report"), timeout=30, what="a row")
        broken.wait_for_all(timeout=30)


@pytest.mark.parametrize(("schedulers", "bodies"), [(2, 1), (8, 1), (8, 6)])
def test_f7_many_schedulers_draft_each_report_once(
    world: MakeWorld, schedulers: int, bodies: int
) -> None:
    broken = world(bodies=bodies, quarters=0)
    draft_from_many(broken, schedulers)
    broken.check(reports=bodies, attempts=1)
    assert len(broken.renders()) == bodies


def test_f7_control_without_the_constraint_they_get_several(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=0)
    broken.query("ALTER TABLE reports_report DROP CONSTRAINT report_edition_once")
    broken.query("DROP INDEX report_one_unpublished_edition")
    draft_from_many(broken, 8)
    with pytest.raises(AssertionError):
        broken.check(reports=1, attempts=1)


def send_eight(broken: World, without: str = "") -> int:
    """Deliver one message eight times to four processes; how often the report was rendered."""
    (report_id,) = broken.report_ids()
    with broken.worker(concurrency=4, seconds="1", without=without) as worker:
        broken.send(report_id, times=8)
        done = "Task reports.make["
        wait_until(
            lambda: (
                sum(done in line and "succeeded" in line for line in worker.output.splitlines())
                == 8
            ),
            timeout=60,
            what="eight messages dealt with",
        )
    return len(broken.renders())


def test_f8_eight_messages_make_one_report_and_seven_find_nothing_to_do(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=1)
    assert send_eight(broken) == 1
    broken.check(reports=1, attempts=1)


def test_f8_control_without_the_claim_it_is_made_over_and_over(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=1)
    # The fence would stop all but the last of them before they render: off with it too.
    assert send_eight(broken, without="claim fence") > 1


OF_THE_LATE_ONE = "SELECT 1 FROM reports_reportfile WHERE path LIKE 'reports/%/1/%'"


def stall_and_overtake(broken: World, without: str = "") -> None:
    """Stop the maker for longer than its lease, as a machine that sleeps; then let it go on."""
    with broken.worker(concurrency=2, beat=True, seconds="1", without=without) as worker:
        making = "SELECT 1 FROM reports_report WHERE step = 'pdf'"
        wait_until(lambda: broken.query(making), timeout=30, what="the PDF begun")
        stalled = worker.children()
        for child in stalled:
            os.kill(child, signal.SIGSTOP)
        with broken.worker(concurrency=1, beat=True, seconds="0.1"):
            broken.wait_for_all(timeout=LEASE + 30)
        for child in stalled:
            os.kill(child, signal.SIGCONT)
        wait_until(lambda: len(broken.renders()) == 2, timeout=30, what="the late one at work")
        wait_until(
            lambda: "Left to a later attempt" in worker.output or broken.query(OF_THE_LATE_ONE),
            timeout=30,
            what="the late one done",
        )
        if not without:
            broken.wait_for_all(timeout=10)


def test_a_late_maker_changes_nothing(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=1)
    stall_and_overtake(broken)
    broken.check(reports=1)


def test_control_without_the_fence_a_late_maker_spoils_the_report(world: MakeWorld) -> None:
    broken = world(bodies=1, quarters=1)
    stall_and_overtake(broken, without="fence")
    with pytest.raises(AssertionError):
        broken.check(reports=1)
