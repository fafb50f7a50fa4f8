"""The Celery application: jobs that take keys only, and can be delivered twice.

A lost or doubled message never matters, because the database row of a job
decides (see docs/decisions/0003-the-row-decides.md).
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import worker_init, worker_process_init
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")

app = Celery("partnership")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

AUTOGROUP = Path("/proc/self/autogroup")


@worker_process_init.connect
def give_way(**_: Any) -> None:
    """Let whoever waits for a page go first: each process of a worker is that much nicer."""
    os.nice(settings.WORKER_NICENESS)


@worker_init.connect
def give_way_together(**_: Any) -> None:
    """The same for a worker that has a session to itself, as a service has.

    Linux weighs sessions against each other, and niceness within each alone: sched(7), “The
    autogroup feature”.
    """
    if settings.WORKER_NICENESS and os.getsid(0) == os.getpid():
        with suppress(OSError):  # a kernel without it weighs processes
            AUTOGROUP.write_text(f"{settings.WORKER_NICENESS}\n")
