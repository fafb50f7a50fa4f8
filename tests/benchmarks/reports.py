"""Measures how long a report takes: python -m tests.benchmarks.reports --size national.

Starts its own PostgreSQL, fills it, and makes the report of the first body that is reported to
for the whole programme, and of the first of an area: gathered, frozen and written in each form.
Prints a Markdown table: each step beside what WeasyPrint alone takes for the same HTML.
"""

import argparse
import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

LAST = date(2026, 9, 30)
HEAD = "| report | collect | queries | freeze | page, plain | workbook | PDF | Word | WeasyPrint alone | all ÷ it | collect ÷ it | undisturbed | all ÷ it | snapshot, MB | peak, MB |"  # noqa: E501


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reports", description=__doc__)
    parser.add_argument("--size", choices=["small", "national"], default="national")
    parser.add_argument("--rounds", type=int, default=5, help="medians are of this many")
    parser.add_argument("--filled", action="store_true", help="measure what DATABASE_URL names")
    chosen = parser.parse_args()
    if chosen.filled:
        measure(chosen.rounds)
    else:
        fill_and_measure(chosen.size, chosen.rounds)


def fill_and_measure(size: str, rounds: int) -> None:
    """Fill a database of this size, and measure in a process of its own."""
    from tests.benchmarks.__main__ import _build
    from tests.support.servers import ROOT, postgres_server

    with postgres_server() as database, tempfile.TemporaryDirectory() as folder:
        env = {
            "DATABASE_URL": database.create_database(size),
            "REDIS_URL": "",
            "DATA_DIR": folder,
            "SECRET_KEY": "only-for-benchmarks-" + "0" * 40,
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        }
        _build(size, env)
        again = [sys.executable, "-m", "tests.benchmarks.reports", "--filled", "--rounds"]
        subprocess.run([*again, str(rounds)], cwd=ROOT, env={**os.environ, **env}, check=True)


def measure(rounds: int) -> None:
    """Make the two reports so many times, and print how long each step took."""
    import django

    django.setup()

    from pilots.models import ReportingBody

    print(HEAD, "|" + " --- |" * HEAD.count(" | ") + " --- |", sep="\n")
    bodies = ReportingBody.objects.filter(programme=1).select_related("programme", "area")
    for name, body in (
        ("of the country", bodies.filter(area=None).first()),
        ("of an area", bodies.exclude(area=None).first()),
    ):
        made = [_made(body) for _ in range(rounds)]
        times = {step: median(each[step] for each in made) for step in made[0]}
        times["peak"] = made[0]["peak"]
        print(_row(name, times), flush=True)


def _made(body: Any) -> dict[str, float]:
    """Seconds of each step of one report; how many queries, how large its figures are."""
    from django.db import connection

    from partnership.programmes.periods import Period
    from partnership.reports import making
    from partnership.reports.snapshot import canonical

    period, asked, took = Period.ending(LAST), [0], {}

    def counted(execute: Callable[..., Any], *given: Any) -> Any:
        asked[0] += 1
        return execute(*given)

    def step(name: str, do: Callable[..., Any], *given: Any, **named: Any) -> Any:
        began = time.perf_counter()
        result = do(*given, **named)
        took[name] = took.get(name, 0) + time.perf_counter() - began
        return result

    gc.collect()
    gc.disable()  # as the task that does this in a worker
    with connection.execute_wrapper(counted):
        snapshot = step("collect", making.collect, body, period, as_at=period.last)
    frozen = step("freeze", making.freeze, snapshot)
    step("page", making.render_html, frozen)
    step("page", making.render_plain, frozen)
    workbook = step("workbook", making.render_workbook, frozen)
    step("pdf", making.render_pdf, frozen, workbook)
    step("word", making.render_word, frozen)
    took["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        **took, **_alone(frozen),
        "queries": asked[0], "megabytes": len(canonical(frozen.json)) / 1e6,
    }  # fmt: skip


def _alone(frozen: Any) -> dict[str, float]:
    """WeasyPrint's seconds as Python has it, and with no garbage looked for, as in a worker."""
    took = {}
    for name, look in (("engine", gc.enable), ("undisturbed", gc.disable)):
        gc.collect()
        look()
        took[name] = _engine(frozen)
    gc.enable()
    return took


def _engine(frozen: Any) -> float:
    """Seconds of WeasyPrint on the report's HTML, with our styles, and nothing else of ours."""
    from django.template.loader import render_to_string
    from weasyprint import HTML

    from partnership.pdf.colour import OUTPUT_INTENT, colour_profiles
    from partnership.pdf.fetcher import SCHEME, AssetFetcher
    from partnership.pdf.render import VARIANT
    from partnership.reports.sections import compose

    html = render_to_string("reports/document/print.html", {"document": compose(frozen)})
    began = time.perf_counter()
    HTML(string=html, base_url=SCHEME, url_fetcher=AssetFetcher()).write_pdf(
        stylesheets=[f"{SCHEME}base.css", f"{SCHEME}report.css"],
        color_profiles=colour_profiles(),
        output_intent=OUTPUT_INTENT,
        pdf_variant=VARIANT,
    )
    return time.perf_counter() - began


def _row(name: str, took: dict[str, float]) -> str:
    """One line of the table."""
    steps = ("collect", "freeze", "page", "workbook", "pdf", "word")
    told = {step: f"{took[step]:.2f} s" for step in steps}
    whole = sum(took[step] for step in steps)
    cells = [
        name, told["collect"], f"{took['queries']:.0f}", told["freeze"], told["page"],
        told["workbook"], told["pdf"], told["word"], f"{took['engine']:.2f} s",
        f"{whole / took['engine']:.2f}", f"{took['collect'] / took['engine']:.2f}",
        f"{took['undisturbed']:.2f} s", f"{whole / took['undisturbed']:.2f}",
        f"{took['megabytes']:.1f}", f"{took['peak']:.0f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
