"""Measures the product against plain pages served by the same processes.

    python -m tests.benchmarks                          both sizes, everything
    python -m tests.benchmarks --size small --only pages --rounds 5 --seconds 3

Starts its own PostgreSQL and Redis, fills a database of each size, serves the
product as it is deployed and prints Markdown tables: ratios, never a pass or a
failure. Always ends with 0 unless it could not measure at all.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from tests.benchmarks.load import client_name, get, measure
from tests.benchmarks.machine import facts
from tests.benchmarks.memory import held
from tests.benchmarks.pages import FLOORS, IN_TURN, PAGES, Target
from tests.benchmarks.sizes import SIZES
from tests.benchmarks.tables import Measured, whole
from tests.benchmarks.weight import page_weights
from tests.support.servers import ROOT, Postgres, Site, gunicorn, postgres_server, redis_server

PARTS = ("pages", "weight", "memory")


@dataclass
class Served:
    """A running site with two people's sessions, and what was measured of it."""

    site: Site
    manager: str
    evaluator: str
    measured: Measured

    def session(self, target: Target) -> str:
        return self.evaluator if target.by_evaluator else self.manager

    def url(self, path: str) -> str:
        return f"{self.site.url}{path}"


def main() -> None:
    chosen = _arguments()
    sizes = list(SIZES) if chosen.size == "both" else [chosen.size]
    parts = PARTS if chosen.only is None else (chosen.only,)
    with ExitStack() as stack:
        database = stack.enter_context(postgres_server())
        broker = stack.enter_context(redis_server())
        version = database.query("SHOW server_version")[0][0].split()[0]
        on_what = facts(version, client_name())
        served = {name: stack.enter_context(_served(name, database, broker.url)) for name in sizes}
        for each in served.values():
            _look_once(each)
        if "pages" in parts:
            _measure_speed(served, chosen.rounds, chosen.seconds)
        for each in served.values():
            _measure_rest(each, parts)
        print(whole(on_what, {name: each.measured for name, each in served.items()}))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--size", choices=[*SIZES, "both"], default="both")
    parser.add_argument("--only", choices=PARTS, help="measure one part alone")
    parser.add_argument("--rounds", type=int, default=7, help="medians are of this many")
    parser.add_argument("--seconds", type=float, default=3, help="of each round, each page")
    return parser.parse_args()


@contextmanager
def _served(name: str, database: Postgres, broker: str) -> Iterator[Served]:
    """Fill a database of this size, and serve it while the block lasts."""
    with tempfile.TemporaryDirectory(prefix="partnership-benchmark-") as folder:
        env = {
            "DATABASE_URL": database.create_database(name),
            "REDIS_URL": broker,
            "DATA_DIR": folder,
            "SECRET_KEY": "only-for-benchmarks-" + "0" * 40,
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        }
        _say(f"filling the {name} database …")
        built = _build(name, env)
        with gunicorn(env, application="tests.benchmarks.wsgi") as site:
            measured = Measured(SIZES[name], built_in=float(built["seconds"]))
            yield Served(site, str(built["session"]), str(built["evaluator"]), measured)


def _build(name: str, env: Mapping[str, str]) -> dict[str, str]:
    command = [sys.executable, "-m", "tests.benchmarks.build", "--size", name]
    said = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    if said.returncode:
        sys.exit(f"The {name} database could not be filled:\n{said.stderr[-4000:]}")
    result: dict[str, str] = json.loads(said.stdout.splitlines()[-1])
    return result


def _look_once(served: Served) -> None:
    """Ask for each page once: it must answer 200, and says how many queries it made."""
    for target in (*FLOORS, *PAGES):
        ask = {} if target in FLOORS else {"X-Count-Queries": "1"}
        status, headers, body = get(served.url(target.path), served.session(target), **ask)
        if status != 200:
            sys.exit(f"{target.path} answered {status}, so nothing was measured.")
        served.measured.queries[target.name] = int(headers.get("x-queries", target.queries))
        if target in PAGES and not target.by_evaluator:
            served.measured.html[target.name] = len(body)


def _measure_speed(served: Mapping[str, Served], rounds: int, seconds: float) -> None:
    """Rounds of every page of every site in turn, so that all share the machine's moods."""
    for number in range(1, rounds + 1):
        _say(f"round {number} of {rounds} …")
        for target in IN_TURN:
            for each in served.values():
                cookie = each.session(target)
                found = measure(each.url(target.path), cookie=cookie, seconds=seconds)
                each.measured.rounds.setdefault(target.name, []).append(found)


def _measure_rest(served: Served, parts: tuple[str, ...]) -> None:
    if "memory" in parts:
        served.measured.memory = held(served.site.process)
    if "weight" in parts:
        own = [target for target in PAGES if not target.by_evaluator]
        urls = {target.name: served.url(target.path) for target in own}
        served.measured.weights = page_weights(urls, cookie=served.manager)
    else:
        served.measured.html.clear()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
