"""The list of events: what it shows, how it is narrowed, and what it costs."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from partnership.programmes.models import Programme
from pilots import paging
from tests.support.builders import (
    a_count,
    a_partner,
    a_programme,
    an_activity,
    an_area,
    an_event,
    an_organisation,
    code,
)
from tests.support.fixtures import QueriesOf


@pytest.fixture
def address(programme: Programme) -> str:
    return reverse("events", args=[programme.slug])


def fill(programme: Programme, numbers: range) -> None:
    """Events with everything that a row shows."""
    for number in numbers:
        area = an_area(programme, f"Area {number}", position=number)
        event = an_event(programme, f"Event {number}", f"Kind {number}", area=area)
        a_count(event, "attendance", 10, group="adults")
        an_activity(event, "Mindfulness", participations=3)


def text(client: Client, address: str, **asked: str) -> str:
    return client.get(address, asked).content.decode()


def test_a_list_without_events_says_what_to_do(address: str, viewer: Client) -> None:
    page = text(viewer, address)

    assert "No event had been reported by this day." in page
    assert "Events appear here as steering groups and managers log them." in page


def test_a_row_says_when_where_and_how_many(
    address: str, programme: Programme, viewer: Client
) -> None:
    event = an_event(
        programme, area=an_area(programme), before_on=date(2019, 10, 24), happened=code("")
    )
    a_count(event, "attendance", 160, qualifier="about", group="adults")
    a_count(event, "attendance", 200, qualifier="about", group="children")

    page = text(viewer, address)

    for words in (
        "1 event",
        "not recorded (before 24 October 2019)",
        "North Ayrshire",
        "about 360",
    ):
        assert words in page


def test_totals_name_what_is_not_recorded_and_pass_over_what_was_not_held(
    address: str, programme: Programme, viewer: Client
) -> None:
    a_count(an_event(programme, "Counted"), "attendance", 12)
    an_event(programme, "Not counted")
    an_event(programme, "To come", status="planned", happened=code("2030-01-01"))

    page = text(viewer, address)

    assert "12, 1 event not recorded" in page
    assert "Of 2 events held." in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"area": "north-ayrshire"}, {"Fun Day"}),
        ({"area": "*"}, {"Launch"}),
        ({"kind": "workshop"}, {"Co-design"}),
        ({"status": "planned"}, {"Co-design"}),
        ({"words": "gala quiet"}, {"Launch"}),
        ({"words": "GALA"}, {"Launch", "Fun Day"}),
        ({"organisation": "joyworks"}, {"Fun Day"}),
        ({"organisation": "camhs"}, {"Launch"}),
        ({"area": "midlothian", "kind": "fun-day"}, set()),
        ({"area": "nowhere"}, {"Fun Day", "Co-design", "Launch"}),
    ],
)
def test_the_address_narrows_the_list(
    address: str, programme: Programme, viewer: Client, asked: dict[str, str], shown: set[str]
) -> None:
    fun_day = an_event(programme, area=an_area(programme), purpose="A gala")
    an_activity(fun_day, "Laughter", provider=an_organisation("Joyworks"))
    midlothian = an_area(programme, "Midlothian")
    an_event(programme, "Co-design", "Workshop", area=midlothian, status="planned")
    launch = an_event(programme, "Launch", "Meeting", audience="Gala", findings="A quiet room")
    a_partner(launch, an_organisation("CAMHS"))

    page = text(viewer, address, **asked)

    assert {name for name in ("Fun Day", "Co-design", "Launch") if f">{name}</a>" in page} == shown


def test_an_unknown_area_is_said_and_the_list_is_shown_without_it(
    address: str, viewer: Client
) -> None:
    assert "There is no pilot area “nowhere” here" in text(viewer, address, area="nowhere")


def test_choices_that_nothing_fits_offer_the_way_back(
    address: str, programme: Programme, viewer: Client
) -> None:
    an_event(programme)

    page = text(viewer, address, words="elsewhere")

    assert "No event fits these choices." in page
    assert f'href="{address}"' in page


def test_an_organisation_of_another_programme_is_not_named(address: str, viewer: Client) -> None:
    elsewhere = an_event(a_programme("Another"))
    a_partner(elsewhere, an_organisation("Secret society"))

    assert "Secret society" not in text(viewer, address, organisation="secret-society")


def test_events_areas_and_kinds_of_another_programme_stay_out(address: str, viewer: Client) -> None:
    other = a_programme("Another")
    an_event(other, "Their day", "Their kind", area=an_area(other, "Their area"))

    assert "Their" not in text(viewer, address)


def test_an_event_shows_from_the_day_on_which_it_was_reported(
    address: str, programme: Programme, viewer: Client
) -> None:
    an_event(programme)

    assert "Fun Day" not in text(viewer, address, as_at="2019-10-23")
    assert "Fun Day" in text(viewer, address, as_at="2019-10-24")


def test_the_latest_come_first_and_undated_ones_by_their_report(
    address: str, programme: Programme, viewer: Client
) -> None:
    an_event(programme, "Undated")
    an_event(programme, "Later", happened=code("2019-10-25"))
    an_event(programme, "Earlier", happened=code("2019-10-23"))

    page = text(viewer, address)

    assert page.index("Later<") < page.index("Undated<") < page.index("Earlier<")


def test_pages_hold_fifty_and_keep_the_filters(
    address: str, programme: Programme, viewer: Client
) -> None:
    for number in range(51):
        an_event(programme, f"Event {number}")

    page = text(viewer, address, status="held", page="2")

    assert "51 events: 51 to 51" in page
    assert 'href="?page=1&amp;status=held"' in page


def test_a_count_beyond_what_is_counted_says_more_than(
    address: str, programme: Programme, viewer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "COUNTED_UP_TO", 2)
    for number in range(3):
        an_event(programme, f"Event {number}")

    assert "More than 2 events" in text(viewer, address)


def test_fifty_events_cost_as_many_queries_as_one(
    address: str, programme: Programme, viewer: Client, queries_of: QueriesOf
) -> None:
    fill(programme, range(1))
    for_one = queries_of(viewer, address)
    fill(programme, range(1, 50))

    assert "Event 49" in text(viewer, address)
    assert queries_of(viewer, address) == for_one <= 8


def test_narrowing_costs_no_further_query(
    address: str, programme: Programme, viewer: Client, queries_of: QueriesOf
) -> None:
    fill(programme, range(3))
    narrowed = f"{address}?area=area-1&kind=kind-1&status=held&words=event&organisation="

    assert queries_of(viewer, narrowed) <= 8


def test_markup_in_a_name_is_only_text(address: str, programme: Programme, viewer: Client) -> None:
    an_event(programme, "<script>alert(1)</script>", slug="hostile")

    page = text(viewer, address)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
