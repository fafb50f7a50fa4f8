"""Logging an event: what is recorded, what is refused, once however often it is sent."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.actions.event_changes import events_touched
from pilots.actions.short_figures import Figure, figures_of
from pilots.models import Area, Event, Group
from tests.support.builders import (
    a_group,
    a_kind,
    a_person,
    an_area,
    an_event,
    code,
)
from tests.support.posting import errors, opened, send
from tests.support.reading import client_of

TODAY = timezone.localdate
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def area(programme: Programme) -> Area:
    a_kind(programme)
    return an_area(programme)


@pytest.fixture
def group(programme: Programme, area: Area) -> Group:
    return a_group(programme, "North group", area=area)


@pytest.fixture
def member(group: Group) -> User:
    return a_person(Role.STEERING_MEMBER, group)


@pytest.fixture
def client(member: User) -> Client:
    return client_of(member)


@pytest.fixture
def address(programme: Programme) -> str:
    return reverse("event-log", args=[programme.slug])


def fun_day(**typed: Any) -> dict[str, Any]:
    return {"kind": "fun-day", "name": "Fun Day", "when": "today"} | typed


def test_a_member_logs_what_was_held_today(client, address, member, group, area) -> None:
    response = send(
        client, address, **fun_day(adults="160", children="1,200", sure="about", went="Full house")
    )

    event = Event.objects.get()
    assert response["Location"] == reverse("event", args=[group.programme.slug, "fun-day"])
    assert (event.status, event.area, event.group) == ("held", area, group)
    assert (event.happened.day, event.reported_on) == (TODAY(), TODAY())
    assert (event.logged_by, event.went) == (member, "Full house")
    assert set(figures_of(event)) == {
        Figure("attendance", "adults", 160, "about"),
        Figure("attendance", "children", 1200, "about"),
    }
    page = client.get(response["Location"]).content.decode()
    assert "Logged. Add activities, partners, feedback – now or later." in page
    assert f"{member} recorded the event" in page


def test_a_coming_day_makes_a_planned_event(client, address) -> None:
    coming = TODAY() + timedelta(days=9)

    send(client, address, **fun_day(when="date", on=coming.isoformat()))

    assert Event.objects.get().status == "planned"


def test_what_is_logged_in_the_morning_for_the_evening_is_planned(client, address) -> None:
    with time_machine.travel(datetime.combine(TODAY(), time(8), LONDON)):
        send(client, address, **fun_day(starts_at="19:00"))

    assert Event.objects.get().status == "planned"


def test_nobody_is_counted_at_what_is_still_to_come(client, address) -> None:
    coming = (TODAY() + timedelta(days=1)).isoformat()

    response = send(client, address, **fun_day(when="date", on=coming, adults="3", sure="exact"))

    assert "It lies ahead" in errors(response)["adults"][0]
    assert not Event.objects.exists()


def test_a_date_without_a_day_is_kept_as_exactly_as_it_is_known(client, address) -> None:
    send(client, address, **fun_day(when="unsure", roughly="autumn 2019"))

    assert Event.objects.get().happened == code("2019-autumn")


def test_not_counted_is_a_record_and_an_empty_box_is_not_zero(client, address) -> None:
    send(client, address, **fun_day(sure="uncounted"))
    send(client, address, **fun_day(name="Bookbug", adults="12", sure="exact"))

    first, second = Event.objects.order_by("pk")
    assert figures_of(first) == (Figure("attendance", "", None, "exact", "not counted"),)
    assert Figure("attendance", "children", None, "exact") in figures_of(second)


def test_yesterday_is_counted_from_the_day_on_which_the_form_was_filled_in(client, address) -> None:
    """It may have waited on a phone for days."""
    filled_in = TODAY() - timedelta(days=3)

    send(client, address, **fun_day(when="yesterday", typed_on=filled_in.isoformat()))

    event = Event.objects.get()
    assert (event.happened.day, event.reported_on) == (filled_in - timedelta(days=1), TODAY())


@pytest.mark.parametrize("typed_on", ["2999-01-01", "1999-01-01", "rubbish", ""])
def test_a_day_of_filling_in_that_cannot_be_is_today(client, address, typed_on) -> None:
    send(client, address, **fun_day(typed_on=typed_on))

    assert Event.objects.get().happened.day == TODAY()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"kind": ""}, "kind", "Choose the kind of event"),
        ({"kind": "no-such"}, "kind", "is not on offer here"),
        ({"name": " \0 "}, "name", "Fill in"),
        ({"name": "x" * 201}, "name", "200 characters or fewer"),
        ({"when": "date", "on": "2019-02-29"}, "on", "Enter a real day"),
        ({"when": "date"}, "on", "Give the date"),
        ({"when": "unsure", "roughly": "soon"}, "roughly", "is not a date"),
        ({"starts_at": "14:00", "ends_at": "13:00"}, "ends_at", "ends before it begins"),
        ({"when": "date", "on": "2019-08-24", "ends_on": "2019-08-23"}, "ends_on", "can’t end on"),
        ({"adults": "-1", "sure": "exact"}, "adults", "enter 0 or more"),
        ({"adults": "1,000,001", "sure": "exact"}, "adults", "enter 1,000,000 or fewer"),
        ({"adults": "1,000,000", "sure": "exact"}, "that_many", "1,000,000 people is very many"),
        ({"adults": "about 40", "sure": "exact"}, "adults", "Enter a whole number"),
        ({"adults": "1.000", "sure": "exact"}, "adults", "Enter a whole number"),
        ({"adults": "40"}, "sure", "exact or about"),
        ({"adults": "40", "sure": "uncounted"}, "sure", "take one of them away"),
        ({"sure": "about"}, "sure", "Give the figures"),
        ({"went": "x" * 2_000_000}, "went", "300 characters or fewer"),
        ({"area": "no-such"}, "area", "Choose a"),
        ({"area": ["midlothian", "north-ayrshire"]}, "area", "One event is counted in one place"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client, address, typed, field, words) -> None:
    response = send(client, address, **fun_day(**typed))

    assert words in errors(response)[field][0]
    assert not Event.objects.exists()


def test_the_29th_of_february_is_a_day_where_there_is_one(client, address) -> None:
    send(client, address, **fun_day(when="date", on="2020-02-29"))

    assert Event.objects.get().happened == code("2020-02-29")


def test_once_logged_each_further_detail_is_one_tap_away(client, address, viewer) -> None:
    page = send(client, address, **fun_day())["Location"]
    steps = (
        "details/counts",
        "add-photographs",
        "details/activities",
        "details/partners",
        "feedback",
    )

    shown = client.get(page).content.decode()
    ways = shown[shown.index('aria-label="Add to the event"') : shown.index("<h2>The event")]
    assert [step for step in steps if f'href="{page}{step}/"' in ways] == list(steps)
    assert "Add to the event" not in viewer.get(page).content.decode()


def test_very_many_people_are_believed_when_it_is_said_twice(client, address) -> None:
    send(client, address, **fun_day(adults="1000000", children="0", sure="about", that_many="on"))

    assert Figure("attendance", "adults", 1_000_000, "about") in figures_of(Event.objects.get())


def test_more_attended_than_came_in_is_warned_of_and_allowed(client, address, area) -> None:
    a_kind(area.programme).__class__.objects.update(asks_footfall=True)

    response = send(
        client, address, **fun_day(adults="50", children="0", footfall="40", sure="exact")
    )

    page = client.get(response["Location"]).content.decode()
    assert "More attended than came through the door" in page


@pytest.mark.parametrize("name", ["🎉🎉", "يوم المرح", "<b>Fun</b> & games", "log", "Calendar"])
def test_any_name_has_a_page_of_its_own(client, address, name) -> None:
    response = send(client, address, **fun_day(name=name))

    page = client.get(response["Location"])
    assert page.status_code == 200
    assert page.context["event"].name == name
    assert Event.objects.get().slug not in {"log", "calendar"}


def test_what_is_not_asked_is_not_taken(client, address, member) -> None:
    send(client, address, **fun_day(status="confirmed", logged_by="1", programme="2", slug="mine"))

    event = Event.objects.get()
    assert (event.status, event.logged_by, event.slug) == ("held", member, "fun-day")


def test_the_same_form_sent_again_leads_to_the_same_event(client, address) -> None:
    typed = opened(client, address) | fun_day()

    first, second = (client.post(address, typed) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Event.objects.count() == 1


def test_the_same_form_leads_there_even_when_its_kind_is_gone(client, address, programme) -> None:
    typed = opened(client, address) | fun_day()
    first = client.post(address, typed)
    programme.event_kinds.update(is_retired=True)

    assert client.post(address, typed).get("Location") == first["Location"]


def test_tallies_hear_of_an_event_in_its_month(client, address, area) -> None:
    heard: list[Any] = []

    def hear(counted: Any, **kwargs: Any) -> None:
        heard.extend(counted)

    events_touched.connect(hear)
    try:
        send(client, address, **fun_day(when="date", on="2019-08-24"))
    finally:
        events_touched.disconnect(hear)

    assert [(each.area, each.month.isoformat()) for each in heard] == [(area.pk, "2019-08-01")]


def test_one_that_looks_alike_is_pointed_out_and_logged_if_it_is_another(client, address) -> None:
    send(client, address, **fun_day())
    typed = opened(client, address) | fun_day(name="The fun-day")

    pointed = client.post(address, typed)
    assert "Is it logged already?" in pointed.content.decode()
    assert Event.objects.count() == 1

    again = typed | {"not_same": pointed.context["form"]["not_same"].value()}
    assert client.post(address, again).status_code == 302
    assert Event.objects.count() == 2


def test_another_day_area_or_name_is_not_alike(client, address, area) -> None:
    an_event(area.programme, area=None, happened=code(TODAY().isoformat()))
    an_event(area.programme, "Fun Day", slug="c", area=area, status="cancelled",
             happened=code(TODAY().isoformat()))  # fmt: skip
    send(client, address, **fun_day())

    assert send(client, address, **fun_day(when="yesterday")).status_code == 302
    assert send(client, address, **fun_day(name="Bookbug")).status_code == 302


def test_a_form_that_is_gone_back_to_is_asked_for_afresh(client, address) -> None:
    """Its key was used: with it, another event would be taken for the one that was logged."""
    response = client.get(address)

    assert "no-store" in response["Cache-Control"]
    assert opened(client, address)["once_key"] != response.context["form"]["once_key"].value()


def test_a_script_is_told_where_it_led(client, address) -> None:
    typed = opened(client, address) | fun_day()
    json = {"Accept": "application/json"}

    assert client.post(address, typed | {"name": ""}, headers=json).status_code == 422
    saved = client.post(address, typed, headers=json)

    assert saved.json() == {"led_to": reverse("event", args=["co-creating", "fun-day"])}
