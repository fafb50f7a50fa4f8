"""Measures sheets of events: how many rows a second, and how much more memory.

    python -m tests.benchmarks.event_sheets              10,000 rows, PostgreSQL of its own
    python -m tests.benchmarks.event_sheets --rows 2000

Prints a Markdown table. Each sheet is taken in a process of its own, so that memory is
the step's alone. Never fails because something is slow.
"""

import argparse
import csv
import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import django
from django.core.management import call_command

from tests.support.servers import postgres_server

SORTS = ("right CSV", "faulty CSV", "one key CSV", "right XLSX")
AREAS, ORGANISATIONS = 32, 200


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--sort", choices=SORTS)
    chosen = parser.parse_args()
    if chosen.sort:
        django.setup()
        print(json.dumps(_measure(chosen.sort, chosen.rows)))
        return
    print("| sheet | step | seconds | CPU seconds | rows/s of CPU | memory, MB more |")
    print("|---|---|---|---|---|---|")
    with postgres_server() as database:
        env = {**os.environ, "DATABASE_URL": database.url}
        for sort in SORTS:
            _print(sort, chosen.rows, env)


def _print(sort: str, rows: int, env: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.event_sheets", "--sort", sort]
    done = subprocess.run(
        [*command, "--rows", str(rows)], env=env, check=True, capture_output=True, text=True
    )
    for step, seconds, busy, memory in json.loads(done.stdout.splitlines()[-1]):
        speed = f"{rows / busy:,.0f}"
        figures = f"{seconds:.1f} | {busy:.1f} | {speed} | {memory:.0f}"
        print(f"| {rows:,} rows, {sort} | {step} | {figures} |", flush=True)


def _measure(sort: str, rows: int) -> list[tuple[str, float, float, float]]:
    """(step, seconds, seconds of CPU in this process, MB more than before the first step)."""
    from partnership.people.models import User
    from partnership.programmes.models import Programme
    from pilots.actions import event_batch_jobs as jobs
    from pilots.actions import event_batches as do
    from pilots.event_sheet_files import read_file
    from pilots.models import EventBatch

    call_command("migrate", verbosity=0)
    programme, manager = _programme(sort)
    assert isinstance(programme, Programme)
    assert isinstance(manager, User)
    jobs.AT_ONCE, jobs.send = 0, lambda *_: True  # type: ignore[assignment]
    content = _content(sort, rows)
    before, steps = _peak(), []

    def timed(step: str, act: Callable[[], Any]) -> Any:
        started, busy = time.perf_counter(), time.process_time()
        made = act()
        took = time.perf_counter() - started, time.process_time() - busy
        steps.append((step, *took, _peak() - before))
        return made

    name = f"x.{sort[-4:].strip().lower()}"
    sheet = timed("read", lambda: read_file(name, content))
    batch = timed("keep", lambda: do.bring(
        programme=programme, area=None, file_name=name, sheet=sheet, by=manager
    ))  # fmt: skip
    timed("check", lambda: jobs.run(batch.pk))
    batch = EventBatch.objects.get(pk=batch.pk)
    if not batch.rows_faulty:
        do.store(batch=batch)
        timed("store", lambda: jobs.run(batch.pk))
        batch.refresh_from_db()
        assert batch.state == EventBatch.State.DONE, batch.problem
        timed("take back", lambda: do.undo(batch=batch, by=manager))
    return steps


def _peak() -> float:
    """MB that the process held at most until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _programme(name: str) -> tuple[Any, Any]:
    from partnership.people.models import Organisation, Role, User
    from pilots.actions.roles import grant
    from tests.support.builders import START, a_kind, a_programme, an_area, an_organisation

    programme = a_programme(name)
    for number in range(AREAS):
        an_area(programme, f"Area {number}")
    for number in range(ORGANISATIONS):
        if not Organisation.objects.filter(name=f"Organisation {number}").exists():
            an_organisation(f"Organisation {number}")
    a_kind(programme)
    email = f"{name.replace(' ', '')}@example.org"
    manager = User.objects.create_user(email, display_name="Manager")
    grant(role=Role.PROGRAMME_MANAGER, to=manager, where=programme, from_on=START, by=None)
    return programme, manager


def _content(sort: str, rows: int) -> bytes:
    from pilots.event_template import spreadsheet

    heads, body = _rows(rows, faulty=sort.startswith("faulty"), one_key=sort.startswith("one key"))
    if sort.endswith("XLSX"):
        return b"".join(spreadsheet(heads, body))
    out = io.StringIO()
    csv.writer(out).writerows([heads, *body])
    return out.getvalue().encode()


def _rows(count: int, *, faulty: bool, one_key: bool) -> tuple[list[str], list[list[str | int]]]:
    heads = ["Key", "Event", "Kind", "Area", "When", "Start time", "End time", "Status"]
    heads += ["Footfall", "Footfall, how sure", "Attendance adults", "Attendance children"]
    heads += ["Findings", "Partners"]
    body: list[list[str | int]] = []
    for n in range(count):
        row: list[str | int] = ["same" if one_key else "", f"Event {n}", "Fun day"]
        row += ["Nowhere" if faulty else f"Area {n % AREAS}"]
        row += [f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}", "10:00", "09:00" if faulty else "16:00"]
        row += ["Held", "many" if faulty else 400 + n % 90, "about", 100 + n % 50, 20]
        row += ["They liked it and will come again. " * 3, f"Organisation {n % ORGANISATIONS}"]
        body.append(row)
    return heads, body


if __name__ == "__main__":
    main()
