"""Each table of the engagement page as a file."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from partnership.programmes.models import Programme
from pilots.actions.feedback_answers import Said, enter_paper
from tests.support.builders import a_person

pytestmark = pytest.mark.django_db
ALL = {"period": "all"}
KEYS = ("counts", "months", "areas", "months-areas", "kinds", "audience", "sectors", "partners")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_each_table_is_a_file(
    viewer: Client, programme: Programme, events: Any, ending: str
) -> None:
    page = viewer.get(reverse("engagement", args=[programme.slug]), ALL)
    for key in (*KEYS, "satisfaction", "stated"):
        table = page.context["tables"][key]
        heads, *rows = file_of(viewer, programme, key, ending, **ALL)
        length = len(table.rows) + len(table.foot)

        assert heads[0] == table.first
        assert [row[0] for row in rows[:length]] == [
            row.label for row in (*table.rows, *table.foot)
        ]
        assert {len(row) for row in rows[:length]} <= {len(heads)}
        assert ["Table", table.title] in rows[length:]


def file_of(
    client: Client, programme: Programme, key: str, ending: str, **asked: str
) -> list[list[Any]]:
    """The rows of a file, and those of a second sheet after them."""
    address = reverse("engagement-file", args=[programme.slug, key, ending])
    response: Any = client.get(address, asked)
    content = b"".join(response.streaming_content)
    if ending == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return [list(row) for sheet in sheets for row in sheet.values]


def test_a_file_says_how_sure_what_is_missing_and_of_what_it_is(
    viewer: Client, programme: Programme, events: Any
) -> None:
    asked = {"period": "q2019-12-31", "kind": "fun-day", "as_at": "2026-01-31"}
    rows = file_of(viewer, programme, "counts", "csv", **asked)

    assert rows[0] == ["Count", "In all", "How sure", "Events not recorded"]
    assert ["Attendance", "367", "about", "0"] in rows
    assert ["Footfall", "468", "at least", "1"] in rows
    assert ["Time", "Quarter: October to December 2019"] in rows
    assert ["Kind of event", "Fun day"] in rows
    assert ["As reported by", "31 January 2026"] in rows


def test_a_files_name_says_what_it_is_of(viewer: Client, programme: Programme, events: Any) -> None:
    address = reverse("engagement-file", args=[programme.slug, "months", "xlsx"])
    asked = {"period": "q2019-12-31", "area": "dundee", "as_at": "2026-01-31"}
    name = f"months-{programme.slug}-q2019-12-31-dundee-as-at-2026-01-31.xlsx"

    assert name in viewer.get(address, asked)["Content-Disposition"]


def test_numbers_are_numbers_in_a_workbook(
    viewer: Client, programme: Programme, events: Any
) -> None:
    for _ in range(8):
        enter_paper(event=events[0], said=Said(4), by=a_person())
    rows = file_of(viewer, programme, "satisfaction", "xlsx", **ALL)

    assert rows[0][1:3] == ["Answers", "Share, per cent"]
    assert ["Satisfied", 9, 75, 47, 91] in rows
    assert any("Wilson" in str(row[1]) for row in rows if row[0] == "Note")


@pytest.mark.parametrize("address", ["nothing.csv", "months.pdf", "months.html"])
def test_another_file_is_not_found(
    viewer: Client, programme: Programme, events: Any, address: str
) -> None:
    assert viewer.get(f"/programmes/{programme.slug}/engagement/{address}").status_code == 404
