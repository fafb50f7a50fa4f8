"""F11: of files that were cut short, altered or deleted, each is found, refused and put back."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnership.programmes.periods import Period
from partnership.reports import storage, tasks
from partnership.reports.models import Report, ReportFile
from pilots.models import ReportingBody
from tests.support.drafting_reports import QUARTER, a_draft, filled_in

HARMS = ("deleted", "cut short", "one bit")


def made(body: ReportingBody, period: Period) -> Report:
    """A report in review with the files that the product makes."""
    report = filled_in(a_draft(body, period))
    Report.objects.filter(pk=report.pk).update(stage="in-review", state="queued", snapshot=None)
    tasks.make(report.pk)
    return Report.objects.get(pk=report.pk)


@pytest.fixture
def files(body: ReportingBody) -> list[ReportFile]:
    """Ten files of two reports."""
    for period in (QUARTER, QUARTER.following):
        assert made(body, period).state == "ready"
    return list(ReportFile.objects.order_by("pk"))


def harm(file: ReportFile, folder: Path, how: str) -> None:
    path = folder / file.path
    content = bytearray(path.read_bytes())
    if how == "deleted":
        path.unlink()
        return
    content[len(content) // 2] ^= 1
    path.write_bytes(content[:-1] if how == "cut short" else content)


def said(*options: str) -> str:
    out = StringIO()
    try:
        call_command("check_reports", *options, stdout=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


def test_f11_each_harm_is_found_refused_and_put_back(
    files: list[ReportFile], files_apart: Path
) -> None:
    assert "All reports are as they were stored" in said()
    whole = [storage.read(file) for file in files]
    for place, file in enumerate(files):
        harm(file, files_apart, HARMS[place % len(HARMS)])
    for file in files:
        with pytest.raises(storage.DamagedFileError):
            storage.read(file)
    assert f"{len(files)} file(s) or figures" in said()

    assert "All reports are as they were stored" in said("--put-back")
    assert [storage.read(file) for file in files] == whole
    assert "All reports are as they were stored" in said()


def test_f11_control_without_the_hashes_nothing_is_found(
    files: list[ReportFile], files_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harm(files[0], files_apart, "one bit")
    path = files_apart / files[0].path
    monkeypatch.setattr(storage, "read", lambda file: path.read_bytes())
    assert "All reports are as they were stored" in said()


def test_figures_that_were_altered_are_found_and_nothing_is_made_of_them(
    files: list[ReportFile],
) -> None:
    report = Report.objects.order_by("pk")[0]
    assert report.snapshot
    Report.objects.filter(pk=report.pk).update(snapshot=report.snapshot | {"format": 1})
    assert "its frozen figures are not those that were frozen" in said()
    assert "1 file(s) or figures" in said("--put-back")
