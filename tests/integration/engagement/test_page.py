"""The engagement page: what it adds up, what it says is missing, where its figures lead."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.actions.feedback_answers import Said, enter_paper
from pilots.actions.tallies import recount_all
from pilots.models import Area, Event
from pilots.selectors import engagement as ask
from pilots.selectors.engagement import TooManyError, Wanted, from_events, from_tallies
from tests.support.builders import (
    a_count,
    a_kind,
    a_partner,
    a_person,
    an_activity,
    an_event,
    an_organisation,
)
from tests.support.reading import client_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
QUARTER = Period.ending(date(2019, 12, 31))
ALL = {"period": "all"}


@pytest.fixture
def events(programme: Programme, area: Area) -> list[Event]:
    """Three held in the last quarter of 2019, one of them without a day, one training."""
    dundee = programme.areas.get(slug="dundee")
    fun = an_event(programme, "Fun Day", area=area, happened="2019-10-05")
    a_count(fun, "attendance", 160, group="adults", qualifier="about")
    a_count(fun, "attendance", 200, group="children")
    a_count(fun, "footfall", 468, qualifier="at-least")
    a_partner(fun, an_organisation("NHS Highland", sector="health"))
    an_activity(fun, "Music", sessions=3, participations=34)
    training = an_event(programme, "Training day", "Training", area=dundee, happened="2019-11-09")
    training.participants.create(sector="education", value=12)
    a_partner(training, an_organisation("Trust", sector="third-sector"))
    undated = an_event(programme, "Some day", happened="2019-autumn")
    a_count(undated, "attendance", 7)
    an_event(programme, "Ahead", area=area, happened="2019-12-01", status="planned")
    for point in (5, 5, 4, 2):
        enter_paper(event=fun, said=Said(point), by=a_person())
    recount_all(programme)
    return [fun, training, undated]


def page_of(client: Client, programme: Programme, **asked: str) -> str:
    response = client.get(reverse("engagement", args=[programme.slug]), asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def wanted(programme: Programme, period: Period | None = QUARTER, **given: Any) -> Wanted:
    return Wanted(programme, period, **({"reach": EVERYTHING, "as_at": TODAY()} | given))


def test_it_adds_up_without_mixing_types(viewer: Client, programme: Programme, events: Any) -> None:
    page = page_of(viewer, programme, period="q2019-12-31")

    assert "October to December 2019: events held" in page
    assert "about 367, 1 event not recorded" in page
    assert "at least 468, 2 events not recorded" in page
    assert ">34, 2 events not recorded<" in page
    assert "835" not in page  # 367 and 468


def test_an_event_without_a_day_is_apart_from_the_months(
    viewer: Client, programme: Programme, events: Any
) -> None:
    page = page_of(viewer, programme, period="q2019-12-31")

    assert "Without a known day" in page
    assert "Events by month. Highest: October 2019, 1" in page


def test_what_is_not_recorded_is_said(viewer: Client, programme: Programme, area: Area) -> None:
    an_event(programme, "Quiet day", area=area, happened="2019-10-05")
    page = page_of(viewer, programme, **ALL)

    assert "Footfall and Participations are not recorded at any of these events." in page
    assert "Whom attendance was counted of is not recorded." in page
    assert "No partner is recorded" in page
    assert "Nobody answered a feedback form" in page


def test_few_answers_show_counts_alone(viewer: Client, programme: Programme, events: Any) -> None:
    page = page_of(viewer, programme, **ALL)

    assert "3 of 4 who answered were satisfied or very satisfied." in page
    assert "Fewer than 10 answers: counts only" in page


def test_more_answers_show_intervals(viewer: Client, programme: Programme, events: Any) -> None:
    for _ in range(8):
        enter_paper(event=events[0], said=Said(4), by=a_person())
    page = page_of(viewer, programme, **ALL)

    assert "11 of 12 who answered were satisfied or very satisfied: 92%" in page
    assert "95% interval" in page


@pytest.mark.parametrize(
    "narrowed",
    [{}, {"area": "north-ayrshire"}, {"kind": "training"}, {"national": True}],
)
def test_tallies_and_events_say_the_same(
    programme: Programme, events: Any, narrowed: dict[str, Any]
) -> None:
    for period in (QUARTER, QUARTER.previous, None):
        asked = wanted(programme, period, **narrowed)
        kept, counted = from_tallies(asked), from_events(asked)

        for name in ("points", "kinds", "sectors", "partners", "by_month", "by_area", "in_all"):
            assert getattr(kept, name) == getattr(counted, name), name
        for type in ask.CountType:
            assert kept.total(type) == counted.total(type)
            assert kept.of_months(type) == counted.of_months(type)
            assert kept.of_areas(type) == counted.of_areas(type)
            assert kept.undated(type) == counted.undated(type)
        assert kept.audience() == counted.audience()
        assert kept.sessions == counted.sessions


def test_the_tallies_are_asked_today_and_the_events_for_a_day_before(
    viewer: Client, programme: Programme, events: Any
) -> None:
    programme.month_tallies.update(events=77)

    assert ">231</p>" in page_of(viewer, programme, period="q2019-12-31")
    before = (TODAY() - timedelta(days=1)).isoformat()
    assert ">3</p>" in page_of(viewer, programme, period="q2019-12-31", as_at=before)


def test_a_day_before_an_event_was_reported_it_is_not_there(
    viewer: Client, programme: Programme, events: Any
) -> None:
    assert "had been held by this day" in page_of(viewer, programme, as_at="2019-10-10")


def test_a_programme_that_was_never_counted_counts_its_events(
    viewer: Client, programme: Programme, events: Any
) -> None:
    programme.month_tallies.all().delete()

    assert ">3</p>" in page_of(viewer, programme, period="q2019-12-31")


def test_a_look_back_at_too_many_says_what_to_do(
    viewer: Client, programme: Programme, events: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "ADDED_UP_AT_MOST", 2)
    with pytest.raises(TooManyError):
        from_events(wanted(programme))
    asked = {"period": "all", "as_at": "2020-01-01"}

    assert "Choose a quarter, an area or a kind." in page_of(viewer, programme, **asked)
    address = reverse("engagement-file", args=[programme.slug, "months", "csv"])
    assert viewer.get(address, asked).status_code == 400


def test_an_empty_quarter_leads_to_the_newest_events(
    viewer: Client, programme: Programme, events: Any
) -> None:
    page = page_of(viewer, programme)

    assert "October to December 2019</a>" in page
    assert "?period=q2019-12-31" in page


def test_with_no_event_at_all_it_says_so(viewer: Client, programme: Programme, area: Area) -> None:
    assert "No event that fits these choices had been held" in page_of(viewer, programme, **ALL)


def test_every_figure_leads_to_as_many_rows(
    viewer: Client, programme: Programme, events: Any
) -> None:
    response = viewer.get(reverse("engagement", args=[programme.slug]), ALL)
    tables = response.context["tables"]
    links = [
        (row.label, cell)
        for key in ("months", "areas", "kinds")
        for row in (*tables[key].rows, *tables[key].foot)
        for cell in row.cells[:1]
        if cell.url
    ]

    assert len(links) >= 7
    for label, cell in links:
        assert len(viewer.get(cell.url).context["table"].lines) == cell.in_file[0], label


@pytest.mark.parametrize(
    ("key", "label", "names"),
    [
        ("audience", "adults", ["Fun Day"]),
        ("audience", "Not said of whom", ["Some day"]),
        ("sectors", "Education", ["Training day"]),
        ("partners", "Third sector", ["Training day"]),
        ("counts", "Footfall", ["Fun Day"]),
        ("counts", "Participations", ["Fun Day"]),
        ("counts", "Attendance", ["Some day", "Fun Day"]),
    ],
)
def test_a_count_leads_to_the_events_that_have_it(
    viewer: Client, programme: Programme, events: Any, key: str, label: str, names: list[str]
) -> None:
    response = viewer.get(reverse("engagement", args=[programme.slug]), ALL)
    row = next(row for row in response.context["tables"][key].rows if row.label == label)
    listed = viewer.get(row.cells[0].url)

    assert [line.event.name for line in listed.context["table"].lines] == names
    assert "Only events" in listed.content.decode()


def test_what_is_of_another_area_is_not_added_up(programme: Programme, events: Any) -> None:
    dundee = programme.areas.get(slug="dundee")
    told = from_tallies(wanted(programme, reach=Reach.of(dundee.pk)))

    assert told.by_area.keys() == {"dundee", ""}
    client = client_of(a_person(Role.AREA_MANAGER, dundee))
    page = page_of(client, programme, **ALL)
    assert ">2</p>" in page
    assert "North Ayrshire" not in page.replace("You see the records of", "")


def test_a_run_chart_waits_for_ten_months(viewer: Client, programme: Programme, area: Area) -> None:
    for month in range(1, 10):
        an_event(programme, f"Event {month}", area=area, happened=f"2019-{month:02}-05")
    early = page_of(viewer, programme, period="q2019-09-30")
    whole = page_of(viewer, programme, period="y2019-12-31")

    assert "needs 10 whole months with a figure. Choose a year or all." in early
    assert "Events a month: run chart. Median 1, of 12 months." in whole


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "key",
    ["counts", "months", "areas", "kinds", "audience", "sectors", "partners", "satisfaction"],
)
def test_each_table_is_a_file(
    viewer: Client, programme: Programme, events: Any, key: str, ending: str
) -> None:
    address = reverse("engagement-file", args=[programme.slug, key, ending])
    response: Any = viewer.get(address, ALL)
    content = b"".join(response.streaming_content)
    rows = (
        list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        if ending == "csv"
        else [list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).active.values]
    )

    page = viewer.get(reverse("engagement", args=[programme.slug]), ALL)
    table = page.context["tables"][key]
    assert [row[0] for row in rows] == [
        table.heads[0], *(row.label for row in (*table.rows, *table.foot)),
    ]  # fmt: skip
    assert len({len(row) for row in rows}) == 1


def test_a_file_says_how_sure_and_what_is_missing(
    viewer: Client, programme: Programme, events: Any
) -> None:
    address = reverse("engagement-file", args=[programme.slug, "counts", "csv"])
    response: Any = viewer.get(address, ALL)
    text = b"".join(response.streaming_content).decode()

    assert "Attendance,367,about,1" in text
    assert "Footfall,468,at least,2" in text


@pytest.mark.parametrize("address", ["nothing.csv", "months.pdf", "months.html"])
def test_another_file_is_not_found(
    viewer: Client, programme: Programme, events: Any, address: str
) -> None:
    assert viewer.get(f"/programmes/{programme.slug}/engagement/{address}").status_code == 404


def test_what_can_not_be_read_in_the_address_is_left_out(
    viewer: Client, programme: Programme, events: Any
) -> None:
    page_of(viewer, programme, period="q1-1-1", area="nowhere", kind="'", as_at="")


def test_it_takes_no_more_queries_for_more_events(
    viewer: Client, programme: Programme, events: Any, queries_of: Any, manager: User
) -> None:
    address = reverse("engagement", args=[programme.slug]) + "?period=all"
    few = queries_of(viewer, address)
    for number in range(40):
        a_kind(programme, f"Kind {number}")
        event = an_event(
            programme, f"Event {number}", f"Kind {number}", happened=f"2019-{number % 12 + 1:02}-03"
        )
        a_count(event, "attendance", 3, group=f"group {number}")
        a_partner(event, an_organisation(f"Organisation {number}", sector="council"))
    recount_all(programme)

    assert queries_of(viewer, address) == few
    assert few <= 15
