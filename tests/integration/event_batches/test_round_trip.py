"""What is downloaded is brought back the same, and no cell of it runs as a formula."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import User
from partnership.programmes.models import Programme
from pilots.actions import event_batches as do
from pilots.event_sheet_files import read_file
from pilots.event_sheet_rows import event_cells
from pilots.models import Area, Event, EventBatch
from pilots.selectors.event_batches import for_sheet
from tests.support.builders import a_count, a_partner, an_event, an_organisation, code

HOSTILE = ["=1+1", "+1", "-1", "@sum", "＝1", "'=1", "tea, cake; “more”\nand “less”", "سلام 🎉"]


# What a sheet holds of an event, as it is stored: what no cell said would be lost in silence.
KEPT = [
    *("slug", "name", "kind__slug", "area__slug", "venue__slug", "place", "happened"),
    *("happened_as_stated", "before_on", "starts_at", "ends_at", "ends_on", "status"),
    *("above_why", "purpose", "audience", "went", "findings", "reported_on"),
    *("held_reported_on", "confirmed_on", "cancelled_reported_on", "cancelled_why"),
]
COUNTED = ["type", "group", "value", "qualifier", "method", "as_stated", "may_overlap"]


@pytest.fixture
def events(programme: Programme, area: Area, manager: User) -> list[dict[str, Any]]:
    """Events of every sort, as the cells of a sheet."""
    fun = an_event(
        programme, area=area, venue=area.venues.get(), happened=code("2019-10-24"),
        starts_at="10:00", ends_at="16:30", ends_on=date(2019, 10, 25), audience="All",
        findings="They liked it", went="Well", purpose="To meet", status="confirmed",
        above_why="Side door",
        confirmed_on=date(2019, 11, 1), held_reported_on=date(2019, 10, 26),
    )  # fmt: skip
    a_count(fun, "footfall", 468, qualifier="about", as_stated="about 468", method="door-counter")
    a_count(fun, "attendance", 160, group="adults", qualifier="about", method="estimate")
    a_count(fun, "attendance", 200, group="children", qualifier="at-least", method="head-count")
    a_count(fun, "attendance", None, group="others")
    a_count(fun, "attendance", 12, group="volunteers (18+)", may_overlap=True)
    a_partner(fun, an_organisation("Fire: Rescue; Service"), "Talks: two")
    a_partner(fun, an_organisation("Age Scotland"))
    an_event(programme, "Vague", slug="vague", happened=code("2019-autumn"), place="A tent",
             happened_as_stated="late autumn")  # fmt: skip
    an_event(programme, "Unknown", slug="unknown", before_on=date(2019, 10, 24))
    above = an_event(programme, "Above", slug="above", above_why="A counter broke")
    a_count(above, "footfall", 3)
    a_count(above, "attendance", 5)
    an_event(programme, "Off", slug="off", status="cancelled", cancelled_why="Storm",
             cancelled_reported_on=date(2019, 10, 1))  # fmt: skip
    an_event(programme, "To come", slug="to-come", status="planned", happened=code("2027-Q1"))
    for number, name in enumerate(HOSTILE):
        an_event(programme, name, slug=f"hostile-{number}", findings=name)
    return written(programme)


def written(programme: Programme) -> list[dict[str, Any]]:
    events = for_sheet(programme.events.order_by("slug"))
    return [event_cells(event) for event in events]


def stored(programme: Programme) -> list[dict[str, Any]]:
    events = programme.events.order_by("slug")
    counts = events.filter(counts__isnull=False).order_by("slug", "counts__type", "counts__group")
    of_counts = ["slug", *(f"counts__{name}" for name in COUNTED)]
    return [*events.values(*KEPT), *counts.values(*of_counts)]


def downloaded(client: Client, programme: Programme, ending: str) -> bytes:
    name = "events-file" if ending == "csv" else "events-workbook"
    response: Any = client.get(reverse(name, args=[programme.slug]))
    assert response.status_code == 200
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_download_brought_into_an_empty_programme_gives_the_same_events(
    ending: str, programme: Programme, events: Any, viewer: Client, manager: User, done_at_once: Any
) -> None:
    content, before = downloaded(viewer, programme, ending), stored(programme)
    Event.objects.all().delete()

    with done_at_once():
        batch = do.bring(
            programme=programme, area=None, file_name=f"x.{ending}",
            sheet=read_file(f"x.{ending}", content), by=manager,
        )  # fmt: skip
    assert [row.faults for row in batch.rows.all() if row.faults] == []
    with done_at_once():
        do.store(batch=batch)

    batch.refresh_from_db()
    assert batch.state == EventBatch.State.DONE, batch.problem
    assert written(programme) == events
    assert stored(programme) == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_download_brought_back_is_there_already(
    ending: str, programme: Programme, events: Any, viewer: Client, manager: User, done_at_once: Any
) -> None:
    content = downloaded(viewer, programme, ending)

    with done_at_once():
        batch = do.bring(
            programme=programme, area=None, file_name=f"x.{ending}",
            sheet=read_file(f"x.{ending}", content), by=manager,
        )  # fmt: skip

    assert batch.rows.filter(is_left_out=True, event__isnull=False).count() == len(events)


def test_no_cell_of_the_spreadsheet_is_a_formula(
    programme: Programme, events: Any, viewer: Client
) -> None:
    content = downloaded(viewer, programme, "xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in {cell.value for cell in cells}
    assert "f" not in {cell.data_type for cell in cells}


def test_the_template_explains_its_columns_and_names_what_the_programme_knows(
    programme: Programme, area: Area, manager: User, client_of: Any
) -> None:
    client = client_of(manager)
    answer = client.get(reverse("event-template", args=[programme.slug, "xlsx"]))

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Events", "Columns", "Allowed values"]
    allowed = {cell.value for row in book["Allowed values"].iter_rows() for cell in row}
    assert {"Fun day", "North Ayrshire", "Ardrossan Library", "NHS Highland"} <= allowed
    csv = client.get(reverse("event-template", args=[programme.slug, "csv"])).content
    assert csv.decode("utf-8-sig").startswith("Key,Event,Kind,Area")
    assert client.get(reverse("event-template", args=[programme.slug, "exe"])).status_code == 404
