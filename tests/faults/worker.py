"""The worker of the fault tests: the product's own, with quick reports, blows and switches.

FAULTS_NOTES         folder: each rendering adds a line to `renders`, each blow a file
FAULTS_BLOWS         JSON, {report key: point or seconds}: where its first attempt is killed
FAULTS_SECONDS       how long rendering takes; empty: the product's own rendering
FAULTS_WITHOUT       protections that are switched off: claim, fence, frozen, sweep, redelivery
FAULTS_SLOW_CREATE   seconds between looking for a report's row and adding it

None of this is known to the product: its functions are replaced from here.
"""

import json
import os
import signal
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Any

import django
from django.db.models import F
from django.db.models.functions import Now

django.setup()

from partnership import files  # noqa: E402
from partnership.celery import app  # noqa: E402
from partnership.reports import actions, jobs, making, storage, tasks  # noqa: E402
from partnership.reports.actions import drafting, publishing  # noqa: E402
from partnership.reports.models import Report, ReportFile  # noqa: E402
from partnership.reports.models.report import ReportQuerySet  # noqa: E402
from tests.support.quick_reports import STAND_INS  # noqa: E402

NOTES = Path(os.environ["FAULTS_NOTES"])
BLOWS: dict[str, str | float] = json.loads(os.environ.get("FAULTS_BLOWS", "{}"))
SECONDS = os.environ.get("FAULTS_SECONDS", "")
WITHOUT = set(os.environ.get("FAULTS_WITHOUT", "").split())
SLOW_CREATE = float(os.environ.get("FAULTS_SLOW_CREATE", "0"))

current: list[jobs.Claim] = []  # what this process is making


def die(report_id: int) -> None:
    """Be killed, once for each report."""
    try:
        (NOTES / f"blow-{report_id}").touch(exist_ok=False)
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


if SECONDS:
    for name, stand_in in STAND_INS.items():
        setattr(making, name, stand_in)
    making.render_pdf = slowly(making.render_pdf)
making.render_pdf = noted(making.render_pdf)
around(making, "render_html", before="before render")
around(making, "render_pdf", after="after render")
around(storage, "write", before="before write", after="after write")
around(files.os, "fsync", before="mid write")
around(ReportFile.objects, "bulk_create", after="before commit")
around(storage, "tidy", before="before tidying")
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


@app.task(name="faults.draft")
def draft(on: str) -> None:
    """What a scheduler does on the night after a quarter's end: draft what is due."""
    drafting.draft_due(on=date.fromisoformat(on))


assert tasks  # registered with the application
