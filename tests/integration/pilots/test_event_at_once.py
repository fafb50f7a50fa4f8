"""A form of an event sent ten times at once is one event; without its key it would be more (A1)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.people.views import forms
from pilots.actions import events as do
from pilots.models import Event
from tests.support.builders import a_group, a_kind, a_person, a_programme, an_area
from tests.support.posting import opened
from tests.support.reading import client_of

ADDRESS = "/programmes/co-creating/events/log/"


@pytest.fixture
def client(db: None) -> Client:
    programme = a_programme()
    a_kind(programme)
    group = a_group(programme, "North group", area=an_area(programme))
    return client_of(a_person(Role.STEERING_MEMBER, group))


def typed(client: Client, **given: Any) -> dict[str, Any]:
    return opened(client, ADDRESS) | {"kind": "fun-day", "name": "Fun Day", "when": "today"} | given


@pytest.mark.django_db(transaction=True)
def test_ten_equal_forms_at_once_make_one_event(client: Client) -> None:
    form, cookies = typed(client), client.cookies

    def send(_: int) -> Any:
        again = Client()
        again.cookies = cookies
        try:
            return again.post(ADDRESS, form)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(send, range(10)))

    assert Event.objects.count() == 1
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, reverse("event", args=["co-creating", "fun-day"]))
    }


def test_without_the_key_there_would_be_two(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "once", lambda key, *, by, act: (act(), True))
    monkeypatch.setattr(do, "_refuse_alike", lambda *given: None)
    form = typed(client)

    for _ in range(2):
        client.post(ADDRESS, form)

    assert Event.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_ten_of_one_name_at_once_get_ten_addresses(client: Client) -> None:
    """Other forms, other days: none is refused for the sake of its slug."""
    forms_typed = [typed(client, when="date", on=f"2019-08-{day:02}") for day in range(11, 21)]
    cookies = client.cookies

    def send(form: dict[str, Any]) -> int:
        again = Client()
        again.cookies = cookies
        try:
            return again.post(ADDRESS, form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(send, forms_typed)) == {302}

    assert Event.objects.values("slug").distinct().count() == 10


@pytest.mark.django_db(transaction=True)
def test_two_phones_that_log_one_event_at_once_make_one_and_one_question(client: Client) -> None:
    """Each has a form, and so a key, of its own."""
    forms_typed = [typed(client), typed(client, name="The Fun Day")]
    cookies = client.cookies

    def send(form: dict[str, Any]) -> int:
        again = Client()
        again.cookies = cookies
        try:
            return again.post(ADDRESS, form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, forms_typed)) == [200, 302]

    assert Event.objects.count() == 1
