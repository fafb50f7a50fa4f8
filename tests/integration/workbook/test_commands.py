"""The commands: what they print, and how they end."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from model_bakery import baker

from partnership.workbook.loading import Loaded
from pilots.models import Area
from tests.integration.workbook.conftest import EVERY_COLUMN
from tests.support.records import record_count

pytestmark = pytest.mark.django_db


def _spoilt(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = EVERY_COLUMN.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "spoilt.yaml"
    file.write_text(text)
    return file


def test_a_first_loading_counts_its_rows(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_programme", EVERY_COLUMN)

    lines = capsys.readouterr().out.splitlines()
    assert "organisations: 5 new" in lines
    assert "Rolled out: 1 delivery that was missing." in lines
    assert lines[-1] == "Loaded 161 rows of Harbour Reads."


def test_loading_again_says_that_nothing_changed(
    loaded: Loaded, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_programme", EVERY_COLUMN)

    assert capsys.readouterr().out == (
        "Nothing changed: Harbour Reads is as the file's 161 rows say.\n"
    )


def test_what_is_new_changed_and_kept_is_said(
    loaded: Loaded, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Area.objects.filter(slug="west-quay").update(name="Old name")
    file = _spoilt(tmp_path, ("slug: carers, name: Carers", "slug: carers-too, name: Carers"))
    text = file.read_text().replace("priority_group: carers,", "priority_group: carers-too,")
    file.write_text(text.replace("older-people; carers\n", "older-people; carers-too\n"))
    call_command("load_programme", file)

    lines = capsys.readouterr().out.splitlines()
    assert "priority_groups: 1 new, 1 unchanged" in lines
    assert "areas: 1 changed, 1 unchanged" in lines
    assert "priority_groups: kept, though the file lacks them: carers" in lines
    assert "area_priority_groups: kept, though the file lacks them: east-quay/carers" in lines


def test_faults_are_listed_and_end_in_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = record_count()
    late = ("due_month: 0, scope: programme, source", "due_month: 60, scope: programme, source")
    file = _spoilt(tmp_path, ("kind: news,", "kind: gossip,"), late)
    with pytest.raises(CommandError) as ended:
        call_command("load_programme", file)

    assert str(ended.value) == "Nothing was loaded from spoilt.yaml: 2 faults."
    assert ended.value.returncode == 1
    assert capsys.readouterr().err.splitlines() == [
        "sources, row 2, kind: “gossip” is not a choice."
        " Write board-paper, news, letter, minutes or other.",
        "milestones, row 1, due_month: Month 60 is after the programme's last, month 12."
        " Mend it, or the programme's length_months.",
    ]
    assert record_count() == before


def test_very_many_faults_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"  - {{number: {n}}}\n" for n in range(2, 1203))
    file = _spoilt(tmp_path, ("- title: phases\n", f"{rows}- title: phases\n"))
    with pytest.raises(CommandError, match="1,201 faults"):
        call_command("load_programme", file)

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1_001
    assert lines[-1] == "… and 201 more."


@pytest.mark.parametrize("name", ["out.yaml", "out.yml", "out.xlsx"])
def test_a_programme_is_written_in_either_form(
    loaded: Loaded, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("dump_programme", "harbour-reads", output=tmp_path / name)

    assert capsys.readouterr().out == f"Wrote Harbour Reads to {name}.\n"
    call_command("load_programme", tmp_path / name)
    assert capsys.readouterr().out.startswith("Nothing changed")


def test_files_that_stay_behind_are_said(
    loaded: Loaded, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (1, 2):
        baker.make("pilots.Attachment", programme=loaded.programme, path=f"attachments/{number}")
        call_command("dump_programme", "harbour-reads", output=tmp_path / "out.yaml")

    one, two = (line for line in capsys.readouterr().out.splitlines() if "behind" in line)
    assert " 1 file stays behind: " in one
    assert " 2 files stay behind: " in two


def test_an_unknown_programme_can_not_be_written(loaded: Loaded, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no programme “harbor-reads”\. Did you mean “harbour-"):
        call_command("dump_programme", "harbor-reads", output=tmp_path / "out.yaml")


def test_a_programme_is_not_written_to_another_kind_of_file(loaded: Loaded, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"out\.csv is neither \.xlsx nor"):
        call_command("dump_programme", "harbour-reads", output=tmp_path / "out.csv")


def test_a_folder_that_is_not_there_is_said(loaded: Loaded, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="can't be written: No such file or directory"):
        call_command("dump_programme", "harbour-reads", output=tmp_path / "no" / "out.yaml")


def test_a_text_too_long_for_a_cell_is_not_written_in_part(loaded: Loaded, tmp_path: Path) -> None:
    loaded.programme.situation = "a" * 20_001
    loaded.programme.save()
    with pytest.raises(CommandError, match="situation: It has 20,001 characters"):
        call_command("dump_programme", "harbour-reads", output=tmp_path / "out.xlsx")

    assert not (tmp_path / "out.xlsx").exists()
