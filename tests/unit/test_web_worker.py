"""What a web worker carries about."""

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
print(*sorted({"openpyxl", "weasyprint", "pikepdf", "lxml"} & set(sys.modules)))
"""


def test_it_does_not_load_what_writes_papers_and_spreadsheets() -> None:
    loading = [sys.executable, "-c", LOADED]
    found = subprocess.run(loading, cwd=ROOT, capture_output=True, text=True, check=True)

    assert found.stdout.strip() == ""
