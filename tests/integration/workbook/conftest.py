"""A small programme with every column filled, and ways to spoil its workbook."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tablib

from partnership.workbook import Fault, WorkbookFaults, load
from partnership.workbook.loading import Loaded
from partnership.workbook.yaml_text import read
from tests.support.records import record_count

EVERY_COLUMN = Path(__file__).parent / "every_column.yaml"

Rows = dict[str, list[dict[str, Any]]]
Spoil = Callable[[Rows], object]


def rows_of_sample() -> Rows:
    """The sample's rows by sheet, to be changed before they are loaded."""
    book = read(EVERY_COLUMN.read_bytes(), EVERY_COLUMN.name)
    return {
        sheet.title: [{k: v for k, v in row.items() if v is not None} for row in sheet.dict]
        for sheet in book.sheets.sheets()
    }


def databook(rows: Rows) -> tablib.Databook:
    """Sheets in tablib's form from rows that leave empty cells out."""
    sheets = []
    for title, own in rows.items():
        headers = list(dict.fromkeys(name for row in own for name in row))
        cells = [[row.get(header) for header in headers] for row in own]
        sheets.append(tablib.Dataset(*cells, headers=headers, title=title))
    return tablib.Databook(sheets)


def load_spoilt(spoil: Spoil) -> Loaded:
    """Load the sample after `spoil` has changed its rows."""
    rows = rows_of_sample()
    spoil(rows)
    return load(databook(rows))


def faults_of(spoil: Spoil) -> list[Fault]:
    """The faults of the spoilt sample, which must have changed nothing."""
    before = record_count()
    with pytest.raises(WorkbookFaults) as refused:
        load_spoilt(spoil)
    assert record_count() == before
    return list(refused.value.faults)


def without_versions(rows: Rows) -> None:
    """Leave the plan's versions out, and all that follows from the plan."""
    for name in [name for name in rows if name.startswith("plan_")]:
        del rows[name]
    rows["deliveries"] = [{"milestone": "M2", "area": "east-quay", "baseline_on": "2024-07-15"}]


def put(sheet: str, row: int, **cells: Any) -> Spoil:
    """Put cells into the n-th row of a sheet; None empties a cell."""

    def spoil(rows: Rows) -> None:
        rows[sheet][row - 1].update(cells)

    return spoil


def add(sheet: str, **cells: Any) -> Spoil:
    """Add a row to a sheet."""
    return lambda rows: rows[sheet].append(cells)


def both(*spoils: Callable[[Rows], object]) -> Spoil:
    return lambda rows: [spoil(rows) for spoil in spoils]


@pytest.fixture
def loaded(db: None) -> Loaded:
    """The sample, loaded."""
    return load(EVERY_COLUMN)
