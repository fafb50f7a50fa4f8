"""Cells of files for spreadsheets: nothing runs, nothing is lost."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.web.spreadsheet import ACTIVE, csv_lines, guarded, kept_from_unguarding, unguarded


@pytest.mark.parametrize("start", ACTIVE)
def test_no_cell_starts_with_what_runs(start: str) -> None:
    assert guarded(f"{start}cmd") == f"'{start}cmd"


def test_spaces_before_a_formula_do_not_hide_it() -> None:
    assert guarded("  =1+1") == "'  =1+1"


@pytest.mark.parametrize("text", ["Fun Day", "", "3 = 3", "'tis", "about 468", "£5"])
def test_plain_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(st.text() | st.text("'=+-@ \t\r＝x"))
def test_every_text_comes_back_and_none_runs(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(ACTIVE)
    assert unguarded(kept_from_unguarding(text)) == text


@given(st.lists(st.lists(st.text("=@,\"'\n\tab é"), min_size=2, max_size=2)))
def test_a_file_reads_back_as_it_was_written(rows: list[list[str]]) -> None:
    text = "".join(csv_lines(["one", "two"], rows))
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))

    assert [[unguarded(cell) for cell in row] for row in read] == [["one", "two"], *rows]


def test_numbers_stay_numbers_and_nothing_is_an_empty_cell() -> None:
    assert list(csv_lines(["n"], [[-5], [None]]))[1:] == ["-5\r\n", '""\r\n']


def test_the_file_says_that_it_is_unicode() -> None:
    assert next(iter(csv_lines(["é"], []))).startswith("\N{BYTE ORDER MARK}")
