"""Measures the public form of a survey: sixteen people at once, against one insert and commit.

    python -m tests.benchmarks.survey_answers               a database of its own, small size
    python -m tests.benchmarks.survey_answers --each 100    forms of each client

Each form is the last page of a questionnaire with seven questions: a response with seven answers
and a code. Every eighth is sent twice with the same key. Prints a Markdown table and what was
stored; never fails because something is slow.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median
from uuid import uuid4

from tests.benchmarks.__main__ import _build
from tests.benchmarks.answers import CLIENTS, GOAL, TWICE, _at_once, _folder, _insert, _p95, _send
from tests.support.servers import Postgres, gunicorn, postgres_server, redis_server

CODE, OF_A_FORM, ASKED_RATE = "measured22", 7, 200
FORM = f"/answer/{CODE}/"
FIELDS = {
    "language": "en",
    "step": "4",
    "agrees": "yes",
    "age": "yes",
    "q.confident": "3",
    "q.trust.libraries": "1",
    "q.trust.health": "2",
    "q.used": "1",
    "q.visits": "4",
    "q.since": "2019",
    "m.since": "10",
    "q.words": "It was good to be asked.",
    "code.1": "7",
    "code.2": "Ann",
    "go": "send",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.survey_answers")
    parser.add_argument("--each", type=int, default=50, help="forms of each client")
    parser.add_argument("--prepare", action="store_true", help="only make the wave (used inside)")
    asked = parser.parse_args()
    if asked.prepare:
        _prepare()
    else:
        _measure(asked.each)


def _measure(each: int) -> None:
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
        _make_wave(env)
        site = stack.enter_context(gunicorn(env, application="tests.benchmarks.wsgi"))
        _tell(site.url, database, each)


def _make_wave(env: dict[str, str]) -> None:
    here = [sys.executable, "-m", "tests.benchmarks.survey_answers", "--prepare"]
    subprocess.run(here, env=os.environ | env, check=True)


def _prepare() -> None:
    """A survey in the measured programme, and a wave of it that is open."""
    import django

    django.setup()
    from partnership.programmes.models import Programme
    from tests.benchmarks.sizes import PROGRAMME
    from tests.support.answering import a_form, an_open_wave

    version = a_form(Programme.objects.get(pk=PROGRAMME))
    an_open_wave(version, "Measured", code=CODE)


def _tell(url: str, database: Postgres, each: int) -> None:
    for ask in (_insert, _form):  # once, so that nothing is measured that happens once
        for _ in range(4):
            ask(url, str(uuid4()))
    kept = _kept(database)
    inserts = _at_once(lambda: _insert(url, str(uuid4())), each)
    keys = [str(uuid4()) for _ in range(CLIENTS * each)]
    waiting = iter([key for n, key in enumerate(keys) for _ in range(2 if n % TWICE == 0 else 1)])
    started = time.perf_counter()
    forms = _at_once(lambda: _form(url, next(waiting)), each + each // TWICE)
    rate = len(forms) / (time.perf_counter() - started)
    _send_rest(url, waiting)
    print("| what | requests | p50 ms | p95 ms |\n| --- | ---: | ---: | ---: |")
    for name, waits in (("one insert and commit", inserts), ("a form of a survey", forms)):
        print(f"| {name} | {len(waits):,} | {median(waits):.1f} | {_p95(waits):.1f} |")
    ratio = _p95(forms) / _p95(inserts)
    verdict = "met" if ratio <= GOAL else "missed"
    print(f"\np95 of a form: {ratio:.2f} × that of an insert (goal ≤ {GOAL:g} ×): {verdict}.")
    print(f"Taken: {rate:.0f} forms a second (asked for: {ASKED_RATE}).")
    responses, answers = (
        after - before for after, before in zip(_kept(database), kept, strict=True)
    )
    whole = "each with all its answers" if answers == OF_A_FORM * responses else "NOT whole"
    print(f"Given {len(keys):,}, stored {responses:,}, {whole}.")


def _send_rest(url: str, waiting: Iterator[str]) -> None:
    for key in waiting:
        _form(url, key)


def _form(url: str, key: str) -> float:
    return _send(url, FORM, FIELDS | {"key": key}, 302)


def _kept(database: Postgres) -> tuple[int, int]:
    """How many responses to the wave are stored, and how many answers they have."""
    of_wave = f"wave_id = (SELECT id FROM evaluation_wave WHERE code = '{CODE}')"
    of_it = f"response_id IN (SELECT id FROM evaluation_response WHERE {of_wave})"
    ((responses, answers),) = database.query(
        f"SELECT (SELECT count(*) FROM evaluation_response WHERE {of_wave}),"
        f" (SELECT count(*) FROM evaluation_answer WHERE {of_it})",
        database="small",
    )
    return int(responses), int(answers)


if __name__ == "__main__":
    main()
