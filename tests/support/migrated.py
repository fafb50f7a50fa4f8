"""A run of several processes on PostgreSQL runs the migrations once; each copies what they made.

They take longer than anything else that comes before a first test. The process that shares the
tests out has them run at once, in a database of their own; every other one waits for it where it
makes its test database, which Django then makes as a copy. On its copy each runs the migrations
as ever, and finds none left to run.
"""

import gc
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Field, signals

from tests.support.processes import wait_until

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 1200  # seconds, on a machine that does much else


class Migrating:
    """The migrations, while they run beside the process that shares the tests out."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="partnership-migrated-")
        command = [sys.executable, "-m", "tests.support.migrated", self.folder.name]
        self._running = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL)

    def pytest_configure_node(self, node: Any) -> None:
        """Tell a process where it will be said how they ended."""
        node.workerinput["migrated"] = self.folder.name

    def pytest_unconfigure(self) -> None:
        """End them, if the run was broken off."""
        self._running.kill()
        self._running.wait()
        self.folder.cleanup()


def begin_if_shared(config: pytest.Config) -> None:
    """Run the migrations now if several processes are about to want what they make."""
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    several = (getattr(config.option, "numprocesses", None) or 0) > 1
    if on_postgres and several and not config.getvalue("nomigrations"):
        config.pluginmanager.register(Migrating())


def template(folder: Path, *, timeout: float = LONGEST) -> str:
    """The name of the database to copy, once it is made; raises if the migrations failed."""
    ended = folder / "ended"
    wait_until(ended.exists, timeout=timeout, what="migrations for all processes")
    name, _, went_wrong = ended.read_text().partition("\n")
    if went_wrong:
        raise RuntimeError(f"The migrations failed:\n{went_wrong}")
    return name


def main(folder: Path) -> None:
    """Make the database beside that of DATABASE_URL, and say in `folder` how it went."""
    url = urlsplit(os.environ["DATABASE_URL"])
    name, went_wrong = f"test{url.path.replace('/', '_')}_migrated", ""
    try:
        _create(name, url.geturl())
        _migrate(url._replace(path=f"/{name}").geturl())
    except Exception:
        went_wrong = traceback.format_exc()
    (folder / "writing").write_text(f"{name}\n{went_wrong}")
    (folder / "writing").rename(folder / "ended")


def _create(name: str, url: str) -> None:
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')


def _migrate(url: str) -> None:
    """Run the migrations as a test database has them run, and leave no connection open."""
    os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    gc.set_threshold(100_000, 20, 20)  # models made and thrown away: a third of the time is saved
    django.setup()
    Field.clone = copied  # type: ignore[assignment,method-assign]
    signals.class_prepared.receivers = []  # they look for real models, which are all there
    call_command("migrate", run_syncdb=True, verbosity=0)
    connection.close()
    connection.close_pool()


def copied(field: Field) -> Field:
    """A field for another model, as `Field.clone` makes it of the words a migration has for it.

    Migrations draw nearly every model anew after each of their operations, tens of thousands in
    all, and clone each field of each: half of their time. A field of a model's state is bound to
    no model, so that a copy will do; it takes the next place in the order of columns.
    """
    copy: Field = field.__deepcopy__({})
    copy.creation_counter = Field.creation_counter
    Field.creation_counter += 1
    return copy


if __name__ == "__main__":
    main(Path(sys.argv[1]))
