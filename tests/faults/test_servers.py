"""The servers that other fault tests stand on: real, and gone afterwards."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.processes import NotReadyError, Process, answers, wait_until
from tests.support.servers import ROOT, postgres_server, redis_server

SAY_ADDRESSES = "echo $DATABASE_URL $REDIS_URL; exec sleep 100"


def _ports(said: str) -> list[int]:
    return [int(port) for port in re.findall(r"127\.0\.0\.1:(\d+)", said)]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return an empty folder that PostgreSQL's user may pass through to its own."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o711)
        yield Path(name)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_command_takes_its_servers_with_it(folder: Path, number: int) -> None:
    command = [sys.executable, "-m", "tests.support.servers", "sh", "-c", SAY_ADDRESSES]
    env = {"TMPDIR": str(folder), "PYTHONPATH": str(ROOT)}
    around = Process(command, log=folder / "log", env=env)
    around.start(lambda: len(_ports(around.output)) == 2)
    ports = _ports(around.output)
    assert all(answers(port) for port in ports)

    around.signal(number)

    wait_until(lambda: not around.is_running, timeout=30, what="end")
    assert not any(answers(port) for port in ports)
    assert [path.name for path in folder.iterdir()] == ["log"]


def test_postgres_keeps_what_was_committed_when_it_crashes() -> None:
    with postgres_server(durable=True) as database:
        database.query("CREATE TABLE kept (word text)", database="partnership")
        database.query("INSERT INTO kept VALUES ('here')", database="partnership")

        database.restart(immediate=True)

        assert database.query("SELECT word FROM kept", database="partnership") == [("here",)]


@pytest.mark.parametrize(("appendonly", "kept"), [(True, "here"), (False, "")])
def test_redis_keeps_its_queue_only_with_an_append_only_file(appendonly: bool, kept: str) -> None:
    with redis_server(appendonly=appendonly) as broker:
        _redis_cli(broker.url, "set", "word", "here")

        broker.kill()
        broker.start()

        assert _redis_cli(broker.url, "get", "word") == kept


def test_a_silenced_redis_listens_and_does_not_answer() -> None:
    with redis_server() as broker:
        broker.silence()

        assert answers(broker.port)
        with pytest.raises(subprocess.TimeoutExpired):
            _redis_cli(broker.url, "ping")


def test_a_command_that_ends_at_once_is_reported_with_its_words(tmp_path: Path) -> None:
    process = Process(["sh", "-c", "echo no such thing >&2; exit 3"], log=tmp_path / "log")

    with pytest.raises(NotReadyError, match="no such thing"):
        process.start(lambda: False, timeout=10)


def _redis_cli(url: str, *command: str) -> str:
    made = subprocess.run(
        ["redis-cli", "--no-auth-warning", "-u", url, *command],
        capture_output=True,
        text=True,
        check=True,
        timeout=2,
    )
    return made.stdout.strip()
