"""Looking again: what records say today, beside the frozen figures that somebody is to sign.

The sweep has it done every few minutes for each report in review; whoever signs has it done
at that moment. What is frozen stays: only what is otherwise is written down, in sentences.
"""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from partnership.reports import jobs, making
from partnership.reports.actions.publishing import WITH, collected
from partnership.reports.making import Frozen
from partnership.reports.models import Report
from partnership.reports.models.report import ReportQuerySet
from partnership.reports.rules.differences import differences, in_words
from partnership.reports.sections.compose import compose

EVERY = timedelta(minutes=10)
LOOKED_AT = (Report.Stage.IN_REVIEW, Report.Stage.APPROVED)


def look_again(report: Report) -> list[str]:
    """What records say otherwise than the frozen figures, in sentences; kept with the report.

    Of a correction, counts that were put right since it was given are told as well.
    """
    frozen = Report.objects.select_related(*WITH).get(pk=report.pk)
    frozen.counted_by = frozen.counted_now
    moved = _moved(making.restore(frozen.snapshot or {}), collected(frozen))
    same = Report.objects.filter(pk=frozen.pk, fingerprint=frozen.fingerprint)
    same.update(moved=moved, moved_checked_at=Now())
    report.refresh_from_db()
    return moved


def look_if_due(report_id: int) -> None:
    """Look again at a report unless somebody just did, or there is nothing to sign."""
    if report := _to_look_at().filter(pk=report_id).first():
        look_again(report)


def send_for_looks() -> None:
    """Send for a worker for each report that was not looked at for a while."""
    for report_id in _to_look_at().values_list("pk", flat=True):
        if not jobs.send(jobs.LOOK_AGAIN, report_id):
            break  # the queue is away: the next sweep tries again


def _to_look_at() -> ReportQuerySet:
    waiting = Report.objects.filter(stage__in=LOOKED_AT, state=Report.State.READY)
    long_ago = Q(moved_checked_at=None) | Q(moved_checked_at__lt=Now() - EVERY)
    return waiting.filter(long_ago).order_by("moved_checked_at", "pk").defer("snapshot")


def _moved(frozen: Frozen, now: Frozen) -> list[str]:
    if frozen.fingerprint == now.fingerprint:
        return []
    return in_words(differences(compose(frozen), compose(now)))
