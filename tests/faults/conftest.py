"""A world to break: PostgreSQL, Redis, a database with reports to make, a worker to kill.

Everything is looked at from outside: rows by SQL, files on the disk, what
workers print. See worker.py for how a fault is planned.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from celery import Celery

from tests.faults import seed
from tests.support.processes import Process, wait_until
from tests.support.servers import (
    ROOT,
    Postgres,
    Redis,
    celery_worker,
    postgres_server,
    redis_server,
)

LEASE, SWEEP = 3, 1  # seconds
FILES = 5  # of each report
numbers = count(1)


def run_module(*command: str, env: dict[str, str]) -> None:
    """Run one of the tests' own programs to its end."""
    subprocess.run(
        [sys.executable, "-m", *command],
        check=True,
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "partnership.settings", **env},
    )


@dataclass
class World:
    """One database, one queue, one folder; `query` reads the database."""

    env: dict[str, str]
    query: Callable[[str], list[tuple[Any, ...]]]
    folder: Path
    notes: Path
    planned: dict[Any, Any] = field(default_factory=dict)

    def report_ids(self) -> list[int]:
        return [key for (key,) in self.query("SELECT id FROM reports_report ORDER BY id")]

    @contextmanager
    def worker(
        self,
        *,
        beat: bool = False,
        without: str = "",
        seconds: str = "0.3",
        slow_create: float = 0,
        application: str = "tests.faults.worker",
        **how: Any,
    ) -> Iterator[Process]:
        """Run a worker as planned, and end it without ceremony.

        `without` names the protection that is switched off.
        """
        env = {
            **self.env,
            "FAULTS_BLOWS": json.dumps(self.planned),
            "FAULTS_WITHOUT": without,
            "FAULTS_SECONDS": seconds,
            "FAULTS_SLOW_CREATE": str(slow_create),
        }
        options = ["--beat"] if beat else []
        with celery_worker(env, application=application, options=options, **how) as worker:
            yield worker
            worker.kill()

    def send(self, what: int | str, times: int = 1, task: str = "reports.make") -> None:
        """Put a report's key in the queue, or what else a task is given."""
        with Celery(broker=self.env["REDIS_URL"], set_as_current=False) as client:
            for _ in range(times):
                client.send_task(task, args=[what])

    def wait_for_all(self, timeout: float) -> float:
        """Wait until every report is ready and tidied; how many seconds that took."""
        began = time.monotonic()
        wait_until(self.is_settled, timeout=timeout, what="every report ready and tidied")
        return time.monotonic() - began

    def is_settled(self) -> bool:
        """Whether nothing is left to do: no report to make, no file to tidy."""
        left = self.query("SELECT 1 FROM reports_report WHERE state <> 'ready'")
        return not left and self.stored() == self.recorded()

    def recorded(self) -> dict[str, str]:
        """Every file that a report has, with its hash."""
        return dict(self.query("SELECT path, sha256 FROM reports_reportfile"))

    def renders(self) -> list[str]:
        """The key of the report of every rendering, in order."""
        notes = self.notes / "renders"
        return notes.read_text().split() if notes.exists() else []

    def blows(self) -> int:
        """How many blows were struck."""
        return len(list(self.notes.glob("blow-*")))

    def check(self, *, reports: int, attempts: int = 2) -> None:
        """Exactly these reports, each ready once with all its files, and no file besides."""
        rows = self.query("SELECT state, attempt FROM reports_report")
        assert [state for state, _ in rows] == ["ready"] * reports
        assert max(attempt for _, attempt in rows) <= attempts
        periods = self.query("SELECT DISTINCT body_id, period_last FROM reports_report")
        assert len(periods) == reports
        assert len(self.recorded()) == FILES * reports
        assert self.stored() == self.recorded()

    def stored(self) -> dict[str, str]:
        """Every file on the disk with its hash, however it is named."""
        root = self.folder / "files"
        found = {}
        for path in root.rglob("*"):
            with suppress(FileNotFoundError, IsADirectoryError):  # it may be tidied meanwhile
                found[str(path.relative_to(root))] = sha256(path.read_bytes()).hexdigest()
        return found


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with postgres_server() as server:
        yield server
        server.stop(immediate=True)  # nothing in it is kept: no need to write it all down


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    with redis_server() as server:
        yield server


@pytest.fixture(scope="session")
def seeded(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with everything in it, to be copied."""
    env = {
        "DATABASE_URL": postgres.create_database("seeded"),
        "REDIS_URL": "",
        "DATA_DIR": str(tmp_path_factory.mktemp("seed")),
    }
    run_module("tests.faults.seed", env=env)
    return "seeded"


@pytest.fixture
def world(postgres: Postgres, redis: Redis, seeded: str, tmp_path: Path) -> Callable[..., World]:
    """Makes a world with so many bodies, and so many quarters to report to each."""

    def make(bodies: int, quarters: int) -> World:
        number = next(numbers)
        name = f"world{number}"
        env = {
            "DATABASE_URL": postgres.create_database(name, template=seeded),
            # Of its own: messages that another world left there would make this one's reports.
            "REDIS_URL": f"{redis.url.removesuffix('/0')}/{number}",
        }
        world = make_world(env, lambda sql: postgres.query(sql, database=name), tmp_path)
        for statement in seed.cut_down(bodies, quarters):
            world.query(statement)
        return world

    return make


@pytest.fixture
def embedded_world(tmp_path: Path) -> Callable[..., World]:
    """Makes a world where nothing is configured: SQLite, and a folder for a queue."""

    def query(sql: str) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(tmp_path / "data/programme.sqlite3", timeout=20)
        try:
            rows = connection.execute(sql).fetchall()
            connection.commit()
            return rows
        finally:
            connection.close()

    def make(bodies: int, quarters: int) -> World:
        world = make_world({"DATABASE_URL": "", "REDIS_URL": ""}, query, tmp_path)
        run_module("tests.faults.seed", env=world.env)
        for statement in seed.cut_down(bodies, quarters):
            world.query(statement)
        return world

    return make


def make_world(env: dict[str, str], query: Callable[[str], Any], folder: Path) -> World:
    """Give a world its folders and its short lease."""
    data, notes = folder / "data", folder / "notes"
    shutil.rmtree(notes, ignore_errors=True)
    notes.mkdir()
    env |= {
        "DATA_DIR": str(data),
        "FAULTS_NOTES": str(notes),
        "REPORT_LEASE_SECONDS": str(LEASE),
        "REPORT_SWEEP_SECONDS": str(SWEEP),
        "LOG_LEVEL": "INFO",
        "WORKER_NICENESS": "0",  # what is timed here is not to wait for other tests
    }
    return World(env, query, data, notes)
