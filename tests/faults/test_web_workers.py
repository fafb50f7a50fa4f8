"""Web workers that are made from one loaded process, and the workers that give way to them."""

import os
import urllib.request
from pathlib import Path

import pytest

from tests.support.processes import wait_until
from tests.support.servers import ROOT, celery_worker, gunicorn


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


def test_the_processes_of_a_worker_let_pages_go_first(tmp_path: Path) -> None:
    env = {"DATABASE_URL": "", "REDIS_URL": "", "DATA_DIR": str(tmp_path), "WORKER_NICENESS": "7"}

    def is_nicer(child: int) -> bool:
        return os.getpriority(os.PRIO_PROCESS, child) == min(os.nice(0) + 7, 19)

    with celery_worker(env, concurrency=2) as worker:
        assert len(worker.children()) == 2
        wait_until(lambda: all(map(is_nicer, worker.children())), timeout=10, what="both nicer")
        autogroup = Path(f"/proc/{worker.pid}/autogroup")
        if autogroup.exists():  # the kernel weighs sessions, and the worker has its own
            assert autogroup.read_text().endswith("nice 7\n")
