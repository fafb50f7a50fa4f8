"""The page of one event: every fact, in the words of its source."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from model_bakery import baker

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import (
    ConsultationQuestion,
    CountCorrection,
    Event,
    EventCoverage,
    EventFeedback,
    EventKind,
    FeedbackForm,
    Venue,
)
from tests.support.builders import (
    a_body,
    a_count,
    a_partner,
    a_person,
    a_priority_group,
    a_source,
    an_activity,
    an_area,
    an_event,
    an_organisation,
    code,
)
from tests.support.fixtures import QueriesOf

FACTS = [
    "not recorded (before 24 October 2019)",
    "Kilwinning library (library)",
    "To launch the theme",
    "Pupils and families",
    "from 9 weeks to 101 years",
    "Sixth-year pupils",
    "A local gala queen",
    "Work across generations is valued",
    "Young people",
    "about 468",
    "about 360",
    "about 160 adults, about 200 children; 6 childminders may be among them",
    "at least 66",
    "in 2 of 3 activities; the others are not recorded. Not people",
    "Attendance (about 360) is not more than footfall (about 468).",
    "(commissioned)",
    "For adults and children",
    "In the reading room",
    "Health checks",
    "“94% very satisfied”",
    "base not recorded",
    "“6 satisfied”",
    "The unit is uncertain",
    "What keeps you well?",
    "Two local newspapers: Took photographs",
    "Its day is not recorded, so it belongs to the period in which it was reported: 24 October",
    "October to December 2019",
    "North Ayrshire IJB",
    "Joint national group",
    "Paper to the board, 24 October 2019",
]


def a_fun_day(programme: Programme) -> Event:
    """An event known as well, and as badly, as the one of the paper."""
    area = an_area(programme)
    venue = baker.make(Venue, area=area, name="Kilwinning library", slug="library", kind="library")
    event = an_event(
        programme,
        area=area,
        venue=venue,
        before_on=date(2019, 10, 24),
        purpose="To launch the theme",
        audience="Pupils and families",
        youngest="9 weeks",
        oldest="101 years",
        planned_with="Sixth-year pupils",
        opened_by="A local gala queen",
        findings="Work across generations is valued",
        source=a_source(programme),
    )
    event.priority_groups.add(a_priority_group(programme, "Young people"))
    _count(event)
    _happenings(event)
    a_body(programme, area=area)
    a_body(programme, "Joint national group", kind="steering-group")
    return event


def _count(event: Event) -> None:
    a_count(event, "footfall", 468, qualifier="about", as_stated="about 468")
    a_count(event, "attendance", 160, qualifier="about", group="adults")
    a_count(event, "attendance", 200, qualifier="about", group="children")
    a_count(event, "attendance", 6, group="childminders", may_overlap=True)


def _happenings(event: Event) -> None:
    joyworks = an_organisation("Joyworks")
    an_activity(
        event, "Laughter", provider=joyworks, is_commissioned=True, sessions=2, participations=34,
        audience="Adults and children",
    )  # fmt: skip
    an_activity(event, "Mindfulness", sessions=2, participations=32)
    an_activity(event, "Film show", detail="In the reading room")
    a_partner(event, an_organisation("KA Leisure"), "Health checks")
    baker.make(
        EventFeedback, event=event, position=1, answer="very satisfied", per_cent=Decimal(94),
        as_stated="94% very satisfied",
    )  # fmt: skip
    baker.make(
        EventFeedback, event=event, position=2, answer="satisfied", as_stated="6 satisfied",
        note="The unit is uncertain",
    )  # fmt: skip
    baker.make(ConsultationQuestion, event=event, number=1, text="What keeps you well?")
    baker.make(EventCoverage, event=event, medium="Two local newspapers", what="Took photographs")


@pytest.fixture
def page(programme: Programme, viewer: Client) -> str:
    event = a_fun_day(programme)
    return viewer.get(reverse("event", args=[programme.slug, event.slug])).content.decode()


def test_every_fact_is_on_the_page(page: str) -> None:
    assert [fact for fact in FACTS if fact not in page] == []


def test_attendance_is_never_added_to_participations(page: str) -> None:
    body = page[page.index("<main") : page.index("</main>")]  # no key that a chance made up

    assert "426" not in body
    assert "366" not in body


def test_it_leads_to_its_area_its_kind_and_its_organisations(
    page: str, programme: Programme
) -> None:
    slug = programme.slug

    assert f'href="{reverse("area", args=[slug, "north-ayrshire"])}"' in page
    assert f'href="{reverse("events", args=[slug])}?kind=fun-day"' in page
    assert f'href="{reverse("organisations", args=[slug])}#ka-leisure"' in page


def test_unknown_facts_of_a_bare_event_are_said(programme: Programme, viewer: Client) -> None:
    an_event(programme)

    page = viewer.get(reverse("event", args=[programme.slug, "fun-day"])).content.decode()

    assert page.count("not recorded") >= 14
    assert "no body is reported to yet" in page
    assert "None" not in page


def test_a_planned_event_whose_time_has_passed_says_that_nobody_said(
    programme: Programme, viewer: Client
) -> None:
    an_event(programme, status="planned", happened=code("2019-autumn"))
    address = reverse("event", args=[programme.slug, "fun-day"])

    silent = "Whether it was held is not recorded."
    assert silent in viewer.get(address).content.decode()
    assert silent not in viewer.get(address, {"as_at": "2019-11-30"}).content.decode()


def test_counts_that_contradict_each_other_are_pointed_out(
    programme: Programme, viewer: Client
) -> None:
    event = an_event(programme)
    a_count(event, "footfall", 10)
    a_count(event, "attendance", 12)

    page = viewer.get(reverse("event", args=[programme.slug, "fun-day"])).content.decode()

    assert "Attendance (12) is more than footfall (10). Why: not recorded." in page


def test_an_event_with_many_details_costs_no_more_queries(
    programme: Programme, viewer: Client, queries_of: QueriesOf
) -> None:
    address = reverse("event", args=[programme.slug, "fun-day"])
    event = a_fun_day(programme)
    for_few = queries_of(viewer, address)
    for number in range(50):
        organisation = an_organisation(f"Organisation {number}")
        an_activity(event, f"Activity {number}", provider=organisation)
        a_partner(event, organisation)

    assert queries_of(viewer, address) == for_few <= 12


def test_the_most_that_an_event_can_have_costs_fifteen_queries(
    programme: Programme, queries_of: QueriesOf
) -> None:
    manager, event = a_person(Role.PROGRAMME_MANAGER, programme), a_fun_day(programme)
    client = Client()
    client.force_login(manager)
    now = Event.objects.get(pk=event.pk)
    now.status, now.confirmed_on, now.confirmed_by = "confirmed", date(2019, 11, 1), manager
    now.repeats, now.area = an_event(programme, "Earlier", slug="earlier"), an_area(programme, "B")
    now.venue = baker.make(Venue, area=now.area, name="Hall", slug="hall")
    now.save()
    baker.make(CountCorrection, event=event, number=1, type="footfall", was="9", became="468")
    days = {"opens_on": date(2019, 10, 1), "closes_on": date(2019, 10, 9)}
    FeedbackForm.objects.create(event=event, code="a" * 20, **days)

    address = reverse("event", args=[programme.slug, "fun-day"])
    assert queries_of(client, address) <= 15


def test_what_the_kind_asks_for_is_named_until_it_is_there(
    programme: Programme, viewer: Client
) -> None:
    event = an_event(programme)
    EventKind.objects.update(asks_sectors=True)
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, programme))
    address = reverse("event", args=[programme.slug, "fun-day"])
    entered = reverse("event-detail", args=[programme.slug, "fun-day", "counts"])

    page = client.get(address).content.decode()
    assert f'Attendance – not recorded. <a href="{entered}">Enter it' in page
    assert "Who took part, by sector – not recorded." in page
    assert "Footfall – not recorded" not in page
    assert ">Activities</a>" in page  # nobody asks for them: they are offered
    assert "Enter it" not in viewer.get(address).content.decode()

    a_count(event, "attendance", 12)
    page = client.get(address).content.decode()
    assert "Attendance – not recorded" not in page


def test_nothing_is_missing_of_what_lies_ahead(programme: Programme) -> None:
    an_event(programme, status="planned", happened=code("2099"))
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, programme))

    page = client.get(reverse("event", args=[programme.slug, "fun-day"])).content.decode()

    assert "still to be recorded" not in page
    assert ">Activities</a>" in page
