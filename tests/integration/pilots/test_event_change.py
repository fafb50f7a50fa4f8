"""The short facts of an event changed: by whom, what stays, and over another's change."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.dates import PartialDate
from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.actions.short_figures import Figure, figures_of
from pilots.models import Area, Event, Group
from tests.support.builders import a_count, a_group, a_kind, a_person, an_area, an_event, code
from tests.support.posting import errors, opened, send
from tests.support.reading import client_of, read


@pytest.fixture
def group(programme: Programme) -> Group:
    a_kind(programme, "Workshop")
    return a_group(programme, "North group", area=an_area(programme))


@pytest.fixture
def member(group: Group) -> User:
    return a_person(Role.STEERING_MEMBER, group)


@pytest.fixture
def event(group: Group, member: User) -> Event:
    yesterday = PartialDate.on(timezone.localdate() - timedelta(days=1))
    event = an_event(group.programme, area=group.area, group=group, happened=yesterday)
    Event.objects.update(logged_by=member)
    a_count(event, "attendance", 160, group="adults", qualifier="about", as_stated="160 or so")
    a_count(event, "attendance", 200, group="children", qualifier="about")
    event.refresh_from_db()
    return event


def address(event: Event, name: str = "event-change") -> str:
    return reverse(name, args=[event.programme.slug, event.slug])


def change(person: User, event: Event, **typed: Any) -> Any:
    return send(client_of(person), address(event), **typed)


def test_ones_own_is_changed_with_its_history_and_what_was_not_touched_stays(member, event) -> None:
    response = change(
        member, event, name="Big Fun Day", adults="170", starts_at="10:00", ends_at="11:30"
    )

    event.refresh_from_db()
    assert (event.name, event.slug, event.version) == ("Big Fun Day", "fun-day", 2)
    assert set(figures_of(event)) == {
        Figure("attendance", "adults", 170, "about"),
        Figure("attendance", "children", 200, "about"),
    }
    page = read(client_of(member), response["Location"])
    assert "the name from Fun Day to Big Fun Day" in page
    assert "Figures: about 160 adults, about 200 children became" in page
    assert "<dt>Time</dt><dd>10:00 to 11:30</dd>" in page


def test_a_figure_that_stays_keeps_its_source_s_words(member, event) -> None:
    change(member, event, children="210")

    assert event.counts.get(group="adults").as_stated == "160 or so"


def test_the_form_shows_what_stands(member, event) -> None:
    form = client_of(member).get(address(event)).context["form"]

    assert [form[name].value() for name in ("kind", "when", "adults", "children", "sure")] == [
        "fun-day", "date", 160, 200, "about",
    ]  # fmt: skip


@pytest.mark.parametrize("status", ["held", "confirmed"])
def test_figures_that_do_not_fit_the_short_form_or_are_confirmed_stay(
    member, event, status
) -> None:
    if status == "held":
        a_count(event, "attendance", 6, group="childminders")
    else:
        Event.objects.update(status=status, confirmed_on=timezone.localdate())

    change(member, event, name="Big Fun Day", adults="1")

    assert event.counts.get(group="adults").value == 160
    assert Event.objects.get().name == "Big Fun Day"


def test_two_who_change_it_at_once_see_both_and_lose_nothing(member, event, group) -> None:
    chair = a_person(Role.CHAIR, group)
    mine, theirs = client_of(member), client_of(chair)
    typed = opened(mine, address(event))
    send(theirs, address(event), name="Day of Fun", children="210")

    again = mine.post(address(event), typed | {"name": "Fun Day!", "when": "today"})

    page = again.content.decode()
    assert "Somebody changed this while you were writing" in page
    assert "Day of Fun" in page
    assert "Fun Day!" in page
    labels = {each.label for each in again.context["conflict"]}
    assert labels == {"What was it called?", "On which day?", "Children and young people"}
    assert Event.objects.get().name == "Day of Fun"
    assert mine.post(address(event), _sent(again)).status_code == 302
    assert Event.objects.get().name == "Fun Day!"


def kept_over_sign_in(person: User, event: Event, **typed: Any) -> tuple[Client, Any]:
    """A change that is sent when the session has ended; and where that leads."""
    client = client_of(person)
    data = opened(client, address(event)) | typed
    Session.objects.all().delete()
    return client, client.post(address(event), data)


def test_a_change_that_is_sent_after_the_session_ended_is_there_after_signing_in(
    member, event
) -> None:
    client, answer = kept_over_sign_in(member, event, name="Big Fun Day", adults="170")
    assert "/sign-in/" in answer["Location"]
    client.force_login(member)

    again = client.get(address(event))

    assert "What you typed is here again" in again.content.decode()
    assert Event.objects.get().name == "Fun Day"
    assert client.post(address(event), _sent(again)).status_code == 302
    assert Event.objects.get().name == "Big Fun Day"


def test_a_change_that_was_overtaken_while_signed_out_shows_both(member, event, group) -> None:
    client, _ = kept_over_sign_in(member, event, name="Big Fun Day")
    change(a_person(Role.CHAIR, group), event, name="Day of Fun")
    client.force_login(member)

    answer = client.post(address(event), _sent(client.get(address(event))))

    assert "Somebody changed this while you were writing" in answer.content.decode()
    assert Event.objects.get().name == "Day of Fun"


def test_a_change_that_another_typed_is_not_made_in_ones_own_name(member, event, group) -> None:
    page = client_of(member).get(address(event))
    chair = client_of(a_person(Role.CHAIR, group))

    answer = chair.post(address(event), _sent(page))

    assert answer.status_code == 409
    assert Event.objects.get().version == event.version


def _sent(response: Any) -> dict[str, Any]:
    form = response.context["form"]
    return {b.html_name: b.value() for b in form if b.value() not in (None, False)}


def test_who_may_change_what(member, event, group) -> None:
    colleague = a_person(Role.STEERING_MEMBER, group)
    refused = client_of(colleague).get(address(event))
    assert refused.status_code == 403
    assert "Somebody else logged this event" in refused.content.decode()

    Event.objects.update(happened=code("2019-08-24"), day="2019-08-24")
    too_late = client_of(member).get(address(event))
    assert too_late.status_code == 403
    assert "until 30 days after they were held" in too_late.content.decode()
    assert client_of(a_person(Role.CHAIR, group)).get(address(event)).status_code == 200


def test_the_page_offers_what_may_be_done(member, event, viewer: Client) -> None:
    page = read(client_of(member), address(event, "event"))
    assert address(event) in page
    assert "?repeats=fun-day" in page

    seen = read(viewer, address(event, "event"))
    assert address(event) not in seen
    assert "?repeats=" not in seen


def test_what_was_held_cannot_lie_ahead_and_what_is_planned_stays_planned(member, event) -> None:
    coming = (timezone.localdate() + timedelta(days=2)).isoformat()
    assert "can’t lie ahead" in errors(change(member, event, on=coming))["when"][0]

    event.counts.all().delete()
    Event.objects.update(status="planned")
    assert change(member, event, on="2019-10-01").status_code == 302
    assert Event.objects.get().status == "planned"


def test_another_area_is_for_those_who_log_there(member, event, group) -> None:
    other: Area = an_area(group.programme, "Midlothian")
    assert "area" in errors(change(member, event, area=other.slug))

    manager = a_person(Role.PROGRAMME_MANAGER, group.programme)
    change(manager, event, area=other.slug)

    event.refresh_from_db()
    assert (event.area, event.group) == (other, None)
