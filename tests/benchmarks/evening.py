"""Measures one evening of a national programme: 33 drafts at once, and who waits meanwhile.

    python -m tests.benchmarks.evening          about ten minutes

Fills a national database, serves it, and lets a real worker make the drafts that fall due: with
one process, which says how long they take, then with two, while somebody goes on opening pages.
Prints how far two are from half the time of one, what the pages' slowest twentieth waits, and how
a process grows from its fifth report to its fiftieth. Never fails because something is slow.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import cycle
from statistics import quantiles
from threading import Event, Thread

from tests.benchmarks.__main__ import _build
from tests.benchmarks.load import get
from tests.benchmarks.memory import resident
from tests.support.processes import Process, wait_until
from tests.support.servers import Postgres, celery_worker, gunicorn, postgres_server, redis_server

DUE, EARLIER = date(2026, 10, 1), date(2026, 7, 1)
BODIES, FEW, MANY = 33, 5, 50
PAUSE, IDLE = 0.25, 60  # seconds between two pages, and of the pages before the evening
PATIENCE = 1_800
INSIDE = "/programmes/programme-1/"
PAGES = (INSIDE, f"{INSIDE}milestones/", f"{INSIDE}events/", f"{INSIDE}reports/")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.evening")
    parser.add_argument("--draft", help="only draft what falls due on a day (used inside)")
    asked = parser.parse_args()
    if asked.draft:
        _draft(date.fromisoformat(asked.draft))
    else:
        _measure()


def _draft(day: date) -> None:
    import django

    django.setup()

    from partnership.reports.actions.drafting import draft_due

    print(draft_due(on=day))


def _measure() -> None:
    with ExitStack() as stack:
        database = stack.enter_context(postgres_server())
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="partnership-evening-"))
        env = {
            "DATABASE_URL": database.create_database("national"),
            "REDIS_URL": stack.enter_context(redis_server()).url,
            "DATA_DIR": folder,
            "SECRET_KEY": "only-for-benchmarks-" + "0" * 40,
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        }
        session = _build("national", env)["session"]
        alone = {**env, "DATABASE_URL": database.create_database("one", template="national")}
        one, few, many = _by_one(database, alone)
        both = {**env, "DATABASE_URL": database.create_database("two", template="national")}
        two, idle, busy = _by_two(database, both, session)
    print(
        f"{BODIES} drafts: {one:.0f} s by one process, {two:.0f} s by two:"
        f" {two / (one / 2):.2f} × ideal (goal ≤ 1.2)",
        f"pages' p95: {idle * 1e3:.0f} ms idle, {busy * 1e3:.0f} ms meanwhile:"
        f" {busy / idle:.2f} × (goal ≤ 2)",
        f"a process after {FEW} reports {few:.0f} MB, after {MANY} {many:.0f} MB:"
        f" {many / few:.2f} × (goal ≤ 1.3)",
        sep="\n",
    )


def _by_one(database: Postgres, env: Mapping[str, str]) -> tuple[float, float, float]:
    """Seconds of all drafts in one process; its MB after a few reports, and after many."""
    with _worker(env, processes=1) as worker:
        began = time.monotonic()
        _fall_due(env, DUE)
        few = _held_after(FEW, database, worker)
        _wait_for(BODIES, database, "one")
        took = time.monotonic() - began
        _fall_due(env, EARLIER)
        return took, few, _held_after(MANY, database, worker)


def _by_two(database: Postgres, env: Mapping[str, str], session: str) -> tuple[float, float, float]:
    """Seconds of all drafts in two processes; the pages' p95 in seconds, before and meanwhile."""
    with gunicorn(env, application="tests.benchmarks.wsgi") as site:
        for path in PAGES:
            get(f"{site.url}{path}", session)
        with _somebody_reads(site.url, session) as before:
            time.sleep(IDLE)
        with _worker(env, processes=2):
            began = time.monotonic()
            _fall_due(env, DUE)
            with _somebody_reads(site.url, session) as meanwhile:
                _wait_for(BODIES, database, "two")
            return time.monotonic() - began, _p95(before), _p95(meanwhile)


@contextmanager
def _worker(env: Mapping[str, str], *, processes: int) -> Iterator[Process]:
    options = ["--max-tasks-per-child", "1000"]  # or it would be another process after fifty
    with celery_worker(env, concurrency=processes, options=options) as worker:
        yield worker


def _fall_due(env: Mapping[str, str], day: date) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.evening", "--draft", day.isoformat()]
    subprocess.run(command, env={**os.environ, **env}, check=True, stdout=subprocess.DEVNULL)


def _wait_for(number: int, database: Postgres, name: str) -> None:
    def made() -> bool:
        counted = dict(
            database.query("SELECT state, count(*) FROM reports_report GROUP BY 1", database=name)
        )
        if counted.get("failed"):
            sys.exit(f"{counted['failed']} reports could not be made, so nothing was measured.")
        return bool(counted.get("ready", 0) >= number)

    wait_until(made, timeout=PATIENCE, what=f"{number} reports")


def _held_after(number: int, database: Postgres, worker: Process) -> float:
    _wait_for(number, database, "one")
    return max(resident(child) for child in worker.children())


@contextmanager
def _somebody_reads(url: str, session: str) -> Iterator[list[float]]:
    """One person opens one page after the other; how long each took, in seconds."""
    waits: list[float] = []
    faults: list[str] = []
    enough = Event()

    def read() -> None:
        for path in cycle(PAGES):
            if enough.is_set() or faults:
                return
            began = time.monotonic()
            status, _, _ = get(f"{url}{path}", session)
            waits.append(time.monotonic() - began)
            if status != 200:
                faults.append(f"{path} answered {status}, so nothing was measured.")
            enough.wait(PAUSE)

    reader = Thread(target=read)
    reader.start()
    try:
        yield waits
    finally:
        enough.set()
        reader.join()
    if faults:
        sys.exit(faults[0])


def _p95(waits: list[float]) -> float:
    return quantiles(waits, n=20)[-1]


if __name__ == "__main__":
    main()
