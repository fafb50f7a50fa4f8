"""The secret key of an installation that sets none: made once, and kept."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from partnership import settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    return tmp_path


def test_the_key_is_kept_for_its_owner_alone(folder: Path) -> None:
    key = settings._kept_secret_key()

    assert len(key) >= 50
    assert settings._kept_secret_key() == key
    assert [each.name for each in folder.iterdir()] == ["secret_key"]
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600


def test_all_that_start_at_once_have_the_same_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = count()

    def slowly() -> str:
        time.sleep(0.05)
        return f"key {next(numbers)}"

    monkeypatch.setattr(settings, "get_random_secret_key", slowly)

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: settings._kept_secret_key(), range(8)))

    assert keys == {(folder / "secret_key").read_text()}
    assert next(numbers) > 1  # more than one tried
