"""Real schedulers that fire the same jobs: python -m tests.faults.schedulers HOW_MANY SECONDS.

Each is a process of its own with Celery's beat in it. Every one drafts what
is due after a quarter, and sweeps, several times where the machine lets it.
"""

import os
import sys
import threading
import time

from celery.beat import Scheduler, Service

from tests.faults.worker import app
from tests.support.processes import wait_until

SCHEDULE = {
    "draft": {"task": "faults.draft", "schedule": 0.5, "args": ["2019-10-01"]},
    "sweep": {"task": "reports.sweep", "schedule": 0.5},
}


def beat(seconds: float) -> None:
    """Run one scheduler."""
    app.conf.beat_schedule = SCHEDULE
    service = Service(app, max_interval=0.1, scheduler_cls=Scheduler)
    threading.Thread(target=stop_later, args=(service, seconds), daemon=True).start()
    service.start()


def stop_later(service: Service, seconds: float) -> None:
    """Stop a scheduler after so long, and once it fired each job: a busy machine is slow to."""
    time.sleep(seconds)
    wait_until(
        lambda: all(entry.total_run_count for entry in service.scheduler.schedule.values()),
        timeout=60,
        what="each job fired",
    )
    service.stop()


def main(how_many: int, seconds: float) -> int:
    """Run them all from one moment on; the number of those that failed."""
    begin = time.time() + 0.5
    children = []
    for _ in range(how_many):
        child = os.fork()
        if not child:
            time.sleep(max(0, begin - time.time()))
            beat(seconds)
            os._exit(0)
        children.append(child)
    return sum(bool(os.waitpid(child, 0)[1]) for child in children)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2])))
