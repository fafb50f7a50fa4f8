"""Why a report could not be made, in words for whoever asked for it."""

import os

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings

from partnership.pdf import PdfError

FAULT = (
    "A fault in the program stopped it; the administrator finds it in the log under"
    " “report {report_id}”. Make it again; if it fails again, tell the administrator."
)


class FrozenFiguresError(Exception):
    """The figures that a report's row keeps are not those that were frozen."""


def words_for(error: Exception, report_id: int) -> str:
    """What happened and what to do now; names nothing that is inside the program."""
    if isinstance(error, PdfError):
        return str(error)
    if isinstance(error, FrozenFiguresError):
        return (
            "The figures frozen at the first attempt have been changed since, so they were not"
            " used. Make it again: the figures are then collected anew."
        )
    if isinstance(error, SoftTimeLimitExceeded):
        minutes = settings.CELERY_TASK_SOFT_TIME_LIMIT // 60
        return (
            f"Making it took longer than {minutes} minutes and was stopped. Make it again when"
            " less is going on; if that fails too, tell the administrator."
        )
    if isinstance(error, OSError):
        reason = os.strerror(error.errno).lower() if error.errno else "the disk did not answer"
        return (
            f"The files could not be stored: {reason}. Ask the administrator to put this right,"
            " then make it again."
        )
    return FAULT.format(report_id=report_id)
