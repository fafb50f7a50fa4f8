"""Web workers that are made from one loaded process."""

import urllib.request
from pathlib import Path

import pytest

from tests.support.servers import ROOT, gunicorn


def test_they_are_made_and_answer_while_there_is_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)  # where gunicorn.conf.py is
    env = {
        "DATABASE_URL": "postgres://nobody:none@127.0.0.1:9/none",
        "DATA_DIR": str(tmp_path),
    }
    with gunicorn(env, workers=2) as site:
        with urllib.request.urlopen(f"{site.url}/robots.txt", timeout=10) as answer:
            assert answer.status == 200
        assert len(site.process.children()) == 2
