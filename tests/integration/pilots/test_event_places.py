"""Where an event is logged: within the person's reach alone; venues known, near, new; sessions."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Area, Event, EventKind, Venue
from tests.support.builders import a_group, a_kind, a_person, a_programme, an_area, an_event, code
from tests.support.posting import errors, opened, send
from tests.support.reading import client_of, read


@pytest.fixture
def area(programme: Programme) -> Area:
    a_kind(programme)
    return an_area(programme)


@pytest.fixture
def other(programme: Programme) -> Area:
    area = an_area(programme, "Midlothian")
    Venue.objects.create(area=area, slug="lasswade", name="Lasswade Library")
    return area


@pytest.fixture
def library(area: Area) -> Venue:
    return Venue.objects.create(area=area, slug="library", name="Kilwinning Library")


@pytest.fixture
def manager(programme: Programme, area: Area) -> Client:
    return client_of(a_person(Role.AREA_MANAGER, area))


@pytest.fixture
def address(programme: Programme) -> str:
    return reverse("event-log", args=[programme.slug])


def fun_day(**typed: Any) -> dict[str, Any]:
    return {"kind": "fun-day", "name": "Fun Day", "when": "today"} | typed


def test_a_venue_is_known_by_its_name_however_it_is_typed(manager, address, library) -> None:
    send(manager, address, **fun_day(venue=" kilwinning LIBRARY "))

    assert Event.objects.get().venue == library


def test_a_name_near_a_venue_s_is_asked_about(manager, address, library) -> None:
    typed = opened(manager, address) | fun_day(venue="Kilwining Libary", add_venue="on")

    asked = manager.post(address, typed)
    assert "looks like a place that we know" in errors(asked)["venue_is"][0]
    assert "Kilwinning Library</label>" in asked.content.decode()

    assert manager.post(address, typed | {"venue_is": "library"}).status_code == 302
    assert Event.objects.get().venue == library
    assert Venue.objects.count() == 1


def test_a_venue_is_known_by_its_other_names_too(manager, address, library) -> None:
    library.aliases.create(name="The reading room")

    page = manager.get(address).content.decode()
    assert '<option value="The reading room" data-area="north-ayrshire">Kilwinning' in page
    send(manager, address, **fun_day(venue="the Reading Room"))

    assert Event.objects.get().venue == library


def test_what_a_place_is_also_called_is_remembered_when_asked(manager, address, library) -> None:
    typed = opened(manager, address) | fun_day(venue="The library at Kilwinning")
    assert "What I wrote is another name of it" in manager.post(address, typed).content.decode()

    response = manager.post(address, typed | {"venue_is": "library", "also_called": "on"})

    assert [each.name for each in library.aliases.all()] == ["The library at Kilwinning"]
    assert library.aliases.get().history.get().history_user
    assert "is another name of Kilwinning Library" in read(manager, response["Location"])
    again = send(manager, address, **fun_day(name="Bookbug", venue="the library at Kilwinning"))
    assert again.status_code == 302


def test_a_name_that_two_places_go_by_is_asked_about(manager, address, area, library) -> None:
    hall = Venue.objects.create(area=area, slug="hall", name="Town Hall")
    for venue in (library, hall):
        venue.aliases.create(name="The reading room")

    asked = send(manager, address, **fun_day(venue="The reading room"))

    assert {value for value, _ in asked.context["form"].fields["venue_is"].widget.choices} == {
        "library", "hall", "*",
    }  # fmt: skip


def test_we_do_not_have_it_yet_adds_it_to_the_area_with_who(manager, address, library) -> None:
    response = send(manager, address, **fun_day(venue="Castle Park", add_venue="on"))

    venue = Event.objects.get().venue
    assert (venue.name, venue.slug, venue.area) == ("Castle Park", "castle-park", library.area)
    assert "Venue added to the list: Castle Park" in read(manager, response["Location"])


def test_a_place_that_is_not_added_is_kept_in_words(manager, address, library) -> None:
    send(manager, address, **fun_day(venue="Behind the church"))

    event = Event.objects.get()
    assert (event.venue, event.place) == (None, "Behind the church")
    assert Venue.objects.count() == 1


def test_the_venues_and_areas_of_others_are_neither_shown_nor_taken(
    manager, address, library, other
) -> None:
    page = manager.get(address).content.decode()
    assert "Kilwinning Library" in page
    assert "Lasswade" not in page
    assert "Midlothian" not in page

    refused = send(manager, address, **fun_day(area="midlothian"))
    assert "one where you may log events" in errors(refused)["area"][0]
    send(manager, address, **fun_day(venue="Lasswade Library"))
    assert Event.objects.get().venue is None


def test_a_kind_of_another_programme_or_none_any_more_is_not_taken(manager, address, area) -> None:
    a_kind(a_programme("Elsewhere"), "Yew fair")
    EventKind.objects.filter(pk=a_kind(area.programme, "Old").pk).update(is_retired=True)

    for slug in ("yew-fair", "old"):
        assert "kind" in errors(send(manager, address, **fun_day(kind=slug)))


def test_a_kind_is_held_where_the_programme_says(programme, area, address) -> None:
    EventKind.objects.filter(pk=a_kind(programme, "Launch").pk).update(held_by="programme")
    client = client_of(a_person(Role.PROGRAMME_MANAGER, programme))

    refused = send(client, address, **fun_day(kind="launch", area=area.slug))
    assert "is held by the programme as a whole" in errors(refused)["kind"][0]
    assert send(client, address, **fun_day(kind="launch", area="*")).status_code == 302
    assert Event.objects.get().area is None


def test_a_national_group_logs_for_the_whole_programme(programme, area, address) -> None:
    group = a_group(programme)

    send(client_of(a_person(Role.STEERING_MEMBER, group)), address, **fun_day())

    event = Event.objects.get()
    assert (event.area, event.group) == (None, group)


def test_without_kinds_the_page_says_who_can_add_them(programme, address) -> None:
    client = client_of(a_person(Role.AREA_MANAGER, an_area(programme)))

    assert "There is no kind of event to choose yet" in read(client, address)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EVALUATOR, Role.IJB_OFFICER, Role.ADMIN])
def test_others_are_told_who_may(programme, address, role) -> None:
    response = client_of(a_person(role, programme)).get(address)

    assert response.status_code == 403
    assert "does not let you log and edit events" in response.content.decode()


def test_a_repeat_takes_over_what_and_where_but_no_day_and_no_figures(
    manager, address, area, library
) -> None:
    first = an_event(area.programme, area=area, venue=library, happened=code("2019-08-24"))
    first.counts.create(type="attendance", group="adults", value=9)

    form = manager.get(address, {"repeats": "fun-day"}).context["form"]
    assert [form[name].value() for name in ("kind", "name", "venue", "when", "on", "adults")] == [
        "fun-day", "Fun Day", "Kilwinning Library", "date", None, None,
    ]  # fmt: skip
    typed = opened(manager, f"{address}?repeats=fun-day") | {"on": "2019-09-24"}
    manager.post(address, typed)

    again = Event.objects.exclude(pk=first.pk).get()
    assert (again.repeats, again.slug, again.venue) == (first, "fun-day-2", library)
    assert not again.counts.exists()
    page = read(manager, reverse("event", args=[area.programme.slug, "fun-day-2"]))
    assert 'fun-day/">Fun Day</a>, 24 August 2019' in page


def test_a_repeat_of_what_is_out_of_reach_does_not_tell_of_it(manager, area, other) -> None:
    secret = an_event(other.programme, "Secret", area=other)
    an_event(other.programme, area=area, repeats=secret)

    page = read(manager, reverse("event", args=[area.programme.slug, "fun-day"]))
    assert "Secret" not in page


def test_an_event_out_of_reach_cannot_be_repeated(manager, address, other) -> None:
    an_event(other.programme, "Secret", area=other)

    assert manager.get(address, {"repeats": "secret"}).status_code == 404
    assert send(manager, address, **fun_day(repeats="secret")).status_code == 404


def test_what_is_sent_after_the_session_ended_is_there_after_signing_in(
    manager, address, programme, area
) -> None:
    """Without JavaScript too."""
    typed = opened(manager, address) | fun_day(went="Full house")
    person = a_person(Role.STEERING_MEMBER, a_group(programme, "North", area=area))
    Session.objects.all().delete()

    response = manager.post(address, typed)
    assert response["Location"] == f"{reverse(settings.LOGIN_URL)}?next={address}"
    assert "What you typed is kept" in manager.get(response["Location"]).content.decode()
    manager.force_login(person)
    assert "Full house" not in manager.get(address).content.decode()
    assert not Event.objects.exists()


def test_only_who_typed_it_has_it_again_and_sends_it_once(programme, area, address) -> None:
    person = a_person(Role.AREA_MANAGER, area)
    client = client_of(person)
    typed = opened(client, address) | fun_day(went="Full house")
    Session.objects.all().delete()
    client.post(address, typed)

    client.force_login(person)
    page = client.get(address)
    assert "What you typed is here again" in page.content.decode()
    form = page.context["form"]
    assert (form["went"].value(), form["name"].value()) == ("Full house", "Fun Day")
    client.post(address, {bound.html_name: bound.value() or "" for bound in form})

    assert Event.objects.get().went == "Full house"
    assert "What you typed is here again" not in client.get(address).content.decode()


def test_a_form_of_another_person_is_not_sent_in_ones_own_name(manager, address, area) -> None:
    typed = opened(manager, address) | fun_day()
    second = client_of(a_person(Role.AREA_MANAGER, area))

    response = second.post(address, typed)

    assert response.status_code == 409
    assert "written by somebody else" in response.content.decode()
    assert not Event.objects.exists()


def test_a_stranger_leaves_nothing_in_the_session(client, address, area) -> None:
    response = client.post(address, fun_day(sent_by="1:forged"))

    assert response.status_code == 302
    assert not Session.objects.exists()
    assert client.post(address, headers={"Accept": "application/json"}).status_code == 401


def test_the_form_asks_as_many_questions_for_fifty_venues_as_for_one(
    manager, address, library, queries_of
) -> None:
    before = queries_of(manager, address)
    for number in range(50):
        Venue.objects.create(area=library.area, slug=f"v{number}", name=f"Venue {number}")
        a_kind(library.area.programme, f"Kind {number}")

    assert queries_of(manager, address) == before
