"""Measures the public feedback form: sixteen people at once, against one insert and commit.

    python -m tests.benchmarks.answers                 a database of its own, of the small size
    python -m tests.benchmarks.answers --each 100      answers of each client

Every eighth answer is sent twice with the same key. Prints a Markdown table and what was
stored; never fails because something is slow.
"""

import argparse
import http.client
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from tests.benchmarks.__main__ import _build
from tests.benchmarks.sizes import PROGRAMME
from tests.support.servers import Postgres, gunicorn, postgres_server, redis_server

CLIENTS, TWICE, GOAL = 16, 8, 3.0
CODE, EVENT = "measured-answers", 1
FLOOR, FORM = "/floor/insert/", f"/feedback/{CODE}/"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.answers")
    parser.add_argument("--each", type=int, default=50, help="answers of each client")
    each = parser.parse_args().each
    with ExitStack() as stack:
        database = stack.enter_context(postgres_server(durable=True))
        broker = stack.enter_context(redis_server())
        env = {
            "DATABASE_URL": database.create_database("small"),
            "REDIS_URL": broker.url,
            "DATA_DIR": str(stack.enter_context(_folder())),
            "SECRET_KEY": "only-for-benchmarks-" + "0" * 40,
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "FEEDBACK_ANSWERS_PER_ADDRESS": "1000000",
            "FEEDBACK_ANSWERS_PER_FORM": "1000000",
        }
        _build("small", env)
        _open_form(database)
        site = stack.enter_context(gunicorn(env, application="tests.benchmarks.wsgi"))
        _tell(site.url, database, each)


def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="partnership-benchmark-")


def _open_form(database: Postgres) -> None:
    """A form of the first event, which was held."""
    columns = "event_id, code, opens_on, closes_on, asks_comment, version"
    values = f"{EVENT}, '{CODE}', CURRENT_DATE - 1, CURRENT_DATE + 1, true, 1"
    database.query(
        f"INSERT INTO pilots_feedbackform ({columns}) VALUES ({values})", database="small"
    )


def _tell(url: str, database: Postgres, each: int) -> None:
    for ask in (_insert, _answer):  # once, so that nothing is measured that happens once
        ask(url, str(uuid4()))
    kept = _kept(database)
    inserts = _at_once(lambda: _insert(url, str(uuid4())), each)
    keys = [str(uuid4()) for _ in range(CLIENTS * each)]
    waiting = iter([key for n, key in enumerate(keys) for _ in range(2 if n % TWICE == 0 else 1)])
    answers = _at_once(lambda: _answer(url, next(waiting)), each + each // TWICE)
    for key in waiting:
        _answer(url, key)
    print("| what | requests | p50 ms | p95 ms |\n| --- | ---: | ---: | ---: |")
    for name, waits in (("one insert and commit", inserts), ("an answer", answers)):
        print(f"| {name} | {len(waits):,} | {median(waits):.1f} | {_p95(waits):.1f} |")
    ratio = _p95(answers) / _p95(inserts)
    verdict = "met" if ratio <= GOAL else "missed"
    print(f"\np95 of an answer: {ratio:.2f} × that of an insert (goal ≤ {GOAL:g} ×): {verdict}.")
    now = _kept(database)
    stored, counted, in_month = (after - before for after, before in zip(now, kept, strict=True))
    print(
        f"Given {len(keys):,}, stored {stored:,}, counted {counted:,}, in the month {in_month:,}."
    )


def _p95(waits: list[float]) -> float:
    return quantiles(waits, n=20)[-1]


def _at_once(ask: Callable[[], float], each: int) -> list[float]:
    """Milliseconds of each request of sixteen clients."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        found = pool.map(lambda _: [ask() for _ in range(each)], range(CLIENTS))
        return [wait for waits in found for wait in waits]


def _insert(url: str, key: str) -> float:
    return _send(url, FLOOR, {"key": key}, 200)


def _answer(url: str, key: str) -> float:
    said = {"key": key, "satisfaction": "4", "comment": "It was good to be asked.", "language": ""}
    return _send(url, FORM, said, 302)


def _send(url: str, path: str, said: dict[str, str], wanted: int) -> float:
    """Milliseconds until the answer; SystemExit for any other status."""
    parts, body = urlsplit(url), urlencode(said)
    started = time.perf_counter()
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request(
            "POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"}
        )
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    if answer.status != wanted:
        raise SystemExit(f"{path} answered {answer.status}, so nothing was measured.")
    return (time.perf_counter() - started) * 1e3


def _kept(database: Postgres) -> tuple[int, int, int]:
    """How many answers to the form are stored, in the event's tally, and in its month's."""
    points = "very_satisfied + satisfied + neither + dissatisfied + very_dissatisfied"
    asked = (
        f"(SELECT count(*) FROM pilots_feedbackanswer WHERE event_id = {EVENT})",
        f"(SELECT coalesce(sum(answers), 0) FROM pilots_feedbacktally WHERE event_id = {EVENT})",
        f"(SELECT sum({points}) FROM pilots_monthtally WHERE programme_id = {PROGRAMME})",
    )
    ((stored, counted, in_month),) = database.query(f"SELECT {', '.join(asked)}", database="small")
    return int(stored), int(counted), int(in_month)


if __name__ == "__main__":
    main()
