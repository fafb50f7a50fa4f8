"""Making a report: its files come from frozen figures, and what goes wrong is said in words."""

import errno
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError
from django.db.models.functions import Now

from partnership import files
from partnership.pdf import PdfTooLargeError
from partnership.reports import jobs, making, storage, tasks
from partnership.reports.models import Report, ReportFile
from tests.support import quick_reports


def made(report: Report) -> Report:
    tasks.make(report.pk)
    return Report.objects.get(pk=report.pk)


def overtake(report: Report) -> None:
    """Have another attempt claim and finish the report."""
    Report.objects.filter(pk=report.pk).update(lease_until=Now() - timedelta(seconds=1))
    tasks.make(report.pk)


def stored(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def recorded() -> set[str]:
    return set(ReportFile.objects.values_list("path", flat=True))


def raising(error: Exception) -> Callable[..., bytes]:
    def render(*_: Any) -> bytes:
        raise error

    return render


def test_a_report_has_five_files_that_are_what_was_rendered(
    report: Report, files_apart: Path
) -> None:
    row = made(report)
    assert row.state == "ready"
    frozen = quick_reports.freeze(row.snapshot)
    contents = {file.kind: storage.read(file) for file in row.files.all()}
    workbook = quick_reports.render_workbook(frozen)
    assert contents == {
        "html": quick_reports.render_html(frozen),
        "xlsx": workbook,
        "pdf": quick_reports.render_pdf(frozen, workbook),
        "docx": quick_reports.render_word(frozen),
        "plain": quick_reports.render_plain(frozen),
    }
    assert row.fingerprint == frozen.fingerprint
    assert stored(files_apart) == recorded()


def test_figures_are_as_at_the_periods_last_day(report: Report) -> None:
    assert made(report).snapshot["as_at"] == "2019-09-30"


def test_a_second_message_finds_nothing_to_do(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(report)
    monkeypatch.setattr(making, "render_html", raising(AssertionError("made twice")))
    after = made(report)
    assert (after.attempt, after.made_at) == (before.attempt, before.made_at)


def test_a_second_attempt_uses_the_figures_that_the_first_froze(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(making, "render_pdf", raising(OperationalError("gone")))
        tasks.make(report.pk)
    frozen = Report.objects.get().snapshot
    assert frozen
    Report.objects.update(lease_until=Now() - timedelta(seconds=1))
    monkeypatch.setattr(making, "collect", raising(AssertionError("collected twice")))
    row = made(report)
    assert (row.state, row.attempt, row.snapshot) == ("ready", 2, frozen)


def test_figures_changed_since_they_were_frozen_are_not_used(report: Report) -> None:
    Report.objects.update(snapshot={"body": "another"}, fingerprint="f" * 64)
    row = made(report)
    assert row.state == "failed"
    assert "changed since" in row.failure


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PdfTooLargeError("Too long a table. Shorten it."), "Too long a table. Shorten it."),
        (SoftTimeLimitExceeded(), "took longer than 9 minutes"),
        (OSError(errno.ENOSPC, "x"), "could not be stored: no space left on device"),
        (KeyError("secret"), "A fault in the program"),
    ],
)
def test_a_failure_is_said_in_words_and_leaves_no_file(
    report: Report,
    monkeypatch: pytest.MonkeyPatch,
    files_apart: Path,
    error: Exception,
    words: str,
) -> None:
    write = storage.write

    def fail_at_the_last(claim: jobs.Claim, kind: str, content: bytes) -> ReportFile:
        if kind == "pdf":
            raise error
        return write(claim, kind, content)

    monkeypatch.setattr(storage, "write", fail_at_the_last)
    row = made(report)
    assert row.state == "failed"
    assert words in row.failure
    assert "secret" not in row.failure
    assert not ReportFile.objects.exists()
    assert stored(files_apart) == set()


def test_a_database_that_is_away_leaves_the_report_to_the_sweep(
    report: Report, monkeypatch: pytest.MonkeyPatch, sent: list
) -> None:
    monkeypatch.setattr(making, "render_html", raising(OperationalError("gone")))
    row = made(report)
    assert (row.state, row.failure) == ("making", "")


def test_a_late_finisher_changes_nothing_and_leaves_no_file(
    report: Report, monkeypatch: pytest.MonkeyPatch, files_apart: Path
) -> None:
    """It is overtaken after its files are written and before it publishes."""
    finish = jobs.finish
    seen = []

    def finish_late(claim: jobs.Claim, files: list[ReportFile]) -> None:
        if claim.attempt == 1:
            overtake(report)
            seen.append(Report.objects.values().get())
        finish(claim, files)

    monkeypatch.setattr(jobs, "finish", finish_late)
    tasks.make(report.pk)
    assert Report.objects.values().get() == seen[0]
    assert Report.objects.get().attempt == 2
    assert ReportFile.objects.count() == len(ReportFile.Kind)
    assert stored(files_apart) == recorded()


def test_what_a_killed_attempt_left_behind_is_tidied(report: Report, files_apart: Path) -> None:
    killed = jobs.claim(report.pk)
    assert killed
    storage.write(killed, "pdf", b"half a report")
    (files_apart / f"reports/{report.pk}/1/abc.pdf.123.part").write_bytes(b"half a file")
    overtake(report)
    assert Report.objects.get().state == "ready"
    assert stored(files_apart) == recorded()


def test_the_sweep_tidies_after_a_maker_that_was_killed_while_it_tidied(
    report: Report, files_apart: Path
) -> None:
    assert jobs.claim(report.pk)
    overtake(report)
    late = files_apart / f"reports/{report.pk}/1/late.pdf"
    late.parent.mkdir()
    late.write_bytes(b"late")
    tasks.sweep()
    assert stored(files_apart) == recorded()


def test_a_failed_report_keeps_no_file(report: Report, files_apart: Path) -> None:
    claim = jobs.claim(report.pk)
    assert claim
    storage.write(claim, "pdf", b"half a report")
    jobs.fail(claim, "Because.")
    tasks.sweep()
    assert stored(files_apart) == set()


# -- Files -------------------------------------------------------------------


def damage(file: ReportFile, folder: Path, how: str) -> None:
    path = folder / file.path
    content = bytearray(path.read_bytes())
    if how == "deleted":
        path.unlink()
    elif how == "cut short":
        path.write_bytes(content[:-1])
    else:
        content[3] ^= 1
        path.write_bytes(content)


@pytest.mark.parametrize("how", ["deleted", "cut short", "one bit changed"])
def test_a_damaged_file_is_refused_and_put_back_as_it_was(
    report: Report, files_apart: Path, how: str
) -> None:
    made(report)
    file = ReportFile.objects.get(kind="pdf")
    before = storage.read(file)
    damage(file, files_apart, how)
    with pytest.raises(storage.DamagedFileError, match="made again"):
        storage.read(file)
    tasks.rebuild(report.pk)
    assert storage.read(file) == before
    assert stored(files_apart) == recorded()


def test_f10_on_a_full_disk_the_files_that_are_whole_stay(
    report: Report, files_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(report)
    damaged = ReportFile.objects.get(kind="xlsx")
    damage(damaged, files_apart, "cut short")
    with monkeypatch.context() as full:
        full.setattr(files.os, "fsync", raising(OSError(errno.ENOSPC, "full")))
        with pytest.raises(OSError, match="full"):
            tasks.rebuild(report.pk)
    assert all(storage.read(file) for file in ReportFile.objects.exclude(kind="xlsx"))
    assert stored(files_apart) == recorded() - {damaged.path}
    tasks.rebuild(report.pk)
    assert storage.read(damaged)


def test_a_file_that_would_differ_is_not_put_back(
    report: Report, files_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(report)
    file = ReportFile.objects.get(kind="pdf")
    damage(file, files_apart, "deleted")
    monkeypatch.setattr(making, "render_pdf", lambda frozen, workbook: b"another program's")
    with pytest.raises(storage.DamagedFileError, match="has changed since"):
        tasks.rebuild(report.pk)
    assert not (files_apart / file.path).exists()


def test_one_that_would_differ_holds_up_no_other_and_none_that_is_whole(
    report: Report, files_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With other packages the text for Word is other bytes; it is whole, and need not be made."""
    made(report)
    page, pdf = (ReportFile.objects.get(kind=kind) for kind in ("html", "pdf"))
    monkeypatch.setattr(making, "render_word", lambda frozen: b"another program's")
    damage(pdf, files_apart, "deleted")
    tasks.rebuild(report.pk)
    assert storage.read(pdf)

    monkeypatch.setattr(making, "render_html", lambda frozen: b"another program's")
    for file in (page, pdf):
        damage(file, files_apart, "deleted")
    with pytest.raises(storage.DamagedFileError, match="has changed since"):
        tasks.rebuild(report.pk)
    assert storage.read(pdf)


def test_there_is_nothing_to_put_back_of_a_report_that_is_not_ready(report: Report) -> None:
    tasks.rebuild(report.pk)
    assert not ReportFile.objects.exists()
