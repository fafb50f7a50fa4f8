"""Stored files are whole under their name, or not there."""

import errno
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile

from partnership.files import WholeFileStorage


@pytest.fixture
def storage(tmp_path: Path) -> WholeFileStorage:
    return WholeFileStorage(location=tmp_path)


class BreaksOff(ContentFile):  # type: ignore[type-arg]
    """A content that ends in an error after its first part, as on a full disk."""

    def chunks(self, chunk_size: int | None = None) -> Any:
        yield b"first part"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_is_stored_as_it_is(storage: WholeFileStorage, tmp_path: Path) -> None:
    name = storage.save("a/b/c.pdf", ContentFile(b"content"))
    assert (tmp_path / name).read_bytes() == b"content"
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["c.pdf"]


def test_a_write_that_breaks_off_leaves_nothing(storage: WholeFileStorage, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        storage.save("a/c.pdf", BreaksOff(b""))
    assert list((tmp_path / "a").iterdir()) == []


def test_a_file_is_not_seen_under_its_name_before_it_is_complete(
    storage: WholeFileStorage, tmp_path: Path
) -> None:
    class Watched(ContentFile):  # type: ignore[type-arg]
        def chunks(self, chunk_size: int | None = None) -> Any:
            yield b"first part"
            assert not (tmp_path / "c.pdf").exists()
            yield b", second part"

    storage.save("c.pdf", Watched(b""))
    assert (tmp_path / "c.pdf").read_bytes() == b"first part, second part"


def test_a_file_can_t_be_stored_outside_the_folder(storage: WholeFileStorage) -> None:
    with pytest.raises(SuspiciousFileOperation):
        storage.save("../c.pdf", ContentFile(b"content"))
