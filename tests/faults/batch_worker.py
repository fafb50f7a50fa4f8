"""The worker that stores sheets of events in the fault tests: the product's own, with blows.

FAULTS_NOTES     folder: each blow leaves a file
FAULTS_BLOWS     JSON, {name of a sheet: points}: where a worker is killed, once at each
FAULTS_WITHOUT   protections that are switched off: sweep, redelivery, transaction

None of this is known to the product: its functions are replaced from here.
"""

import json
import os
import signal
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django

django.setup()

from partnership.celery import app  # noqa: E402
from partnership.people.models import Role, User  # noqa: E402
from partnership.programmes.models import Programme  # noqa: E402
from pilots import tasks  # noqa: E402
from pilots.actions import event_batch_checking as checking  # noqa: E402
from pilots.actions import event_batch_jobs as jobs  # noqa: E402
from pilots.actions import event_batch_writing as writing  # noqa: E402
from pilots.actions import event_batches as do  # noqa: E402
from pilots.event_sheet_files import read_text  # noqa: E402
from pilots.models import EventBatch  # noqa: E402

NOTES = Path(os.environ["FAULTS_NOTES"])
BLOWS: dict[str, list[str]] = json.loads(os.environ.get("FAULTS_BLOWS", "{}"))
WITHOUT = set(os.environ.get("FAULTS_WITHOUT", "").split())
ROWS, AT_A_TIME, LEASE = 30, 10, 3

current: list[str] = []  # the name of the sheet that this process works on


def after(owner: Any, name: str, point: str) -> None:
    """Have a function of the product reach a point after it did its work."""
    original: Callable[..., Any] = getattr(owner, name)

    def passing(*args: Any, **kwargs: Any) -> Any:
        result = original(*args, **kwargs)
        if current and point in BLOWS.get(current[0], []):
            die(f"blow-{current[0]}-{point}")
        return result

    setattr(owner, name, passing)


def die(note: str) -> None:
    """Be killed, once for each note."""
    try:
        (NOTES / note).touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def work(held: jobs.Claim) -> None:
    """Work on a sheet, known by its name."""
    current[:] = [EventBatch.objects.get(pk=held.batch_id).file_name]
    try:
        work_on_sheet(held)
        if held.state == jobs.State.WRITING and "stored" in BLOWS.get(current[0], []):
            die(f"blow-{current[0]}-stored")
    finally:
        current.clear()


after(checking, "rewrite", "checking")
after(writing, "_write", "storing")
after(writing.events_touched, "send", "counted")
work_on_sheet, jobs.work = jobs.work, work
jobs.AT_ONCE, jobs.LEASE_SECONDS = 0, LEASE
checking.AT_A_TIME = writing.AT_A_TIME = AT_A_TIME

if "sweep" in WITHOUT:
    jobs.sweep = lambda: None
if "redelivery" in WITHOUT:
    app.conf.task_reject_on_worker_lost = False
if "transaction" in WITHOUT:
    writing.transaction = SimpleNamespace(atomic=nullcontext)  # type: ignore[assignment]


@app.task(name="faults.bring")
def bring(names: list[str]) -> None:
    """Bring sheets of so many events each."""
    programme, manager = Programme.objects.get(), a_manager()
    for name in names:
        rows = (f"{name} {n},Fun day,Whole programme,2019-{n % 12 + 1:02}-01,Held,12"
                for n in range(ROWS))  # fmt: skip
        sheet = read_text("\n".join(["Event,Kind,Area,When,Status,Attendance", *rows]))
        do.bring(programme=programme, area=None, file_name=name, sheet=sheet, by=manager)


def a_manager() -> User:
    """Somebody who may bring sheets, in a programme with a kind of event."""
    from pilots.actions.roles import grant
    from tests.support.builders import START, a_kind

    programme = Programme.objects.get()
    a_kind(programme)
    manager = User.objects.create_user("manager@example.org", display_name="Manager")
    role = Role.PROGRAMME_MANAGER
    grant(role=role, to=manager, where=programme, from_on=START, by=None)
    return manager


@app.task(name="faults.store")
def store() -> None:
    """Ask for every checked sheet to be stored."""
    for batch in EventBatch.objects.filter(state=jobs.State.READY):
        do.store(batch=batch)


assert tasks  # registered with the application
