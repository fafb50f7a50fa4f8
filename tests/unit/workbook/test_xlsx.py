"""Spreadsheets are checked before they are unpacked, and hold no formula."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import tablib
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from partnership.workbook.cells import Unreadable
from partnership.workbook.faults import WorkbookFaults
from partnership.workbook.xlsx import read, write


def _file(fill: Callable[[Any], object]) -> bytes:
    """An .xlsx file as another program writes it."""
    workbook = openpyxl.Workbook()
    fill(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _cells(*rows: list[Any]) -> bytes:
    def fill(workbook: Any) -> None:
        for row in rows:
            workbook.active.append(row)

    return _file(fill)


def _rows(content: bytes) -> list[list[Any]]:
    sheet = read(content, "test.xlsx").sheets.sheets()[0]
    return [sheet.headers, *(list(row) for row in sheet)]


def _archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The archive with one of its parts replaced."""
    old = zipfile.ZipFile(io.BytesIO(content))
    parts = {info: old.read(info) for info in old.namelist()}
    return _archive(**{**parts, name: part})


def test_cells_keep_their_values() -> None:
    content = _cells(["slug", " name "], ["a", 1], [None, True], ["b", 1.5])

    assert _rows(content) == [["slug", "name"], ["a", 1], [None, True], ["b", 1.5]]


def test_empty_rows_between_are_counted_and_those_at_the_end_are_not() -> None:
    def fill(workbook: Any) -> None:
        workbook.active["A1"], workbook.active["A4"] = "slug", "a"
        workbook.active["A9"].font = openpyxl.styles.Font(bold=True)

    assert _rows(_file(fill)) == [["slug"], [None], [None], ["a"]]


def test_a_cell_beyond_the_headings_has_no_name() -> None:
    assert _rows(_cells(["slug"], ["a"], ["b", None, "c"])) == [
        ["slug", "", ""],
        ["a", None, None],
        ["b", None, "c"],
    ]


@pytest.mark.parametrize(
    ("number_format", "value"),
    [
        ("yyyy-mm-dd", date(2019, 10, 24)),
        ("DD/MM/YYYY HH:MM", date(2019, 10, 24)),
        ("mmm-yy", "2019-10"),
        ("[$-809]mmmm yyyy", "2019-10"),
        ('"day" mmmm yyyy', "2019-10"),
        ("yyyy", "2019"),
    ],
)
def test_a_date_is_as_exact_as_the_sheet_shows_it(number_format: str, value: Any) -> None:
    def fill(workbook: Any) -> None:
        workbook.active["A1"] = "when"
        workbook.active["A2"] = datetime(2019, 10, 24)
        workbook.active["A2"].number_format = number_format

    assert _rows(_file(fill))[1] == [value]


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://127.0.0.1")', "=A1"])
def test_a_formula_is_refused_with_its_address(formula: str) -> None:
    [_, [_, cell]] = _rows(_cells(["slug", "name"], ["a", formula]))

    assert cell == Unreadable("B2 holds a formula.", "Write its value.")


def test_an_array_formula_is_refused_too() -> None:
    def fill(workbook: Any) -> None:
        workbook.active["A1"] = "slug"
        formula = openpyxl.worksheet.formula.ArrayFormula("A2:A3", "=SUM(B1:B2)")
        workbook.active["A2"] = formula

    assert _rows(_file(fill))[1] == [Unreadable("A2 holds a formula.", "Write its value.")]


def test_an_error_is_refused_with_its_address() -> None:
    def fill(workbook: Any) -> None:
        workbook.active["A1"], workbook.active["A2"] = "slug", "#REF!"

    assert _rows(_file(fill))[1] == [Unreadable("A2 holds the error #REF!.", "Write its value.")]


ACTIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0", "＝1+1", "x_x000D_y"]


@pytest.mark.parametrize("text", ACTIVE)
def test_text_that_looks_like_a_formula_is_written_as_text_and_reads_back(text: str) -> None:
    content = write(tablib.Databook([tablib.Dataset([text], headers=["a"], title="s")]))

    cell = openpyxl.load_workbook(io.BytesIO(content))["s"]["A2"]
    assert cell.data_type == "s"
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert _rows(content)[1] == [text]


def test_values_are_written_as_such() -> None:
    cells = ["2019-10-24", True, date(2019, 10, 24), Decimal("94.50"), 7, None, "a\nb"]
    sheet = tablib.Dataset(cells, headers=list("abcdefg"), title="s")

    assert _rows(write(tablib.Databook([sheet])))[1] == [
        "2019-10-24",
        "yes",
        date(2019, 10, 24),
        94.5,
        7,
        None,
        "a\nb",
    ]


NOT_XLSX = {
    "text": b"slug,name\na,b\n",
    "half an archive": _cells(["slug"])[:400],
    "html": b"<html></html>",
    "old .xls": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    "another archive": _archive(mimetype=b"application/zip"),
    "parts that are no XML": _archive(
        **{"[Content_Types].xml": b"nonsense", "xl/workbook.xml": b"nonsense"}
    ),
    "a sheet that is no XML": _with_part(_cells(["a"]), "xl/worksheets/sheet1.xml", b"<a"),
    "a sheet that is text": _with_part(_cells(["a"]), "xl/worksheets/sheet1.xml", b"text"),
    "parts cut short": b"PK\x03\x04" + b"\0" * 200,
}


@pytest.mark.parametrize("content", NOT_XLSX.values(), ids=NOT_XLSX)
def test_what_is_no_spreadsheet_is_refused(content: bytes) -> None:
    with pytest.raises(WorkbookFaults) as refused:
        read(content, "test.xlsx")

    assert "Open it in a spreadsheet program and save it as .xlsx." in str(refused.value)


def test_a_workbook_that_counts_from_1904_is_refused() -> None:
    def fill(workbook: Any) -> None:
        workbook.epoch = CALENDAR_MAC_1904

    with pytest.raises(WorkbookFaults, match="counts its days from 1904"):
        read(_file(fill), "test.xlsx")


def _bomb() -> bytes:
    """About 100 kB that unpack to 100 MB."""
    zeros = b"0" * (100 * 1024 * 1024)
    return _with_part(_cells(["a"]), "xl/worksheets/sheet1.xml", zeros)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = _bomb()
    assert len(bomb) < 200_000
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(WorkbookFaults, match="unpacks to 100 MB"):
        read(bomb, "test.xlsx")

    assert time.perf_counter() - began < 0.5
    assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
    tracemalloc.stop()


def test_an_archive_of_very_many_parts_is_refused() -> None:
    many = {f"part{n}": b"" for n in range(1_001)}
    content = _archive(**many, **{"[Content_Types].xml": b"", "xl/workbook.xml": b""})

    with pytest.raises(WorkbookFaults, match="in 1,003 parts"):
        read(content, "test.xlsx")


ENTITIES = b"".join(
    b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"x" * 10) for n in range(10)
)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE worksheet [' + ENTITIES + b"]>"
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row></sheetData></worksheet>'
)


def test_entities_that_grow_are_refused_at_once() -> None:
    began = time.perf_counter()
    with pytest.raises(WorkbookFaults):
        read(_with_part(_cells(["a"]), "xl/worksheets/sheet1.xml", LAUGHS), "test.xlsx")

    assert time.perf_counter() - began < 5


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s'
    b"<sheetData>%s</sheetData></worksheet>"
)


def _sheet(rows: bytes, dimension: bytes = b"") -> bytes:
    return _with_part(_cells(["a"]), "xl/worksheets/sheet1.xml", SHEET % (dimension, rows))


def test_a_sheet_that_reaches_too_far_right_is_refused() -> None:
    with pytest.raises(WorkbookFaults, match="reaches beyond 100 columns"):
        read(_sheet(b'<row r="1"><c r="XFD1"><v>1</v></c></row>' * 50_000), "test.xlsx")


def test_a_size_that_a_sheet_only_claims_costs_nothing() -> None:
    content = _sheet(
        b'<row r="1"><c r="A1"><v>1</v></c></row>', b'<dimension ref="A1:XFD1048576"/>'
    )

    assert _rows(content) == [["1"]]


@pytest.mark.parametrize("last", [50_002, 1_048_576, 10**15])
def test_a_row_too_far_down_is_refused(last: int) -> None:
    cell = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    began = time.perf_counter()
    with pytest.raises(WorkbookFaults, match="reaches beyond 50,000 rows"):
        read(_sheet(cell % (1, 1) + cell % (last, last)), "test.xlsx")

    assert time.perf_counter() - began < 10


def test_too_many_sheets_are_refused() -> None:
    def fill(workbook: Any) -> None:
        for number in range(100):
            workbook.create_sheet(f"s{number}")

    with pytest.raises(WorkbookFaults, match="has over 100 sheets"):
        read(_file(fill), "test.xlsx")
