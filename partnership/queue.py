"""The queue in which jobs wait for workers: it may be silent or gone, and nobody waits for it."""

import logging
import time

from celery import current_app

logger = logging.getLogger(__name__)

LEAVE_ALONE = 15  # seconds after it did not answer

_failed_at = float("-inf")


def send(task: str, key: int) -> bool:
    """Put a task with its row's key in the queue; False, and a warning, if that fails.

    A queue that never answers costs a few seconds (BROKER_TIMEOUT). The row
    stands whatever happens here (docs/decisions/0003-the-row-decides.md).
    """
    global _failed_at
    try:
        current_app.send_task(task, args=[key])
    except Exception as error:  # whatever is wrong with the queue, the row stands
        logger.warning("%s %s is not in the queue: %s", task, key, type(error).__name__)
        _failed_at = time.monotonic()
        return False
    think_it_there()
    return True


def is_left_alone() -> bool:
    """Whether the queue did not answer just now, so that nobody who waits should ask it again.

    What one request has to send so waits for a silent queue once, not for each.
    """
    return time.monotonic() < _failed_at + LEAVE_ALONE


def think_it_there() -> None:
    """Forget that it did not answer."""
    global _failed_at
    _failed_at = float("-inf")
