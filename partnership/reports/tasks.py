"""What workers do when they are sent for; each task may run at any time, any number of times."""

from celery import shared_task

from partnership.reports import actions, jobs, selectors, storage


@shared_task(name=jobs.MAKE)
def make(report_id: int) -> None:
    """Make a report, if it is there to be made: a second message finds nothing to do."""
    if claim := jobs.claim(report_id):
        actions.make(claim=claim)


@shared_task(name=jobs.REBUILD)
def rebuild(report_id: int) -> None:
    """Put a ready report's files back from its frozen figures."""
    if report := selectors.ready_report(report_id):
        actions.rebuild_files(report)


@shared_task(name="reports.sweep")
def sweep() -> None:
    """Send for workers where none came, and tidy up after those that were killed."""
    jobs.sweep()
    for report_id in selectors.reports_to_tidy():
        storage.tidy(report_id)
