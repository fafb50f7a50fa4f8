"""Spreadsheets that a person has filled in: rows and cells are named as the person sees them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from partnership.workbook import WorkbookFaults, load
from partnership.workbook.loading import Loaded
from pilots.models import Event
from tests.support.records import record_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def spreadsheet(loaded: Loaded, tmp_path: Path) -> Callable[..., Path]:
    """Write the sample as .xlsx, with cells changed: spreadsheet(areas={"B3": "…"})."""

    def written(**changes: dict[str, Any]) -> Path:
        file = tmp_path / "sample.xlsx"
        call_command("dump_programme", "harbour-reads", output=file)
        workbook = openpyxl.load_workbook(file)
        for sheet, cells in changes.items():
            for address, value in cells.items():
                workbook[sheet][address] = value
        workbook.save(file)
        return file

    return written


def _faults(file: Path) -> list[str]:
    before = record_count()
    with pytest.raises(WorkbookFaults) as refused:
        load(file)
    assert record_count() == before
    return [str(fault) for fault in refused.value.faults]


def test_a_file_that_a_spreadsheet_program_saved_again_changes_nothing(
    spreadsheet: Callable[..., Path],
) -> None:
    assert not load(spreadsheet()).changed_anything


def test_rows_are_counted_from_the_heading(spreadsheet: Callable[..., Path]) -> None:
    file = spreadsheet(areas={"B3": " ", "A4": None, "A6": "north", "B6": "North", "D6": "late"})

    assert _faults(file) == [
        "areas, row 3, name: The cell is empty, and required. What it is called.",
        "areas, row 6, stage: “late” is not a choice. Write early-adopter or scale-up.",
    ]


def test_formulas_are_listed_with_their_addresses(spreadsheet: Callable[..., Path]) -> None:
    file = spreadsheet(events={"B2": '=CONCAT("a","b")'}, aims={"B2": "=1+1"}, areas={"ZZ1": None})

    assert _faults(file) == [
        "aims, row 2, text: B2 holds a formula. Write its value.",
        "events, row 2, name: B2 holds a formula. Write its value.",
    ]


def test_headings_that_are_wrong_are_faults_of_row_1(spreadsheet: Callable[..., Path]) -> None:
    file = spreadsheet(aims={"C1": "text", "D1": "nunber", "E2": "stray"})

    assert _faults(file) == [
        "aims, row 1, nunber: There is no column “nunber”. Did you mean “number”?",
        "aims, row 1, text: The column stands twice. Keep one of the two.",
        "aims, row 2: A cell is filled in a column without a name. Name it, or empty the cell.",
    ]


def test_text_that_looks_like_a_formula_is_kept_as_text(loaded: Loaded, tmp_path: Path) -> None:
    active = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1"]
    for number, text in enumerate(active):
        kind = loaded.programme.event_kinds.get(slug="talk")
        Event.objects.create(
            programme=loaded.programme,
            kind=kind,
            slug=f"e{number}",
            name="x",
            status="held",
            purpose=text,
            reported_on="2024-06-01",
        )
    file = tmp_path / "active.xlsx"
    call_command("dump_programme", "harbour-reads", output=file)
    assert not load(file).changed_anything

    loaded.programme.events.filter(slug__startswith="e").exclude(slug="evening").delete()
    load(file)

    again = loaded.programme.events.filter(slug__regex=r"^e\d").order_by("pk")
    assert [event.purpose for event in again] == active


def test_a_date_cell_is_a_day_and_a_month_cell_a_month(spreadsheet: Callable[..., Path]) -> None:
    import datetime

    file = spreadsheet(
        events={"I2": datetime.datetime(2024, 10, 1)}, sources={"D2": datetime.date(2024, 6, 11)}
    )
    workbook = openpyxl.load_workbook(file)
    workbook["events"]["I2"].number_format = "mmm-yy"
    workbook["events"]["K2"] = None
    workbook.save(file)

    load(file)

    event = Event.objects.select_related("source").get(slug="open-day")
    assert (str(event.happened), event.day) == ("2024-10", None)


def test_a_damaged_spreadsheet_ends_in_words(tmp_path: Path) -> None:
    file = tmp_path / "damaged.xlsx"
    file.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(CommandError, match=r"Nothing was loaded from damaged\.xlsx: 1 fault\."):
        call_command("load_programme", file)
