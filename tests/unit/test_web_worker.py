"""What a web worker carries about."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOADED = """
import os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "partnership.settings"
django.setup()
import partnership.urls
print(*sorted({"docx", "openpyxl", "weasyprint", "pikepdf", "lxml"} & set(sys.modules)))
"""


def test_it_does_not_load_what_writes_papers_and_spreadsheets() -> None:
    loading = [sys.executable, "-c", LOADED]
    found = subprocess.run(loading, cwd=ROOT, capture_output=True, text=True, check=True)

    assert found.stdout.strip() == ""


STARTED = """
import gc, runpy, threading
import django
django.setup()
served = runpy.run_path("gunicorn.conf.py")
assert served["preload_app"]
served["when_ready"](None)
from django.db import connection
from django.urls import get_resolver
print(threading.active_count(), connection.connection, connection._connection_pools)
print(gc.get_freeze_count() > 100_000, get_resolver()._populated)
"""


def test_what_workers_share_holds_no_connection_and_no_thread() -> None:
    """Neither outlives the making of a worker; the site starts without its database."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "partnership.settings",
        "DATABASE_URL": "postgres://nobody:none@127.0.0.1:9/none",
    }
    loading = [sys.executable, "-c", STARTED]
    found = subprocess.run(loading, cwd=ROOT, env=env, capture_output=True, text=True, check=True)

    assert found.stdout.split("\n")[:2] == ["1 None {}", "True True"]
