"""Measures the public feedback form: how long an answer takes beside one insert and commit.

    python -m tests.benchmarks.answers                   7 rounds of 4 seconds each
    python -m tests.benchmarks.answers --rounds 3 --seconds 2

Sixteen clients (wrk) answer one event's form as fast as they can, on a PostgreSQL that
flushes every commit to disk, two web workers, full middleware; in turn with them the floor,
served by the same processes. Prints a Markdown table: never a pass or a failure.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median

import django

from tests.support.servers import ROOT, Postgres, Site, gunicorn, postgres_server

CLIENTS = 16
ANSWERING = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
math.randomseed(os.time())
local function part(most) return math.random(0, most) end
request = function()
  local key = string.format("%08x-%04x-4%03x-8%03x-%06x%06x", part(0x7fffffff), part(0xffff),
    part(0xfff), part(0xfff), part(0xffffff), part(0xffffff))
  local body = "key=" .. key .. "&satisfaction=" .. math.random(1, 5) .. "&language=en"
  return wrk.format(nil, nil, nil, body)
end
"""
SAYING = """
done = function(summary, latency)
  print(string.format("took %d %d %d %d", latency:percentile(50), latency:percentile(95),
    summary.requests, summary.errors.status))
end
"""
FLOOR, OURS = "one insert and commit", "an answer to the public form"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--fill", action="store_true", help="fill the database: used by itself")
    chosen = parser.parse_args()
    if chosen.fill:
        print(json.dumps(_fill()))
        return
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed: apt-get install wrk")
    with postgres_server(durable=True) as database, tempfile.TemporaryDirectory() as folder:
        env = {
            "DATABASE_URL": database.url,
            "DATA_DIR": folder,
            "SECRET_KEY": "only-for-benchmarks-" + "0" * 40,
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "FEEDBACK_ANSWERS_PER_ADDRESS": "1000000000",
            "FEEDBACK_ANSWERS_PER_FORM": "1000000000",
        }
        command = [sys.executable, "-m", "tests.benchmarks.answers", "--fill"]
        filled = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **env}, check=True, capture_output=True, text=True
        )
        made = json.loads(filled.stdout.splitlines()[-1])
        with gunicorn(env, application="tests.benchmarks.wsgi") as site:
            _measure(site, made, Path(folder), chosen.rounds, chosen.seconds)
        _check(database, made["event"])


def _fill() -> dict[str, object]:
    """An event that is counted in its month, with an open form; another for the floor."""
    django.setup()

    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from pilots.actions.feedback import Asking, ask_people
    from pilots.actions.tallies import recount_all
    from tests.support.builders import a_person, a_programme, an_area, an_event

    # The tables as the models have them: walking the migrations takes far longer.
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    programme, today = a_programme(), timezone.localdate()
    area = an_area(programme)
    asked, floor = (
        an_event(programme, name, area=area, happened=today.isoformat()) for name in ("A", "B")
    )
    asking = Asking(today, today + timedelta(days=14))
    form = ask_people(event=asked, asking=asking, by=a_person())
    recount_all(programme)
    return {"event": asked.pk, "code": form.code, "floor": floor.pk}


def _measure(site: Site, made: dict[str, object], folder: Path, rounds: int, seconds: int) -> None:
    scripts = {FLOOR: SAYING, OURS: ANSWERING + SAYING}
    there = {
        FLOOR: f"{site.url}/floor/one-insert/?event={made['floor']}",
        OURS: f"{site.url}/feedback/{made['code']}/",
    }
    found: dict[str, list[tuple[float, float, int]]] = {FLOOR: [], OURS: []}
    for name, script in scripts.items():
        (folder / f"{name}.lua").write_text(script)
    for url in there.values():
        _round(url, folder / f"{FLOOR}.lua", 10, may_be_silent=True)  # both workers awake
    for _ in range(rounds):
        for name, url in there.items():
            found[name].append(_round(url, folder / f"{name}.lua", seconds))
    print(f"| {CLIENTS} clients | p50, ms | p95, ms | p95 beside the floor's | a second |")
    print("|---|---|---|---|---|")
    floor = median(p95 for _, p95, _ in found[FLOOR])
    for name, took in found.items():
        p50, p95, number = (median(each) for each in zip(*took, strict=True))
        a_second = number / seconds
        print(f"| {name} | {p50:.1f} | {p95:.1f} | {p95 / floor:.2f} × | {a_second:,.0f} |")


def _round(
    url: str, script: Path, seconds: int, *, may_be_silent: bool = False
) -> tuple[float, float, int]:
    """(p50, p95) in milliseconds, and how many requests were answered."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script)]
    said = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    took = re.search(r"took (\d+) (\d+) (\d+) (\d+)", said)
    if not took or int(took[4]) or not (int(took[3]) or may_be_silent):
        sys.exit(f"{url} was not answered throughout:\n{said}")
    return int(took[1]) / 1000, int(took[2]) / 1000, int(took[3])


def _check(database: Postgres, event: int) -> None:
    """Every answer that is stored is in the tallies of its event and of its month."""
    answers, tally, month = (
        int(database.query(query, database="partnership")[0][0])
        for query in (
            f"SELECT count(*) FROM pilots_feedbackanswer WHERE event_id = {event}",
            f"SELECT sum(answers) FROM pilots_feedbacktally WHERE event_id = {event}",
            "SELECT sum(very_satisfied + satisfied + neither + dissatisfied + very_dissatisfied)"
            " FROM pilots_monthtally",
        )
    )
    print(
        f"\n{answers:,} answers stored, {tally:,} in the event's tally, {month:,} in the month's."
    )


if __name__ == "__main__":
    main()
