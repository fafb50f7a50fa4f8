"""Locking a report's row, so that of two people at once the second sees what the first did."""

from partnership.people.refusals import RefusedError
from partnership.reports.models import Report

GONE = (
    "Somebody threw this correction away meanwhile. What was published stands as before: copy"
    " elsewhere what you want to keep of yours."
)


def locked(report: Report, *related: str) -> Report:
    """The report as it stands, its row locked, without its figures; RefusedError if it is gone."""
    rows = Report.objects.select_for_update(of=("self",)).defer("snapshot").order_by()
    rows = rows.select_related(*related) if related else rows
    now = rows.filter(pk=report.pk).first()
    if now is None:
        raise RefusedError(GONE)
    return now
