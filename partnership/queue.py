"""The queue in which jobs wait for workers: it may be silent or gone, and nobody waits for it."""

import logging

from celery import current_app

logger = logging.getLogger(__name__)


def send(task: str, key: int) -> bool:
    """Put a task with its row's key in the queue; False, and a warning, if that fails.

    A queue that never answers costs a few seconds (BROKER_TIMEOUT). The row
    stands whatever happens here (docs/decisions/0003-the-row-decides.md).
    """
    try:
        current_app.send_task(task, args=[key])
    except Exception as error:  # whatever is wrong with the queue, the row stands
        logger.warning("%s %s is not in the queue: %s", task, key, type(error).__name__)
        return False
    return True
