"""YAML is read as a workbook's shape and nothing else."""

import time
from datetime import date
from decimal import Decimal

import pytest
import tablib
import yaml
from hypothesis import given
from hypothesis import strategies as st

from partnership.workbook.faults import WorkbookFaults
from partnership.workbook.yaml_text import read, write

BOMB = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9))


def _rows(text: str) -> dict[str, list[dict[str, object]]]:
    book = read(text.encode(), "test.yaml")
    return {sheet.title: sheet.dict for sheet in book.sheets.sheets()}


def test_cells_are_texts_and_left_out_ones_are_empty() -> None:
    text = "- title: areas\n  data:\n  - {slug: yes, position: 010}\n  - {name: 2019-10-24}\n"

    assert _rows(text) == {
        "areas": [
            {"slug": "yes", "position": "010", "name": None},
            {"slug": None, "position": None, "name": "2019-10-24"},
        ]
    }


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_a_plain_null_is_empty_and_a_quoted_one_is_text(nothing: str) -> None:
    text = f"- title: areas\n  data:\n  - slug: {nothing}\n    name: '{nothing}'\n"

    assert _rows(text) == {"areas": [{"slug": None, "name": nothing}]}


@pytest.mark.parametrize("data", ["", " []", " null"])
def test_a_sheet_may_have_no_rows(data: str) -> None:
    assert _rows(f"- title: areas\n  data:{data}\n") == {"areas": []}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- title: !!python/object/apply:os.system ['true']\n", "line 1, has a tag"),
        ("- title: !!str areas\n", "line 1, has a tag"),
        ("- title: ! areas\n", "line 1, has a tag"),
        ("- &a\n  title: x\n- *a\n", "line 1, has an anchor or alias"),
        ("- title: x\n  data:\n  - {slug: *a}\n", "line 3, has an anchor or alias"),
        (BOMB, "line 1, is not what a workbook has there. Write a list of sheets"),
        ("just words", "line 1, is not what a workbook has there."),
        ("# only a remark", "is not what a workbook has there."),
        ("- title: x\n  data: words\n", "line 2, has “words” as data."),
        ("- title: x\n  rows: []\n", "line 2, has “rows” in a sheet."),
        ("- title: [x]\n", "line 1, is not what a workbook has there."),
        ("- title: x\n  data:\n  - {slug: [a, b]}\n", "line 3, is not what a workbook has there."),
        ("- title: x\n  data:\n  - {slug: {a: b}}\n", "line 3, is not what a workbook has there."),
        ("- title: x\n  data:\n  - [a]\n", "line 3, is not what a workbook has there."),
        ("- title: x\n  data: []\n  data: []\n", "line 3, has “data” in a sheet."),
        ("- title: x\n---\n- title: y\n", "is not what a workbook has there."),
        ("- title: 'x\n", "test.yaml is not YAML:"),
        ("- title: a: b", "test.yaml is not YAML:"),
        ("- title: a\x00b", "test.yaml is not YAML:"),
        ("- title: a\n\tb: c", "test.yaml is not YAML:"),
    ],
)
def test_what_is_no_workbook_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(WorkbookFaults) as refused:
        read(text.encode(), "test.yaml")

    assert words in str(refused.value)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", b"PK\x03\x04\x99", "é".encode("latin-1")])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(WorkbookFaults, match=r"is not (text in UTF-8|YAML)"):
        read(content, "test.yaml")


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read(b"\xef\xbb\xbf- title: areas\n", "test.yaml").sheets.size == 1


def test_very_deep_nesting_is_refused_at_once() -> None:
    began = time.perf_counter()
    with pytest.raises(WorkbookFaults, match=r"is not (what a workbook has there|YAML)"):
        read(b"- title: x\n  data: " + b"[" * 1_000_000, "test.yaml")

    assert time.perf_counter() - began < 5


def test_a_name_that_stands_twice_in_a_row_is_a_fault_of_that_cell() -> None:
    rows = _rows("- title: x\n  data:\n  - {slug: a, slug: b}\n")

    assert rows["x"][0]["slug"].wrong == "It stands twice in the row."  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "- title: x\n  data:\n" + "  - {a: 1}\n" * 50_001,
        "- title: x\n  data:\n  - {" + ", ".join(f"c{n}: 1" for n in range(101)) + "}\n",
        "".join(f"- title: s{n}\n" for n in range(101)),
    ],
    ids=["rows", "columns", "sheets"],
)
def test_more_than_a_workbook_may_hold_is_refused(text: str) -> None:
    with pytest.raises(WorkbookFaults):
        read(text.encode(), "test.yaml")


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(CELLS.filter(lambda text: text.isprintable() or text.strip()))
def test_any_text_reads_back(text: str) -> None:
    sheet = tablib.Dataset([text, None], headers=["a", "b"], title="sheet")
    written = write(tablib.Databook([sheet]))
    book = read(written, "test.yaml")

    [row] = book.sheets.sheets()[0].dict
    assert row["a"] == text


def test_values_are_written_as_a_person_would() -> None:
    cells = ["yes", True, False, date(2019, 10, 24), Decimal("94.50"), Decimal(3), 7, "a\nb", None]
    sheet = tablib.Dataset(cells, headers=list("abcdefghi"), title="sheet")

    assert write(tablib.Databook([sheet])).decode().splitlines() == [
        "- title: sheet",
        "  data:",
        "  - a: 'yes'",
        "    b: yes",
        "    c: no",
        "    d: 2019-10-24",
        "    e: 94.50",
        "    f: 3",
        "    g: 7",
        "    h: |-",
        "      a",
        "      b",
    ]


def test_other_programs_read_the_same_values() -> None:
    cells = ["no", False, date(2019, 10, 24), "2019-10-24", "12", 12]
    sheet = tablib.Dataset(cells, headers=list("abcdef"), title="sheet")
    [loaded] = yaml.safe_load(write(tablib.Databook([sheet])))

    assert list(loaded["data"][0].values()) == cells
