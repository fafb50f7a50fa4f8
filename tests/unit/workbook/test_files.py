"""Files are refused before they are read where their name or size won't do."""

from pathlib import Path

import pytest

from partnership.workbook import files
from partnership.workbook.faults import WorkbookFaults


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.yaml", None, "There is no file"),
        ("rows.csv", b"a,b", "rows.csv is neither .xlsx nor .yaml."),
        ("noending", b"a,b", "noending is neither .xlsx nor .yaml."),
        ("empty.yaml", b"", "empty.yaml is empty."),
        ("blank.xlsx", b" \n\n", "blank.xlsx is empty."),
        ("text.xlsx", b"- title: areas", "text.xlsx is not an .xlsx workbook."),
    ],
)
def test_a_file_that_can_not_be_read_is_said(
    tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(WorkbookFaults) as refused:
        files.read_file(tmp_path / name)

    assert words in str(refused.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(WorkbookFaults, match="can't be read: Is a directory"):
        files.read_file(tmp_path / "folder.yaml")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as out:
        out.truncate(20 * 1024 * 1024 + 1)
    with pytest.raises(WorkbookFaults, match="is larger than 20 MB"):
        files.read_file(file)


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "SMALL.YAML").write_text("- title: areas\n")

    assert files.read_file(tmp_path / "SMALL.YAML").first_row == 1
