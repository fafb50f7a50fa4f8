"""The overview: one look at a programme or an area, equal to what reports say."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluation.models import Indicator
from milestones.schedule import Rag
from partnership.dates import PartialDate
from partnership.people.models import Role
from partnership.people.permissions import Held
from partnership.programmes.access import Entry
from partnership.programmes.periods import Period
from partnership.reports.overview import overview
from pilots.actions.tallies import recount_all
from pilots.collect import engagement_part
from pilots.models import Area
from tests.support.builders import a_count, a_group, an_event
from tests.support.plans import a_milestone, a_plan

pytestmark = pytest.mark.django_db
DAY = date(2019, 9, 30)


@pytest.fixture(autouse=True)
def plan(programme):
    a_plan(programme)
    a_milestone(programme, "M1", due_month=2)
    a_milestone(programme, "M2", due_month=12, in_each_area=False)
    return programme


def words(client, *args, **query) -> str:
    response = client.get(reverse(*args), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def manager_of(programme) -> Entry:
    return Entry(programme, (Held(Role.PROGRAMME_MANAGER),))


def test_what_is_late_alike_stands_in_one_line(programme, viewer):
    page = words(viewer, "overview", None, [programme.slug], as_at="2019-09-30")
    assert page.count("214 days overdue, no update recorded") == 1
    assert "Area 0, Area 1" in page


def test_the_next_milestone_and_its_days_are_named(programme, viewer):
    page = words(viewer, "overview", None, [programme.slug], as_at="2019-09-30")
    assert "in 92 days" in page
    assert "Month 9 of 24" in page


def test_an_area_shows_what_bears_on_it_and_not_on_others(programme):
    area = Area.objects.get(name="Area 0")
    look = overview(manager_of(programme), as_at=DAY, area=area)
    assert [row.where for row in look.plan.deliveries] == ["Area 0", "Whole programme"]


def test_every_delivery_has_one_status_in_the_tally(programme):
    tally = overview(manager_of(programme), as_at=DAY).plan.tally
    assert tally[Rag.RED] == 2
    assert sum(tally.values()) == 3


def test_an_unknown_area_is_not_found(programme, viewer):
    assert viewer.get(reverse("area", args=[programme.slug, "nowhere"])).status_code == 404


def test_nothing_recorded_is_said_in_words(programme, viewer):
    page = words(viewer, "overview", None, [programme.slug])
    assert page.count("none recorded") >= 4
    assert "No event was reported by this day" in page
    assert "Nobody is reported to" in page


@pytest.mark.parametrize(
    "counts",
    [
        [[(160, "about"), (200, "exact")], [(None, "exact"), (30, "exact")]],
        [[(None, "exact")], []],
        [[(5, "at-least")], [(None, "about")], [(7, "exact")]],
        [],
    ],
)
def test_the_overviews_attendance_is_that_of_the_report(programme, counts):
    for place, parts in enumerate(counts):
        held = date(2019, 8, 1 + place)
        event = an_event(
            programme, f"Event {place}", happened=PartialDate.on(held), reported_on=held
        )
        for number, (value, qualifier) in enumerate(parts):
            a_count(event, "attendance", value, qualifier=qualifier, group=f"group {number}")
    quarter = Period.holding(DAY)
    report = engagement_part(programme, period=quarter, as_at=DAY).now
    look = overview(manager_of(programme), as_at=DAY)
    assert look.counts.events == report.events
    assert look.attendance.figure == report.attendance.figure
    assert look.attendance.missing == report.attendance.missing


def test_looking_back_takes_no_more_queries_for_more_records(programme, viewer, queries_of):
    address = reverse("overview", args=[programme.slug])
    few = queries_of(viewer, address)
    for place in range(50):
        an_event(programme, f"Event {place}")
        a_group(programme, f"Group {place}")
    assert queries_of(viewer, address) == few


@pytest.mark.parametrize("is_counted", [False, True])
def test_todays_attendance_is_that_of_the_tallies_and_of_the_events(programme, is_counted):
    today = timezone.localdate()
    event = an_event(programme, happened=PartialDate.on(today), reported_on=today)
    a_count(event, "attendance", 40, qualifier="about")
    an_event(programme, "Other", happened=PartialDate.on(today), reported_on=today)
    if is_counted:
        recount_all(programme)
    look = overview(manager_of(programme), as_at=today)
    assert look.counts.events == 2
    assert look.attendance.words == "about 40, 1 event not recorded"


def test_the_tallies_tell_an_areas_events_from_the_programmes(programme):
    today = timezone.localdate()
    area = programme.areas.first()
    for place in (area, area, None):
        event = an_event(
            programme,
            f"Event {programme.events.count()}",
            area=place,
            happened=PartialDate.on(today),
            reported_on=today,
        )
        a_count(event, "attendance", 40)
    recount_all(programme)
    entry = manager_of(programme)
    whole, one = overview(entry, as_at=today), overview(entry, as_at=today, area=area)
    assert (whole.counts.events, one.counts.events) == (3, 2)
    assert (whole.attendance.words, one.attendance.words) == ("120", "80")


@pytest.mark.parametrize("is_counted", [False, True])
def test_the_first_page_asks_at_most_eight_queries(programme, viewer, queries_of, is_counted):
    today = timezone.localdate()
    event = an_event(programme, happened=PartialDate.on(today), reported_on=today)
    a_count(event, "attendance", 40)
    if is_counted:
        recount_all(programme)
    assert queries_of(viewer, reverse("overview", args=[programme.slug])) <= 8


def test_what_changes_on_the_first_page_is_told_at_once(programme, viewer):
    event = an_event(programme, "Fun day", area=Area.objects.first(), happened="2019-09-05")
    place = ("overview", None, [programme.slug])
    before = words(viewer, *place)

    Area.objects.filter(name="Area 0").update(name="Arran & the Cumbraes")
    type(event).objects.filter(pk=event.pk).update(name="Bingo & tea")
    delivery = programme.deliveries.filter(area__name="Area 1").get()
    delivery.updates.create(
        number=9,
        stage="complete",
        agreed_on=delivery.baseline_on,
        actual_on="2019-02-01",
        reported_on="2019-02-02",
    )

    after = words(viewer, *place)
    for told in ("Arran &amp; the Cumbraes", "Bingo &amp; tea", "1 complete · 2 red"):
        assert told not in before
        assert told in after


def test_results_are_counted_from_the_day_on_which_they_were_reported(programme, viewer):
    place = ("overview", None, [programme.slug])
    assert "No result is recorded yet" in words(viewer, *place, as_at="2019-09-30")
    loans = Indicator.objects.create(
        programme=programme, slug="loans", name="Loans", kind="count", reported_on=DAY
    )
    first = loans.values.create(value=1, when="2019-08", reported_on=DAY, superseded_on=DAY)
    loans.values.create(value=2, when="2019-08", reported_on=DAY, replaces=first, why="Miscounted")

    assert "Recorded: 1 indicator figure" in words(viewer, *place, as_at="2019-09-30")
    assert "No result is recorded yet" in words(viewer, *place, as_at="2019-09-29")
