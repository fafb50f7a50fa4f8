"""The list of events as a file for a spreadsheet."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnership.programmes.models import Programme
from tests.support.builders import a_count, an_activity, an_area, an_event, code
from tests.support.fixtures import QueriesOf


@pytest.fixture
def address(programme: Programme) -> str:
    return reverse("events-file", args=[programme.slug])


def rows(client: Client, address: str, **asked: str) -> list[dict[str, str]]:
    response: Any = client.get(address, asked)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_type_of_count_has_its_number_and_how_sure_it_is(
    address: str, programme: Programme, viewer: Client
) -> None:
    event = an_event(programme, area=an_area(programme), happened=code("2019-autumn"))
    a_count(event, "footfall", 468, qualifier="about")
    an_activity(event, "Laughter", participations=34)
    an_activity(event, "Film show")

    (row,) = rows(viewer, address)

    assert (row["Event"], row["Area"], row["When"]) == (
        "Fun Day", "North Ayrshire", "autumn 2019",
    )  # fmt: skip
    assert (row["Footfall"], row["Footfall, how sure"]) == ("468", "about")
    assert (row["Attendance in all"], row["Attendance in all, how sure"]) == ("not recorded", "")
    assert (row["Participation in all"], row["Participation in all, how sure"]) == (
        "34",
        "at least",
    )


def test_an_event_to_come_has_no_figures(
    address: str, programme: Programme, viewer: Client
) -> None:
    an_event(programme, status="planned")

    (row,) = rows(viewer, address)

    assert (row["Status"], row["Attendance in all"]) == ("Planned", "")


def test_the_file_is_narrowed_like_the_list_but_not_paged(
    address: str, programme: Programme, viewer: Client
) -> None:
    for number in range(51):
        an_event(programme, f"Event {number}")
    an_event(programme, "Planned", status="planned")

    assert len(rows(viewer, address, status="held", page="2")) == 51


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@sum", "\tx", "＝1"])
def test_no_cell_starts_a_formula(
    address: str, programme: Programme, viewer: Client, start: str
) -> None:
    an_event(programme, start, slug="hostile", area=an_area(programme, start, slug="hostile"))

    (row,) = rows(viewer, address)

    assert (row["Event"], row["Area"]) == (f"'{start}", f"'{start}")


def test_it_is_sent_as_a_file_with_a_name(address: str, viewer: Client) -> None:
    response = viewer.get(address, {"as_at": "2019-10-24"})

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="events-co-creating-2019-10-24.csv"' in response["Content-Disposition"]


def test_fifty_rows_cost_as_many_queries_as_one(
    address: str, programme: Programme, viewer: Client, queries_of: QueriesOf
) -> None:
    an_activity(an_event(programme), "Mindfulness")
    for_one = queries_of(viewer, address)
    for number in range(49):
        an_activity(an_event(programme, f"Event {number}"), "Mindfulness")

    assert queries_of(viewer, address) == for_one
