"""F2 for drafts: a worker is killed in the middle of an evening's drafts; all are told of once.

Beside it stands the negative control: drafts that are stored one by one.
"""

import re
from collections.abc import Callable

from tests.faults.conftest import World
from tests.support.processes import wait_until

BODIES, KILLED_AT = 33, 20
MANAGER = "manager@example.org"
MakeWorld = Callable[..., World]


def draft_and_die(broken: World, without: str = "") -> list[int]:
    """Kill whoever drafts 33 reports at the twentieth, and let them be made.

    Returns of how many drafts each e-mail tells the manager.
    """
    broken.planned = {"drafts": KILLED_AT}
    with broken.worker(concurrency=2, seconds="0.02", without=without) as worker:
        broken.send(MANAGER, task="faults.manager")
        wait_until(
            lambda: re.search(r"faults\.manager\S* succeeded", worker.output),
            timeout=30,
            what="a manager",
        )
        broken.send("2019-10-01", task="faults.draft")
        all_there = f"SELECT 1 FROM reports_report HAVING count(*) = {BODIES}"
        wait_until(lambda: broken.query(all_there), timeout=60, what="the drafts")
        broken.wait_for_all(timeout=60)
        assert broken.blows() == 1
    told = "SELECT jsonb_array_length(about::jsonb->'reports') FROM people_email"
    return [count for (count,) in broken.query(f"{told} WHERE address = '{MANAGER}'")]


def test_f2_an_evening_that_was_broken_off_is_drafted_made_and_told_of_once(
    world: MakeWorld,
) -> None:
    broken = world(bodies=BODIES, quarters=0)
    assert draft_and_die(broken) == [BODIES]
    broken.check(reports=BODIES, attempts=1)


def test_f2_control_stored_one_by_one_some_are_never_told_of(world: MakeWorld) -> None:
    broken = world(bodies=BODIES, quarters=0)
    assert draft_and_die(broken, without="together") == [BODIES - KILLED_AT]
