"""Every template at national size, held against veraPDF; and what each kind of file costs.

    python -m tests.benchmarks.papers            32 areas × 60 milestones, each template
    python -m tests.benchmarks.papers national   one of them

Takes minutes, so no test does it. Ends with 1 where veraPDF finds anything.
"""

import os
import sys
import time
from dataclasses import replace
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from partnership.programmes.periods import Period  # noqa: E402
from partnership.reports import making  # noqa: E402
from partnership.reports.shipped import SHIPPED  # noqa: E402
from partnership.reports.snapshot import Frozen, Snapshot  # noqa: E402
from partnership.workbook.illustrative import REFERENCE  # noqa: E402
from partnership.workbook.loading import load  # noqa: E402
from pilots.models import ReportingBody  # noqa: E402
from tests.support.on_layouts import on  # noqa: E402
from tests.support.plan_parts import a_delivery, a_part, a_row, done, forecast  # noqa: E402
from tests.support.verapdf import verify  # noqa: E402

AREAS, MILESTONES = 32, 60
LAST = date(2019, 12, 31)


def national() -> Snapshot:
    """The reference programme's figures, with a plan of many areas in place of its own."""
    settings.MIGRATION_MODULES = {each.label: None for each in apps.get_app_configs()}
    call_command("migrate", verbosity=0, run_syncdb=True)
    programme = load(REFERENCE).programme
    body = ReportingBody.objects.select_related("programme", "area").get(
        programme=programme, slug="national-steering-group"
    )
    return replace(making.collect(body, Period.ending(LAST), as_at=LAST), plan=a_part(*_rows()))


def _rows() -> list:
    milestones = [
        a_row(number, due=1 + number % 24, title=f"Something that takes a line, number {number}")
        for number in range(MILESTONES)
    ]
    said = ((), (done(date(2019, 3, 1)),), (forecast(date(2020, 2, 1)),))
    return [
        a_delivery(row, f"Area {area + 1}", *said[(area + row.key) % 3], as_at=LAST)
        for row in milestones
        for area in range(AREAS)
    ]


def check(frozen: Frozen, name: str) -> list[str]:
    """What veraPDF finds in the template's PDF; says how long each kind of file took."""
    took, workbook = {}, b""
    for kind, make in (
        ("html", making.render_html),
        ("xlsx", making.render_workbook),
        ("docx", making.render_word),
        ("plain", making.render_plain),
    ):
        began = time.perf_counter()
        made = make(frozen)
        workbook = made if kind == "xlsx" else workbook
        took[kind] = time.perf_counter() - began
    began = time.perf_counter()
    pdf = making.render_pdf(frozen, workbook)
    took["pdf"] = time.perf_counter() - began
    faults = [*verify(pdf, "ua1"), *verify(pdf, "3a")]
    seconds = ", ".join(f"{kind} {each:.2f} s" for kind, each in took.items())
    print(f"{name}: {len(faults)} faults; {seconds}", *faults, sep="\n  ", flush=True)
    return faults


def main(names: list[str]) -> int:
    snapshot = national()
    layouts = [layout for layout in SHIPPED if not names or layout.slug in names]
    faults = [fault for each in layouts for fault in check(on(snapshot, each), each.slug)]
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
