"""The rows of an event's details as whoever fills them in meets them: their names, their faults."""

import pytest
from django.test import Client

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Event
from tests.support.builders import a_person, an_activity, an_area, an_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(programme: Programme) -> Client:
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, programme))
    return client


@pytest.fixture
def event(programme: Programme) -> Event:
    return an_event(programme, area=an_area(programme))


def address(event: Event, part: str) -> str:
    return f"/programmes/{event.programme.slug}/events/{event.slug}/{part}/"


def test_each_group_of_fields_has_a_name_of_its_own(client: Client, event: Event) -> None:
    """Whoever hears the page must know which of several blank rows a field belongs to."""
    an_activity(event, "Disco")
    form = client.get(address(event, "details/activities")).context["form"]

    headings = [heading for heading, _, _ in form.shown()]

    assert headings[:2] == ["Disco", "New 1"]
    assert len(set(headings)) == len(headings) > 2


FAULTS = [
    ("details/partners", "hours_new1", "-2", "Enter a number of 0 or more, such as 12.50"),
    ("details/partners", "cost_new1", "a lot", "Enter a number of 0 or more, such as 12.50"),
    ("details/partners", "cost_new1", "1.234", "Give two decimals at most"),
    ("details/partners", "cost_new1", "9" * 20, "This is more than can be kept"),
    ("details/activities", "sessions_new1", "-1", "Enter a whole number of sessions"),
    ("details/feedback", "per_cent_new1", "101", "Enter a number from 0 to 100"),
    ("feedback/papers", "point_5", "-1", "Enter how many forms, from 0 to"),
]


@pytest.mark.parametrize(("part", "name", "typed", "answer"), FAULTS)
def test_what_can_be_no_number_is_answered_with_what_can(
    client: Client, event: Event, part: str, name: str, typed: str, answer: str
) -> None:
    data = {"seen_version": event.version, name: typed}

    form = client.post(address(event, part), data).context["form"]

    assert form.errors[name][0].startswith(answer)
    assert "Ensure" not in str(form.errors)
