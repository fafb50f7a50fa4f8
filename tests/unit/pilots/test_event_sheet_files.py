"""Files and pasted text as rows of texts, whatever their encoding, separators and tricks."""

import io
import os
import time
import tracemalloc
import zipfile
from contextlib import suppress
from datetime import date, datetime
from datetime import time as clock
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots import event_sheet_files as files
from pilots.event_sheet import FORMULA, MOST_ROWS
from pilots.event_sheet_cells import NO_TEXT
from pilots.event_sheet_files import SheetError, read_file, read_text

HEAD = "Event,Kind,Status,When,Findings\n"
ROW = "Café £5,Fun day,Held,2019-10-24,Good\n"


def xlsx(*rows: list[Any]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    sheet = read_file("x.csv", (HEAD + ROW).encode(encoding))

    assert sheet.rows[0][1]["name"] == "Café £5"
    assert sheet.notes == []


def test_windows_1252_is_found_out_and_said() -> None:
    sheet = read_file("x.csv", (HEAD + ROW).encode("cp1252"))

    assert sheet.rows[0][1]["name"] == "Café £5"
    assert sheet.notes == ["Read as Windows-1252: check é and £."]


def test_what_is_neither_names_the_line() -> None:
    with pytest.raises(SheetError, match="Line 2 holds characters"):
        read_file("x.csv", HEAD.encode() + b"\x81\xe9,a,b,c,d\n")


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_separators_are_found_out_and_said(separator: str, word: str) -> None:
    sheet = read_text((HEAD + "A, B,Fun day,Held,,\n").replace(",", separator, 4))

    assert f"parted by {word}" in sheet.notes[-1]
    sheet = read_text(HEAD.replace(",", separator) + separator.join("abcde"))
    assert sheet.rows[0][1]["kind"] == "b"


def test_headings_in_capitals_and_another_order() -> None:
    sheet = read_text("STATUS,kind,  Event \nHeld,Fun day,One\n")

    assert sheet.rows == [(2, {"status": "Held", "kind": "Fun day", "name": "One"})]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    sheet = read_text(HEAD + 'One,a,b,,"two\nlines"\n\nTwo,a,b,,\n')

    assert [line for line, _ in sheet.rows] == [2, 5]


def test_ragged_rows() -> None:
    short, long = read_text(HEAD + "One,a\nTwo,a,b,c,d,e,f\n").rows

    assert short[1] == {"name": "One", "kind": "a"}
    assert long[1]["extra"] == "e; f"


def test_a_nul_and_a_cell_of_a_million_characters_are_kept_short_and_shown() -> None:
    rows = read_file("x.csv", (HEAD + f"O\0ne,a,b,,{'x' * 1_000_000}\n").encode()).rows

    assert rows[0][1]["name"] == f"O{NO_TEXT}ne"
    assert len(rows[0][1]["findings"]) == 10_001


def test_a_guard_before_a_formula_is_taken_off() -> None:
    assert read_text(HEAD + "'=1+1,a,b,,\n").rows[0][1]["name"] == "=1+1"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.csv", b"", "empty"),
        ("x.csv", b"\xef\xbb\xbf \n", "nothing in it"),
        ("x.csv", HEAD.encode(), "no row under them"),
        ("x.csv", b"1,2,3\n4,5,6\n", "names no column"),
        ("x.csv", b"Event,Kind\na,b\n", "no column “Status”"),
        ("x.csv", b"Event,Kind,Status,event\na,b,c,d\n", "Two columns are called “Event”"),
        ("x.csv", xlsx(["Event", "Kind", "Status"]), "content is something else"),
        ("x.xlsx", (HEAD + ROW).encode(), "content is something else"),
        ("x.xls", b"\xd0\xcf\x11\xe0", "neither .csv nor .xlsx"),
        ("x.csv", (HEAD + ROW * (MOST_ROWS + 1)).encode(), "more than 10,000 rows"),
    ],
)
def test_what_can_not_be_read_is_refused_in_words(name: str, content: bytes, words: str) -> None:
    with pytest.raises(SheetError, match=words):
        read_file(name, content)


def test_unknown_columns_are_named_and_worked_out_ones_are_not() -> None:
    sheet = read_text("Event,Kind,Status,Colour,Attendance in all\na,b,c,red,5\n")

    assert sheet.notes == ["Not read, for no column is called so: “Colour”."]


class TestSpreadsheets:
    def test_dates_times_and_numbers_are_read_as_shown(self) -> None:
        content = xlsx(
            ["Event", "Kind", "Status", "When", "Start time", "Footfall", "Before"],
            ["One", "a", "b", datetime(2019, 10, 24), clock(14, 30), 468.0, date(2019, 1, 2)],
        )

        (row,) = read_file("x.xlsx", content).rows

        assert (row[0], row[1]["when"], row[1]["starts"]) == (2, "2019-10-24", "14:30")
        assert (row[1]["footfall"], row[1]["before"]) == ("468", "2019-01-02")

    def test_a_guard_that_came_from_a_csv_file_is_taken_off(self) -> None:
        content = xlsx(["Event", "Kind", "Status"], ["'- first", "a", "b"])

        assert read_file("x.xlsx", content).rows[0][1]["name"] == "- first"

    def test_a_formula_without_its_value_is_told_from_an_empty_cell(self) -> None:
        content = xlsx(["Event", "Kind", "Status", "Footfall"], ["One", "a", "b", "=1+1"])

        assert read_file("x.xlsx", content).rows[0][1]["footfall"] == FORMULA

    def test_a_formula_is_read_as_its_value(self) -> None:
        content = xlsx(["Event", "Kind", "Status", "Footfall"], ["One", "a", "b", "=1+1"])
        with zipfile.ZipFile(io.BytesIO(content)) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        parts[SHEET] = parts[SHEET].replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name, part in parts.items():
                new.writestr(name, part)

        assert read_file("x.xlsx", out.getvalue()).rows[0][1]["footfall"] == "2"

    def test_a_bomb_is_refused_before_it_is_unpacked(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("xl/workbook.xml", "<workbook/>")
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * 180_000_000)
        started = time.perf_counter()

        with pytest.raises(SheetError, match="unpacks to"):
            read_file("x.xlsx", out.getvalue())
        assert time.perf_counter() - started < 0.5

    def test_no_spreadsheet_makes_its_reader_hold_far_more_than_it_is(self, heavy: bytes) -> None:
        started = time.process_time()
        with pytest.raises(SheetError, match="far more"):
            read_file("x.xlsx", heavy)

        assert time.process_time() - started < 0.5
        assert most_held(heavy) < 20_000_000

    def test_control_a_reader_left_alone_holds_all_of_a_row(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "weigh", lambda _: None)

        assert most_held(with_part(*HEAVY["a row of cells"])) > 20_000_000

    def test_what_declares_words_of_its_own_is_refused(self) -> None:
        laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet'

        with pytest.raises(SheetError, match="far more"):
            read_file("x.xlsx", with_part(SHEET, b"<worksheet", laughs))

    def test_a_damaged_one_is_refused_in_words(self) -> None:
        content = bytearray(xlsx(["Event", "Kind", "Status"], ["One", "a", "b"]))
        content[200:600] = b"\0" * 400

        with pytest.raises(SheetError):
            read_file("x.xlsx", bytes(content))


SHEET = "xl/worksheets/sheet1.xml"
HEAVY = {
    "a row of cells": (SHEET, b"</row>", b"<c/>" * 120_000 + b"</row>"),
    "styles": ("xl/styles.xml", b"</cellXfs>", b"<xf/>" * 3_000_000 + b"</cellXfs>"),
    "one text": (SHEET, b"</row>", b"<c><v>" + b"x" * 30_000_000 + b"</v></c></row>"),
}


def with_part(name: str, old: bytes, new: bytes) -> bytes:
    """A spreadsheet in which something of one part is something else."""
    out, ballast = io.BytesIO(), os.urandom(200_000)  # so that it is no bomb by its ratio alone
    content = xlsx(["Event", "Kind", "Status"], ["One", "a", "b"])
    with (
        zipfile.ZipFile(io.BytesIO(content)) as was,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as now,
    ):
        for each in was.namelist():
            part = was.read(each)
            now.writestr(each, part.replace(old, new, 1) if each == name else part)
        now.writestr("xl/media/image1.png", ballast)
    return out.getvalue()


@pytest.fixture(params=HEAVY)
def heavy(request: pytest.FixtureRequest) -> bytes:
    return with_part(*HEAVY[request.param])


def most_held(content: bytes) -> int:
    """How many bytes are held at most until a file is read or refused."""
    tracemalloc.start()
    with suppress(SheetError):
        read_file("x.xlsx", content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    for name in ("x.csv", "x.xlsx"):
        for body in (content, HEAD.encode() + content):
            with suppress(SheetError):
                assert read_file(name, body).rows
