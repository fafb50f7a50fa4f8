"""Files added to records: stored once checked, gone if the record fails, given out whole."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from partnership.people.models import Role
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.web.uploads import MEGABYTE
from pilots import tasks
from pilots.actions import attachments as do
from pilots.models import Attachment
from tests.support.builders import a_person, a_programme, an_area
from tests.support.uploads import PDF, SVG, a_bomb, an_upload

pytestmark = pytest.mark.django_db
SignIn = Callable[[Role | None], Client]


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """A storage of each test's own."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return tmp_path


def stored(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def an_attachment(programme: Programme, **fields: Any) -> Attachment:
    given = {"area": None, "upload": an_upload(), "by": None} | fields
    return do.store_attachment(programme=programme, **given)


def address(attachment: Attachment) -> str:
    return reverse("attachment", args=[attachment.programme.slug, attachment.pk])


def test_a_file_is_kept_under_a_name_that_says_nothing(programme: Programme, folder: Path) -> None:
    attachment = an_attachment(programme, upload=an_upload("Board paper.pdf"))

    assert (attachment.name, attachment.media_type) == ("Board paper.pdf", "application/pdf")
    assert attachment.size == len(PDF)
    assert do.read_attachment(attachment) == PDF
    assert len(stored(folder)) == 1
    assert "oard" not in attachment.path
    assert "pdf" not in attachment.path


@pytest.mark.parametrize("upload", [("a.jpg", SVG), ("a.xlsx", a_bomb()), ("a.html", PDF)])
def test_a_refused_file_is_never_stored(
    programme: Programme, folder: Path, upload: tuple[str, bytes]
) -> None:
    with pytest.raises(RefusedError):
        an_attachment(programme, upload=an_upload(*upload))

    assert stored(folder) == []
    assert not Attachment.objects.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    programme: Programme, settings: Settings
) -> None:
    settings.UPLOAD_MEGABYTES = 1
    upload = an_upload("a.txt", b"a" * (MEGABYTE + 1))
    upload.close()  # whoever reads it now is told

    with pytest.raises(RefusedError, match=r"larger than 1 MB\. Choose a smaller one"):
        an_attachment(programme, upload=upload)


def test_no_more_of_a_large_file_is_kept_than_shows_that_it_is_too_large(
    settings: Settings,
) -> None:
    settings.UPLOAD_MEGABYTES = 1
    sent = RequestFactory().post("/", {"file": an_upload("a.txt", b"a" * 5 * MEGABYTE)})

    with sent.FILES["file"] as arrived:
        size = arrived.size

    assert MEGABYTE < size < 2 * MEGABYTE


def test_a_file_within_the_limit_arrives_whole(settings: Settings) -> None:
    settings.UPLOAD_MEGABYTES = 1
    sent = RequestFactory().post("/", {"file": an_upload("a.txt", b"a" * MEGABYTE), "x": "y"})

    with sent.FILES["file"] as arrived:
        assert (arrived.size, sent.POST["x"]) == (MEGABYTE, "y")


def _fail_after_storing(programme: Programme) -> None:
    with transaction.atomic():
        an_attachment(programme)
        raise ZeroDivisionError


def test_the_file_goes_where_what_it_belongs_to_fails(programme: Programme, folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), do.undone_together():
        _fail_after_storing(programme)

    assert stored(folder) == []
    assert not Attachment.objects.exists()


def test_without_that_it_would_stay(programme: Programme, folder: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_after_storing(programme)

    assert len(stored(folder)) == 1


def test_a_record_that_fails_takes_its_file_along(
    programme: Programme, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Attachment.objects, "create", lambda **_: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        an_attachment(programme)

    assert stored(folder) == []


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_removed_goes_once_that_is_certain(folder: Path) -> None:
    attachment = an_attachment(a_programme())
    with transaction.atomic():
        do.remove_attachment(attachment=attachment)
        assert len(stored(folder)) == 1

    assert stored(folder) == []


def test_a_disk_that_takes_no_file_is_told_in_words(
    programme: Programme, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(RefusedError, match="could not be stored, so nothing was saved"):
        an_attachment(programme)

    assert stored(folder) == []
    assert not Attachment.objects.exists()


def killed_before_the_record_is_stored(programme: Programme) -> None:
    """A process of its own writes the file, and is killed when it comes to the record."""
    if (child := os.fork()) == 0:
        kill = mock.Mock(side_effect=lambda **_: os.kill(os.getpid(), signal.SIGKILL))
        with mock.patch.object(Attachment.objects, "create", kill):
            an_attachment(programme)
        os._exit(1)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def age(folder: Path, hours: int) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - hours * 3600,) * 2)


def test_what_a_killed_process_wrote_goes_after_a_day_and_nothing_else(
    programme: Programme, folder: Path
) -> None:
    kept = an_attachment(programme)
    killed_before_the_record_is_stored(programme)
    assert len(stored(folder)) == 2

    age(folder, hours=23)
    assert do.sweep_files() == 0
    age(folder, hours=25)
    tasks.sweep_files()

    assert stored(folder) == [Path(kept.path).name]
    assert do.sweep_files() == 0


def test_before_a_database_is_restored_no_file_goes(programme: Programme, folder: Path) -> None:
    assert do.sweep_files() == 0
    an_attachment(programme)
    Attachment.objects.all().delete()
    age(folder, hours=25)

    assert do.sweep_files() == 0
    assert len(stored(folder)) == 1


def test_it_is_given_out_to_be_kept_and_never_shown(programme: Programme, viewer: Client) -> None:
    attachment = an_attachment(programme, upload=an_upload("Rückblick 1.pdf"))

    answer = viewer.get(address(attachment))

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''R%C3%BCckblick")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert answer["Content-Security-Policy"].endswith("; sandbox")


def test_only_those_who_may_read_there_find_it(programme: Programme, signed_in: SignIn) -> None:
    here, there = an_area(programme, "Here"), an_area(programme, "There")
    attachment = an_attachment(programme, area=there)
    theirs, ours = Client(), Client()
    theirs.force_login(a_person(Role.AREA_MANAGER, there))
    ours.force_login(a_person(Role.AREA_MANAGER, here))

    assert theirs.get(address(attachment)).status_code == 200
    assert ours.get(address(attachment)).status_code == 404
    assert signed_in(None).get(address(attachment)).status_code == 404
    assert signed_in(Role.IJB_OFFICER).get(address(attachment)).status_code == 403


@pytest.mark.parametrize("damage", ["altered", "lost"])
def test_a_damaged_file_is_not_given_out_and_it_says_what_to_do(
    programme: Programme, viewer: Client, folder: Path, damage: str
) -> None:
    attachment = an_attachment(programme)
    if damage == "lost":
        default_storage.delete(attachment.path)
    else:
        (folder / attachment.path).write_bytes(PDF[:-1] + b"x")

    answer = viewer.get(address(attachment))

    assert answer.status_code == 409
    assert b"add it again" in answer.content
    assert answer["Content-Type"].startswith("text/html")
