"""A15: no cell of a file about events, engagement or learning runs, and every text comes back."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.web import spreadsheet
from pilots import event_template, paging
from pilots.actions.tallies import recount_all
from pilots.models import Venue
from tests.support.builders import (
    a_count,
    a_kind,
    a_partner,
    a_person,
    an_activity,
    an_area,
    an_event,
    an_organisation,
)
from tests.support.learning import a_resource, a_version, as_person

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "'=")
Cells = list[list[Any]]


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """Whose every text begins like a formula."""
    for number, start in enumerate(STARTS):
        text = f"{start}1+{number}"
        area = an_area(programme, text, slug=f"a{number}", position=number)
        kind = a_kind(programme, text)
        venue = Venue.objects.create(area=area, slug="v", name=text)
        event = an_event(
            programme, text, text, slug=f"e{number}", area=area, venue=venue, findings=text,
            audience=text, went=text, happened=f"2019-10-{number + 1:02}",
        )  # fmt: skip
        a_count(event, "attendance", 12, group=text, as_stated=text)
        a_partner(event, an_organisation(text, slug=f"o{number}"), text)
        an_activity(event, text, sessions=2)
        a_version(a_resource(programme, text, slug=f"r{number}"), audience=text, guidance=text)
        event.feedback.create(position=1, answer=text, as_stated=text)
        assert kind.name == text
    recount_all(programme)
    return programme


@pytest.fixture
def manager(programme: Programme) -> Client:
    return as_person(a_person(Role.PROGRAMME_MANAGER, programme))


def addresses(client: Client, programme: Programme) -> list[str]:
    """Every file about engagement, and the template."""
    slug = programme.slug
    page: Any = client.get(reverse("engagement", args=[slug]), {"period": "all"})
    files = [
        reverse("engagement-file", args=[slug, key, ending]) + "?period=all"
        for key in page.context["tables"]
        for ending in ("csv", "xlsx")
    ]
    assert len(files) >= 16
    return [*files, reverse("event-template", args=[slug, "xlsx"])]


def lists(programme: Programme) -> list[str]:
    """The files in which every text stands."""
    names = ("events-file", "events-workbook", "learning-file")
    return [reverse(name, args=[programme.slug]) for name in names]


def exported(client: Client, addresses: list[str]) -> Iterator[tuple[str, bytes]]:
    for address in addresses:
        response: Any = client.get(address)
        assert response.status_code == 200, address
        yield address, response.getvalue()


def cells_of_csv(content: bytes) -> list[str]:
    text = content.decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def cells_of_xlsx(content: bytes) -> list[Any]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


def active(content: bytes) -> list[str]:
    """The cells of a file that a program would take for formulas."""
    if content.startswith(b"PK"):
        return [str(cell.value) for cell in cells_of_xlsx(content) if cell.data_type == "f"]
    found = [cell for cell in cells_of_csv(content) if cell.startswith(spreadsheet.ACTIVE)]
    return [cell for cell in found if not cell.lstrip("-").isdigit()]


def texts_of(content: bytes) -> set[str]:
    """What its cells say, as whoever brings the file back reads them."""
    if content.startswith(b"PK"):
        cells = [str(cell.value).replace("_x000D_", "\r") for cell in cells_of_xlsx(content)]
    else:
        cells = cells_of_csv(content)
    return {spreadsheet.unguarded(cell) for cell in cells}


def test_no_cell_of_any_file_runs_and_what_was_written_is_read(
    manager: Client, programme: Programme
) -> None:
    names = set(programme.events.values_list("name", flat=True))
    for address, content in exported(manager, addresses(manager, programme)):
        assert active(content) == [], address
    for address, content in exported(manager, lists(programme)):
        assert active(content) == [], address
        assert texts_of(content) >= names, address


def test_a_list_too_long_for_excel_says_what_to_do(
    manager: Client, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, workbook, _ = lists(programme)
    monkeypatch.setattr(paging, "COUNTED_UP_TO", len(STARTS) - 1)

    answer = manager.get(workbook + "?status=held", follow=True)

    assert answer.redirect_chain[0][0].endswith("/events/?status=held")
    page = answer.content.decode()
    assert "No Excel file was made" in page
    assert "as Excel" not in page
    assert manager.get(workbook + "?area=a0").getvalue().startswith(b"PK")


def test_control_without_the_guards_cells_run(
    manager: Client, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "guarded", str)
    monkeypatch.setattr(event_template, "_cell", lambda _, value, **__: value)

    for address, content in exported(manager, lists(programme)):
        assert active(content), address
