"""Kinds of event: added, changed, retired, and removed only where nothing uses them."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import EventKind
from tests.support.builders import a_kind, a_person, an_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(programme: Programme) -> Client:
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, programme))
    return client


def post(client: Client, programme: Programme, path: str = "", **typed: Any) -> Any:
    data = {"once_key": str(uuid4()), **typed}
    return client.post(f"/programmes/{programme.slug}/settings/event-kinds/{path}", data)


def test_a_kind_is_added_with_what_it_asks(client: Client, programme: Programme) -> None:
    assert post(client, programme, name="Webinar", asks_sectors="on").status_code == 302

    kind = programme.event_kinds.get()
    assert (kind.name, kind.asks_sectors, kind.asks_attendance) == ("Webinar", True, False)


def test_a_name_is_given_once(client: Client, programme: Programme) -> None:
    a_kind(programme, "Webinar")

    assert "already" in post(client, programme, name="webinar").content.decode()
    assert programme.event_kinds.count() == 1


def test_a_kind_is_renamed_and_retired_with_its_history(
    client: Client, programme: Programme
) -> None:
    kind = a_kind(programme, "Webinar")
    typed = {"name": "Online talk", "is_retired": "on", "seen_version": kind.version}

    assert post(client, programme, "webinar/", **typed).status_code == 302

    kind.refresh_from_db()
    assert (kind.name, kind.is_retired, kind.slug) == ("Online talk", True, "webinar")
    page = client.get(f"/programmes/{programme.slug}/settings/event-kinds/webinar/")
    assert "from Webinar to Online talk" in page.content.decode()


def test_who_was_slower_changes_nothing(client: Client, programme: Programme) -> None:
    kind = a_kind(programme, "Webinar")
    EventKind.objects.filter(pk=kind.pk).update(version=2)

    response = post(client, programme, "webinar/", name="Talk", seen_version=1)

    assert "Somebody changed this" in response.content.decode()


def test_a_kind_in_use_stays(client: Client, programme: Programme) -> None:
    an_event(programme)

    response = post(client, programme, "fun-day/remove/", seen_version=1)

    assert "Retire it instead" in response.content.decode()
    assert programme.event_kinds.exists()


def test_an_unused_kind_is_removed(client: Client, programme: Programme) -> None:
    a_kind(programme, "Webinar")

    assert post(client, programme, "webinar/remove/", seen_version=1).status_code == 302
    assert not programme.event_kinds.exists()


def test_who_does_not_manage_is_refused(viewer: Client, programme: Programme) -> None:
    response = viewer.get(f"/programmes/{programme.slug}/settings/event-kinds/")

    assert response.status_code == 403


def order(programme: Programme) -> list[str]:
    return [kind.name for kind in programme.event_kinds.all()]


def test_kinds_are_put_in_order_with_their_history(client: Client, programme: Programme) -> None:
    for name in ("Talk", "Walk", "Fair"):
        assert post(client, programme, name=name).status_code == 302

    assert post(client, programme, "fair/move-up/").status_code == 302
    assert order(programme) == ["Talk", "Fair", "Walk"]
    assert post(client, programme, "talk/move-down/").status_code == 302
    assert order(programme) == ["Fair", "Talk", "Walk"]
    post(client, programme, "fair/move-up/")
    post(client, programme, "walk/move-down/")
    assert order(programme) == ["Fair", "Talk", "Walk"]
    assert programme.event_kinds.get(slug="fair").history.count() == 3


def test_kinds_of_one_place_are_told_apart_by_moving_them(
    client: Client, programme: Programme
) -> None:
    for name in ("Fair", "Talk", "Walk"):
        a_kind(programme, name)  # all of position 0, and so in the order of their names

    post(client, programme, "walk/move-up/")

    assert order(programme) == ["Fair", "Walk", "Talk"]


def test_who_does_not_manage_moves_nothing(viewer: Client, programme: Programme) -> None:
    a_kind(programme, "Webinar")

    assert post(viewer, programme, "webinar/move-up/").status_code == 403


def test_the_list_says_what_each_kind_asks_for(client: Client, programme: Programme) -> None:
    post(client, programme, name="Webinar", asks_sectors="on")
    post(client, programme, name="Launch")

    page = client.get(f"/programmes/{programme.slug}/settings/event-kinds/").content.decode()

    assert '<td data-label="Asks for">From which sectors people came</td>' in page
    assert '<td data-label="Asks for">Nothing in particular</td>' in page
    assert "Everybody through the door on the day" in page
