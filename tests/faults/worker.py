"""The worker of the fault tests: the product's own, with quick reports, blows and switches.

FAULTS_NOTES         folder: each rendering adds a line to `renders`, each blow a file
FAULTS_BLOWS         JSON, {report key: point or seconds}: where its first attempt is killed;
                     {"drafts": number}: whoever drafts so many in one evening is killed once
FAULTS_SECONDS       how long rendering takes; empty: the product's own rendering
FAULTS_WITHOUT       protections that are switched off: claim, fence, frozen, sweep, redelivery,
                     limits, tidying, together
FAULTS_DISKS         JSON, {report key: "full" or "read-only"}: what storing its PDF finds
FAULTS_POISONS       JSON, {report key: one of POISONS}: what is printed at its end
FAULTS_VISIBLE       seconds after which the queue takes a message for lost
FAULTS_TIME_LIMIT    seconds that a job may take
FAULTS_SLOW_CREATE   seconds between looking for a report's row and adding it

None of this is known to the product: its functions are replaced from here.
"""

import json
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from threading import Timer
from types import SimpleNamespace
from typing import Any

import django
from django.db.models import F
from django.db.models.functions import Now

django.setup()

from partnership import files  # noqa: E402
from partnership.celery import app  # noqa: E402
from partnership.pdf import render as setting  # noqa: E402
from partnership.people.models import Role, User  # noqa: E402
from partnership.programmes.models import Programme  # noqa: E402
from partnership.reports import actions, jobs, making, storage, tasks  # noqa: E402
from partnership.reports.actions import drafting, publishing  # noqa: E402
from partnership.reports.models import Report, ReportFile  # noqa: E402
from partnership.reports.models.report import ReportQuerySet  # noqa: E402
from partnership.reports.rendering import print as printing  # noqa: E402
from pilots.actions.roles import grant  # noqa: E402
from tests.support.builders import START  # noqa: E402
from tests.support.quick_reports import STAND_INS  # noqa: E402

NOTES = Path(os.environ["FAULTS_NOTES"])
BLOWS: dict[str, str | float] = json.loads(os.environ.get("FAULTS_BLOWS", "{}"))
SECONDS = os.environ.get("FAULTS_SECONDS", "")
WITHOUT = set(os.environ.get("FAULTS_WITHOUT", "").split())
SLOW_CREATE = float(os.environ.get("FAULTS_SLOW_CREATE", "0"))
DISKS: dict[str, str] = json.loads(os.environ.get("FAULTS_DISKS", "{}"))
POISONED: dict[str, str] = json.loads(os.environ.get("FAULTS_POISONS", "{}"))
POISONS = {
    "rows": f"<table><tr><th scope='col'>N</th></tr>{'<tr><td>1</td></tr>' * 5_000}</table>",
    "text": f"<p>{'word ' * 400_000}</p>",
    "colspan": "<table><tr><th scope='col' colspan='100000'>N</th></tr></table>",
}
NOBODY = 65534  # a user who may do what the folders let everybody do

current: list[jobs.Claim] = []  # what this process is making


def die(what: int | str) -> None:
    """Be killed, once for each report."""
    try:
        (NOTES / f"blow-{what}").touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def at(point: str) -> None:
    """Reach a point at which the report in the making may be struck."""
    if current and BLOWS.get(str(current[0].report_id)) == point:
        die(current[0].report_id)


def around(owner: Any, name: str, *, before: str = "", after: str = "") -> None:
    """Have a function of the product pass a point before or after it does its work."""
    original = getattr(owner, name)

    def passing(*args: Any, **kwargs: Any) -> Any:
        at(before)
        result = original(*args, **kwargs)
        at(after)
        return result

    setattr(owner, name, passing)


def noted(render: Callable[..., bytes]) -> Callable[..., bytes]:
    """Note each rendering."""

    def rendered(*args: Any) -> bytes:
        with (NOTES / "renders").open("a") as notes:
            notes.write(f"{current[0].report_id}\n" if current else "none\n")
        return render(*args)

    return rendered


def slowly(render: Callable[..., bytes]) -> Callable[..., bytes]:
    """Take as long as a small report takes."""

    def rendered(*args: Any) -> bytes:
        time.sleep(float(SECONDS))
        return render(*args)

    return rendered


def make(*, claim: jobs.Claim) -> None:
    """Make a report, and be killed some seconds after it was begun if it is so planned."""
    current[:] = [claim]
    blow = BLOWS.get(str(claim.report_id))
    timer = Timer(blow if isinstance(blow, float) else 3600, die, [claim.report_id])
    timer.start()
    try:
        make_report(claim=claim)
    finally:
        timer.cancel()
        current.clear()


def claim_anything(report_id: int) -> jobs.Claim | None:
    """Take a report whatever its state: what a worker does that trusts its messages."""
    row = Report.objects.filter(pk=report_id)
    row.update(state="making", attempt=F("attempt") + 1, lease_until=Now())
    return jobs.Claim(report_id, row.get().attempt)


def collect_anew(claim: jobs.Claim) -> Any:
    """Gather the figures at each attempt: what a maker does that freezes nothing."""
    report = Report.objects.select_related(*publishing.WITH).get(pk=claim.report_id)
    found = publishing.collected(report)
    claim.change(snapshot=found.json, fingerprint=found.fingerprint)
    return found


def poisoned(template: str, context: dict[str, Any]) -> str:
    """What is to be printed, with the poison of the report in the making."""
    poison = POISONS.get(POISONED.get(str(current[0].report_id), ""), "")
    return to_string(template, context).replace("</body>", f"{poison}</body>")


@contextmanager
def a_full_disk(_: Path) -> Iterator[None]:
    """The system lets no file grow beyond a few bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def a_read_only_folder(folder: Path) -> Iterator[None]:
    """The system lets nothing be put into the folder; it would let its administrator."""
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)


def write_onto(claim: jobs.Claim, kind: str, content: bytes) -> ReportFile:
    """Store a file on the disk that is planned for its report's PDF."""
    disk = DISKS.get(str(claim.report_id), "") if kind == "pdf" else ""
    how = {"full": a_full_disk, "read-only": a_read_only_folder}.get(disk, nullcontext)
    folder = Path(storage.default_storage.path(f"reports/{claim.report_id}/{claim.attempt}"))
    with how(folder):
        return write(claim, kind, content)


if SECONDS:
    for name, stand_in in STAND_INS.items():
        setattr(making, name, stand_in)
    making.render_pdf = slowly(making.render_pdf)
making.render_pdf = noted(making.render_pdf)
around(making, "render_html", before="before render")
around(making, "render_pdf", after="after render")
write, storage.write = storage.write, write_onto
around(storage, "write", before="before write", after="after write")
around(files.os, "fsync", before="mid write")
around(ReportFile.objects, "bulk_create", after="before commit")
around(storage, "tidy", before="before tidying")
to_string, printing.render_to_string = printing.render_to_string, poisoned
make_report, actions.make = actions.make, make

if SLOW_CREATE:
    create = ReportQuerySet.create

    def create_slowly(self: ReportQuerySet, **values: Any) -> Report:
        time.sleep(SLOW_CREATE)
        return create(self, **values)

    ReportQuerySet.create = create_slowly  # type: ignore[method-assign]

if "claim" in WITHOUT:
    jobs.claim = claim_anything
if "fence" in WITHOUT:
    jobs.Claim.row = property(lambda claim: Report.objects.filter(pk=claim.report_id))  # type: ignore[assignment]
if "frozen" in WITHOUT:
    publishing._frozen = collect_anew
if "sweep" in WITHOUT:
    jobs.sweep = lambda: None
if "redelivery" in WITHOUT:
    app.conf.task_reject_on_worker_lost = False


if "limits" in WITHOUT:
    setting.check_limits = lambda html: None
if "tidying" in WITHOUT:
    storage.tidy = lambda report_id: None
if "together" in WITHOUT:
    drafting.transaction = SimpleNamespace(atomic=nullcontext)  # type: ignore[assignment]
    drafting._draft = drafting._draft.__wrapped__  # type: ignore[attr-defined]

if "FAULTS_VISIBLE" in os.environ:
    app.conf.broker_transport_options = app.conf.broker_transport_options | {
        "visibility_timeout": int(os.environ["FAULTS_VISIBLE"]),
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
    }
if "FAULTS_TIME_LIMIT" in os.environ:
    app.conf.task_soft_time_limit = int(os.environ["FAULTS_TIME_LIMIT"])


@app.task(name="faults.make_again")
def make_again(report_id: int) -> None:
    """What somebody does who reads that a report failed."""
    report = Report.objects.get(pk=report_id)
    by = User.objects.create_user(f"again-{report_id}@example.org", display_name="Manager")
    assert actions.make_again(report=report, by=by)


def ask_and_count(**given: Any) -> Any:
    """Draft a report, and be killed if that was as many as planned."""
    asked = ask(**given)
    drafted.append(asked)
    if len(drafted) == BLOWS.get("drafts"):
        die("drafts")
    return asked


drafted: list[Any] = []  # in one evening, by this process
ask, drafting.ask_for_report = drafting.ask_for_report, ask_and_count


@app.task(name="faults.draft")
def draft(on: str) -> None:
    """What a scheduler does on the night after a quarter's end: draft what is due."""
    drafted.clear()
    drafting.draft_due(on=date.fromisoformat(on))


@app.task(name="faults.manager")
def manager(address: str) -> None:
    """Somebody who manages the programme, and is told of its drafts."""
    programme = Programme.objects.get()
    user = User.objects.create_user(address, display_name="Manager")
    grant(role=Role.PROGRAMME_MANAGER, to=user, where=programme, from_on=START, by=None)


assert tasks  # registered with the application
