"""The engagement page: what it adds up, what it says is missing, where its figures lead."""

import re
from datetime import date, timedelta
from typing import Any

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
from pilots.models import Area
from pilots.selectors import engagement as ask
from pilots.selectors.engagement import TooManyError, Wanted, from_events, from_tallies
from tests.support.builders import (
    a_count,
    a_kind,
    a_partner,
    a_person,
    an_event,
    an_organisation,
)
from tests.support.engagement_pages import page_of, text_of
from tests.support.reading import client_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
QUARTER = Period.ending(date(2019, 12, 31))
ALL = {"period": "all"}


def wanted(programme: Programme, period: Period | None = QUARTER, **given: Any) -> Wanted:
    return Wanted(programme, period, **({"reach": EVERYTHING, "as_at": TODAY()} | given))


def test_it_adds_up_without_mixing_types(viewer: Client, programme: Programme, events: Any) -> None:
    page = text_of(viewer, programme, period="q2019-12-31")

    assert "October to December 2019: events held" in page
    assert "about 367, 1 event not recorded" in page
    assert "at least 468, 2 events not recorded" in page
    assert "34, 2 events not recorded" in page
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


def test_a_time_that_is_not_offered_is_the_present_quarter(
    viewer: Client, programme: Programme, events: Any
) -> None:
    page = page_of(viewer, programme, period="q2019-12-31", as_at="2019-09-30")

    assert "July to September 2019: events held, as reported by 30 September 2019" in page
    assert "October to December 2019</a>" in page_of(viewer, programme, period="'", as_at="")


@pytest.mark.parametrize("asked", [{"area": "nowhere"}, {"kind": "'"}])
def test_an_area_or_kind_that_is_not_there_has_no_figures(
    viewer: Client, programme: Programme, events: Any, asked: dict[str, str]
) -> None:
    page = text_of(viewer, programme, **ALL, **asked)
    address = reverse("engagement-file", args=[programme.slug, "months", "csv"])

    assert "here: choose one from the list" in page
    assert "Fun Day" not in page
    assert "There is nothing to add up for these choices." in page
    assert viewer.get(address, asked).status_code == 404


def test_another_area_is_as_one_that_is_not_there(programme: Programme, events: Any) -> None:
    client = client_of(a_person(Role.AREA_MANAGER, programme.areas.get(slug="dundee")))
    for view in ("engagement", "event-calendar", "events"):
        other, none = (
            client.get(reverse(view, args=[programme.slug]), {"area": area, "month": "2019-10"})
            for area in ("north-ayrshire", "nowhere-at-all")
        )
        said = other.content.decode().replace("north-ayrshire", "nowhere-at-all")
        assert "Fun Day" not in said
        assert without_keys(said) == without_keys(none.content.decode())


def without_keys(page: str) -> str:
    """The page without what is made anew for each answer."""
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page)


def test_the_day_and_the_views_keep_what_is_chosen(
    viewer: Client, programme: Programme, events: Any
) -> None:
    asked = {"period": "q2019-12-31", "area": "dundee", "kind": "training"}
    page = page_of(viewer, programme, **asked)

    for name, value in asked.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    days = "area=dundee&amp;kind=training&amp;since=2019-10-01&amp;until=2019-12-31"
    assert f"/events/?{days}" in page
    assert "/events/calendar/?month=2019-10&amp;area=dundee&amp;kind=training" in page


def test_a_look_back_leads_to_what_was_known_then(
    viewer: Client, programme: Programme, events: Any
) -> None:
    """A figure said later is in neither the page of an earlier day nor its list."""
    late = an_event(programme, "Late figures", happened="2019-10-06")
    a_count(late, "attendance", 50).save()
    late.counts.update(reported_on=date(2020, 3, 1))
    asked = {"period": "q2019-12-31", "as_at": "2020-01-31"}
    response = viewer.get(reverse("engagement", args=[programme.slug]), asked)
    (cell,) = response.context["tables"]["counts"].rows[1].cells

    assert cell.words == "about 367"
    names = [
        [line.event.name for line in viewer.get(url).context["table"].lines]
        for url in (cell.url, cell.rest_url)
    ]
    assert names == [["Some day", "Fun Day"], ["Training day", "Late figures"]]


def test_a_look_back_knows_people_by_sector_only_as_they_were_said(
    viewer: Client, programme: Programme, events: Any
) -> None:
    late = an_event(programme, "Late figures", "Training", happened="2019-11-10")
    late.participants.create(sector="education", value=5, reported_on=date(2020, 3, 1))
    asked = {"period": "q2019-12-31", "as_at": "2020-01-31"}
    response = viewer.get(reverse("engagement", args=[programme.slug]), asked)
    (row,) = response.context["tables"]["sectors"].rows
    listed = viewer.get(row.cells[0].url).context

    assert row.cells[0].words == listed["asked"].total == "12"
    assert [line.event.name for line in listed["table"].lines] == ["Training day"]


def test_a_list_of_several_pages_says_what_all_of_them_come_to(
    viewer: Client, programme: Programme, area: Area
) -> None:
    for number in range(51):
        event = an_event(programme, f"Event {number}", happened="2019-10-05")
        a_count(event, "attendance", 2, qualifier="about" if number else "exact")
    (row,) = (
        row
        for row in viewer.get(reverse("engagement", args=[programme.slug]), ALL)
        .context["tables"]["counts"]
        .rows
        if row.label == "Attendance"
    )
    page = viewer.get(row.cells[0].url).content.decode()

    assert row.cells[0].words == "about 102"
    assert "Attendance at all 51 events: about 102." in page


def test_the_newest_before_the_programme_is_found(
    viewer: Client, programme: Programme, area: Area
) -> None:
    an_event(programme, "Conference", happened="2018-01-15")

    assert "?period=all" in page_of(viewer, programme)


def test_stated_satisfaction_keeps_its_words_and_gets_an_interval_only_with_a_base(
    viewer: Client, programme: Programme, events: Any
) -> None:
    events[0].feedback.create(position=1, answer="Very satisfied", per_cent=94, as_stated="94%")
    events[0].feedback.create(position=2, answer="Satisfied", answers=6, base=20)
    events[0].feedback.create(position=3, answer="Dissatisfied", answers=1, base=9)
    response = viewer.get(reverse("engagement", args=[programme.slug]), ALL)
    rows = response.context["tables"]["stated"].rows

    assert [row.cells[1].words for row in rows] == ["base not recorded", "20", "9"]
    assert [row.cells[2].words for row in rows] == ["–", "15% to 52%", "–"]
    assert rows[0].label == "Fun Day"
    assert "fun-day" in rows[0].url


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


@pytest.mark.parametrize("where", ["", "north-ayrshire", "dundee"])
def test_the_overview_says_what_engagement_says(
    viewer: Client, programme: Programme, events: Any, where: str
) -> None:
    """As at a day of the quarter: the events and the attendance, with the same lists."""
    day = "2019-12-20"
    programme.events.update(reported_on=date(2019, 12, 1), held_reported_on=date(2019, 12, 1))
    view, args = ("area", [programme.slug, where]) if where else ("overview", [programme.slug])
    look = viewer.get(reverse(view, args=args), {"as_at": day})
    asked = {"area": where, "as_at": day, "period": "q2019-12-31"}
    page = viewer.get(reverse("engagement", args=[programme.slug]), asked)
    attended = page.context["tables"]["counts"].rows[1].cells[0]
    listed = viewer.get(look.context["attended_url"])

    assert look.context["look"].counts.events == page.context["told"].in_all.events
    assert look.context["look"].attendance.figure == attended.words
    behind = viewer.get(attended.url).context["table"].lines
    assert [line.event for line in listed.context["table"].lines] == [line.event for line in behind]
