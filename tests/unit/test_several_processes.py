"""A run of several processes: migrations are run once, and files are shared out whole."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.support import migrated
from tests.support.sharing_out import LONG, TOGETHER, rank, scope

TESTS = Path(__file__).parents[1]
SCRIPT = TESTS.parent / "bin" / "test"


@pytest.fixture
def without_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/programme")
    monkeypatch.setattr(migrated, "_create", lambda *_: None)


def test_the_others_copy_the_database_where_they_were_run(
    tmp_path: Path, without_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrated_there = []
    monkeypatch.setattr(migrated, "_migrate", migrated_there.append)

    migrated.main(tmp_path)

    assert migrated.template(tmp_path, timeout=1) == "test_programme_migrated"
    assert migrated_there == ["postgres://nobody@127.0.0.1:1/test_programme_migrated"]


def test_migrations_that_fail_are_said_to_all(
    tmp_path: Path, without_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(url: str) -> None:
        raise ValueError("no such column")

    monkeypatch.setattr(migrated, "_migrate", fail)
    migrated.main(tmp_path)

    with pytest.raises(RuntimeError, match="ValueError: no such column"):
        migrated.template(tmp_path, timeout=1)


def test_nobody_copies_before_they_have_ended(tmp_path: Path) -> None:
    with pytest.raises(TimeoutError):
        migrated.template(tmp_path, timeout=0.1)


def test_what_is_loaded_for_a_folder_is_loaded_in_one_process() -> None:
    assert scope("tests/integration/page_facts/test_a.py::test_b[1::2]") == scope(
        "tests/integration/page_facts/test_c.py::test_d"
    )
    assert scope("tests/unit/test_a.py::test_b") != scope("tests/unit/test_c.py::test_b")


def test_what_needs_no_database_goes_first_and_what_takes_long_before_the_rest() -> None:
    files = ("unit/test_a.py", "integration/test_reach.py", "integration/pilots/test_seats.py")

    assert [rank(f"tests/{file}::test_b") for file in files] == [0, 1, 2]


@pytest.mark.parametrize("name", [*LONG, *TOGETHER])
def test_files_and_folders_that_are_named_are_there(name: str) -> None:
    assert list((TESTS / "integration").rglob(name)) != []


def test_what_is_asked_on_one_database_alone_is_there() -> None:
    """A name that no file has any more would leave nothing out, and say nothing of it."""
    (names,) = re.findall(r"^ONCE=\(.*?\)$", SCRIPT.read_text(), re.MULTILINE | re.DOTALL)
    print_each = f"{names}\nprintf '%s\\n' \"${{ONCE[@]}}\""
    said = subprocess.run(["bash", "-c", print_each], capture_output=True, text=True, check=True)

    assert len(said.stdout.split()) > 10
    assert [
        each for each in said.stdout.split() if not (TESTS / "integration" / each).exists()
    ] == []
