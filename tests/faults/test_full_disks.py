"""F10: a disk that is full, or takes nothing: the report says so, shows nothing, is made later.

Beside it stands the negative control: what an attempt left behind is not tidied away.
"""

import json
from collections.abc import Callable

import pytest

from tests.faults.conftest import World
from tests.support.processes import wait_until

MakeWorld = Callable[..., World]
IN_REVIEW = "UPDATE reports_report SET stage = 'in-review', submitted_at = now()"
WORDS = {"full": "file too large", "read-only": "permission denied"}


def states(broken: World) -> list[tuple[str]]:
    return broken.query("SELECT state FROM reports_report ORDER BY id")


def fail_to_store(broken: World, disk: str, without: str = "") -> int:
    """Have the first of two reports in review meet such a disk, after three of its five files.

    Returns its key, once it has failed and the other is made.
    """
    broken.query(IN_REVIEW)
    struck, other = broken.report_ids()
    broken.env["FAULTS_DISKS"] = json.dumps({struck: disk})
    with broken.worker(concurrency=2, beat=True, without=without):
        for report_id in (struck, other):
            broken.send(report_id)
        wait_until(
            lambda: states(broken) == [("failed",), ("ready",)], timeout=30, what="one failed"
        )
        if not without:
            whole = broken.recorded
            wait_until(lambda: broken.stored() == whole(), timeout=10, what="nothing half made")
    return struck


@pytest.mark.parametrize("disk", WORDS)
def test_f10_a_report_that_could_not_be_stored_says_why_and_is_made_once_it_can(
    world: MakeWorld, disk: str
) -> None:
    broken = world(bodies=2, quarters=1)
    struck = fail_to_store(broken, disk)

    ((words,),) = broken.query(f"SELECT failure FROM reports_report WHERE id = {struck}")
    assert words.startswith(f"The files could not be stored: {WORDS[disk]}. Ask the administrator")
    assert not [path for path in broken.recorded() if path.startswith(f"reports/{struck}/")]
    del broken.env["FAULTS_DISKS"]
    with broken.worker(concurrency=1):
        broken.send(struck, task="faults.make_again")
        broken.wait_for_all(timeout=30)
    broken.check(reports=2)


def test_f10_control_without_tidying_files_of_the_failed_attempt_stay(world: MakeWorld) -> None:
    broken = world(bodies=2, quarters=1)
    struck = fail_to_store(broken, "full", without="tidying")

    orphans = broken.stored().keys() - broken.recorded().keys()
    assert {path.rpartition("/")[0] for path in orphans} == {f"reports/{struck}/1"}
    assert {path.rpartition(".")[2] for path in orphans} == {"html", "plain", "xlsx"}
