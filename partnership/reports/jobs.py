"""The life of a report's row: claimed, kept, moved on, finished, failed, swept.

Every verb is one conditional update, fenced by the attempt and timed by the
database's clock, so that a message which is lost, late or delivered twice does
no harm, whatever the clocks of the machines say
(docs/decisions/0003-the-row-decides.md).
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from partnership.queue import is_left_alone, send
from partnership.reports.models import Report, ReportFile
from partnership.reports.models.report import MAX_TRIES, ReportQuerySet

logger = logging.getLogger(__name__)

MAKE, REBUILD = "reports.make", "reports.rebuild"  # the tasks' names
LOOK_AGAIN = "reports.look_again"
GIVEN_UP = (
    f"Making it was broken off {MAX_TRIES} times, each time without a word: the worker may be"
    " short of memory. Make it again; if that fails too, tell the administrator."
)


class LostClaimError(Exception):
    """The report is being made by a later attempt, or is finished: this one must stop."""


@dataclass(frozen=True)
class Claim:
    """One attempt's right to make one report; it ends as soon as a later attempt begins."""

    report_id: int
    attempt: int

    @property
    def row(self) -> ReportQuerySet:
        """The report's row while the claim holds, and no row afterwards."""
        return Report.objects.filter(
            pk=self.report_id, attempt=self.attempt, state=Report.State.MAKING
        )

    def change(self, **values: Any) -> None:
        """Change the row; raises LostClaimError, and changes nothing, if the claim has ended."""
        if not self.row.update(**values):
            raise LostClaimError(f"attempt {self.attempt} at report {self.report_id}")


def lease_end() -> Combinable:
    """When a lease that begins now runs out, by the database's clock."""
    return Now() + timedelta(seconds=settings.REPORT_LEASE_SECONDS)


def claim(report_id: int) -> Claim | None:
    """Take a report that is queued or left behind; None if there is nothing to do."""
    with transaction.atomic():  # holds the row until its attempt has been read
        row = Report.objects.filter(pk=report_id)
        taken = row.to_be_made().update(
            state=Report.State.MAKING,
            step=Report.Step.COLLECT,
            attempt=F("attempt") + 1,
            tries=F("tries") + 1,
            lease_until=lease_end(),
        )
        return Claim(report_id, row.values_list("attempt", flat=True).get()) if taken else None


def renew(claim: Claim) -> None:
    """Make the lease of a claim begin anew; raises LostClaimError if the claim has ended."""
    claim.change(lease_until=lease_end())


def step(claim: Claim, name: Report.Step) -> None:
    """Record what is being done now; raises LostClaimError if the claim has ended."""
    claim.change(step=name, lease_until=lease_end())


def finish(claim: Claim, files: Sequence[ReportFile]) -> None:
    """The report and its files become ready together, or not at all.

    Files that were made for it before give way in the same moment. Raises
    LostClaimError, and changes nothing, if the claim has ended.
    """
    with transaction.atomic():
        claim.change(state=Report.State.READY, step="", lease_until=None, made_at=Now())
        ReportFile.objects.filter(report_id=claim.report_id).delete()
        ReportFile.objects.bulk_create(files)


def fail(claim: Claim, words: str) -> bool:
    """Give up a report, with words for whoever asked; False if the claim has ended."""
    values = {"state": Report.State.FAILED, "failure": words, "step": "", "lease_until": None}
    return bool(claim.row.update(**values))


def send_for_worker(report_id: int) -> bool:
    """Queue the report's key for a worker; False if the queue does not take it.

    Where one was sent for just now, by a double submit or another scheduler,
    nothing more is sent. A queue that is silent costs a few seconds.
    """
    row = Report.objects.filter(pk=report_id)
    if not row.filter(_not_sent_for()).update(queued_at=Now()):
        return True
    if not send(MAKE, report_id):
        row.update(queued_at=None)
        return False
    return True


def send_for_worker_soon(report_id: int) -> bool:
    """Send for a worker unless the queue did not answer just now; False if none was sent for.

    For whatever somebody waits for: what is left out here, the sweep makes up for.
    """
    return not is_left_alone() and send_for_worker(report_id)


def sweep() -> None:
    """Send for a worker for each report left behind; any number of schedulers may do so."""
    gone = Report.objects.given_up().update(
        state=Report.State.FAILED, failure=GIVEN_UP, step="", lease_until=None
    )
    if gone:
        logger.error("Gave up %s report(s) whose makers were killed %s times", gone, MAX_TRIES)
    left = Report.objects.to_be_made().filter(_not_sent_for()).order_by("asked_at")
    for report_id in left.values_list("pk", flat=True):
        if not send_for_worker(report_id):
            break  # the queue is away: the next sweep tries again


def _not_sent_for() -> Q:
    """Reports for which no worker was sent since they were queued, or lately, or left behind."""
    lately = Now() - timedelta(seconds=settings.REPORT_SWEEP_SECONDS / 2)
    return (
        Q(queued_at=None)
        | Q(queued_at__lt=lately)
        | Q(state=Report.State.MAKING, queued_at__lt=F("lease_until"), lease_until__lt=Now())
    )
