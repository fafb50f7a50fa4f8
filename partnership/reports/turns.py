"""Which of the reports that wait is made next: a message asks for a turn, the rows say whose."""

from collections.abc import Sequence
from typing import Any

from django.db.models.functions import Now

from partnership.reports import jobs
from partnership.reports.jobs import Claim
from partnership.reports.models import Report
from partnership.reports.rules.fairness import Waiting, in_turn

COLUMNS = ("pk", "body__programme", "stage", "asked_by", "asked_at", "submitted_by", "submitted_at")


def claim_next(report_id: int) -> Claim | None:
    """Take the report whose turn it is; None if there is nothing to do.

    It need not be the one that the message names: there are as many messages as reports that
    wait, so each is taken by one of them, and one more, delivered twice, does no harm.
    """
    for waiting in [*order(), report_id]:
        if claim := jobs.claim(waiting):
            return claim
    return None


def order() -> Sequence[int]:
    """The reports that wait to be made, in their turn; two queries."""
    left = Report.objects.to_be_made().values_list(*COLUMNS, "tries")
    being_made = Report.objects.filter(state=Report.State.MAKING, lease_until__gte=Now())
    busy = [_queue(*row)[0] for row in being_made.values_list(*COLUMNS)]
    return in_turn((_waiting(*row) for row in left), busy)


def _waiting(report: int, *row: Any) -> Waiting:
    *told, tries = row
    queue, asked_at = _queue(report, *told)
    return Waiting(report, queue, asked_at.timestamp(), tries)


def _queue(
    _: int, programme: int, stage: str, asked_by: Any, asked_at: Any, by: Any, at: Any
) -> tuple[tuple[int, Any], Any]:
    """In whose queue it stands, and since when: of who gave it to be reviewed, or asked for it."""
    if stage == Report.Stage.IN_REVIEW and at:
        return (programme, by), at
    return (programme, asked_by), asked_at
