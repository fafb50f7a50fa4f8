"""What workers do when they are sent for; each task may run at any time, any number of times."""

import gc
from typing import Any

from celery import Task, shared_task

from partnership.reports import actions, jobs, storage, turns
from partnership.reports.actions import delivering, drafting, looking
from partnership.reports.selectors import reports as selectors


class Setting(Task):
    """A task that sets pages: it makes millions of objects, and needs nearly all to its end.

    To look for garbage among them meanwhile would take an eighth of its time.
    """

    def before_start(self, *_: Any) -> None:
        gc.disable()

    def after_return(self, *_: Any) -> None:
        """Let go of everything now: who asks for the next report is not to wait for that."""
        gc.enable()
        gc.collect()


@shared_task(name=jobs.MAKE, base=Setting)
def make(report_id: int) -> None:
    """Make the report whose turn it is: a message too many finds nothing to do."""
    if claim := turns.claim_next(report_id):
        actions.make(claim=claim)


@shared_task(name=jobs.REBUILD, base=Setting)
def rebuild(report_id: int) -> None:
    """Put a ready report's files back from its frozen figures."""
    if report := selectors.ready_report(report_id):
        actions.rebuild_files(report)


@shared_task(name=jobs.LOOK_AGAIN)
def look_again(report_id: int) -> None:
    """Say what records say otherwise than a report that is being reviewed."""
    looking.look_if_due(report_id)


@shared_task(name="reports.draft_due")
def draft_due() -> None:
    """Draft the reports on periods that have ended, in London, and have none."""
    drafting.draft_due()


@shared_task(name="reports.remind")
def remind() -> None:
    """Remind those concerned of what is to be done for reports, each once."""
    drafting.keep_tasks()


@shared_task(name="reports.nudge")
def nudge() -> None:
    """Remind officers, once, of published reports that none of them has opened."""
    delivering.nudge()


@shared_task(name="reports.sweep")
def sweep() -> None:
    """Send for workers where none came, tidy up after those that were killed, draft what is due."""
    jobs.sweep()
    for report_id in selectors.reports_to_tidy():
        storage.tidy(report_id)
    drafting.draft_due()
    looking.send_for_looks()
