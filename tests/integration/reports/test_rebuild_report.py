"""A report’s files are made again from the snapshot inside its PDF, without any record."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnership.reports import snapshot
from partnership.reports.actions import files_of
from pilots.models import ReportingBody
from tests.support.drafting_reports import published


@pytest.fixture(autouse=True)
def quick_making() -> None:
    """Everything is made in earnest here, once."""


def test_every_file_is_the_same_to_the_byte(body: ReportingBody, tmp_path: Path) -> None:
    made = files_of(snapshot.restore(published(body).snapshot))
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(made.contents["pdf"])
    call_command("rebuild_report", str(paper), output=tmp_path / "again")
    again = sorted((tmp_path / "again").iterdir())
    assert sorted(path.read_bytes() for path in again) == sorted(made.contents.values())
    assert [path.name for path in again if path.suffix == ".pdf"] == ["north-ijb-2019-q3.pdf"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "neither a report’s PDF nor its snapshot"),
        (b"[]", "neither a report’s PDF nor its snapshot"),
        (b"{}", "holds no snapshot of a report"),
        (b'{"written": {}}', "holds no snapshot of a report"),
        (b"%PDF-1.7 torn", "is no PDF of a report"),
    ],
)
def test_another_file_is_told_from_a_report(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        call_command("rebuild_report", str(file), output=tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such file"):
        call_command("rebuild_report", str(tmp_path / "gone"), output=tmp_path)
