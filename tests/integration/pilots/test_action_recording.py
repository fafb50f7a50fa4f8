"""An action recorded: what is refused, what is kept, and by whom it can be done."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from pilots.models import Action, Group
from tests.support.builders import a_group, a_person, an_area
from tests.support.reading import client_of

KEY = "5f0c1c0e-4f4e-4f6e-9a37-0d6f2d7c8a10"


def record(client: Client, group: Group, **given: str):
    form = {"text": "Print leaflets", "owner_post": "Library lead", "once_key": KEY} | given
    address = reverse("action-new", args=[group.programme.slug, group.slug])
    return client.post(address, form)


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        ("2018-12-31", "31 December 2018 lies before the programme"),
        ("2199-01-01", "more than 5 years away"),
        ("31 February 2026", "Enter a real day"),
    ],
)
def test_a_due_day_that_cannot_be_is_refused(group, chair, due_on: str, words: str) -> None:
    page = record(client_of(chair), group, due_on=due_on).content.decode()

    assert words in page
    assert not group.actions.exists()


def test_a_due_day_that_has_passed_is_kept_and_said(group, chair) -> None:
    answer = record(client_of(chair), group, due_on="2019-06-01", reported_on="2019-05-01")

    assert answer.status_code == 302
    (message,) = get_messages(answer.wsgi_request)
    assert "Its due day has passed already: it counts as overdue by" in str(message)
    assert group.actions.get().due_on == date(2019, 6, 1)


def test_sent_twice_it_is_recorded_once(group, chair) -> None:
    client = client_of(chair)

    first, second = record(client, group), record(client, group)

    assert first["Location"] == second["Location"]
    assert group.actions.count() == 1


def test_two_alike_have_two_addresses(group, chair) -> None:
    client = client_of(chair)
    record(client, group)
    record(client, group, once_key="5f0c1c0e-4f4e-4f6e-9a37-0d6f2d7c8a11")

    assert {each.slug for each in group.actions.all()} == {"print-leaflets", "print-leaflets-2"}


def test_text_that_is_too_long_is_refused_and_control_characters_left_out(group, chair) -> None:
    client = client_of(chair)

    long = record(client, group, text="x" * 2001).content.decode()
    record(client, group, text="Print\x07 leaflets\x0bfor all")

    assert "to 2,000 characters or fewer: it has 2001" in long
    assert group.actions.get().text == "Print leaflets\nfor all"


def test_an_owner_is_one_who_works_for_the_group(programme, group, chair, member) -> None:
    outsider = a_person(Role.STEERING_MEMBER, a_group(programme, "South", slug="south"))
    client = client_of(chair)

    refused = record(client, group, owner=f"account:{outsider.pk}", owner_post="")
    record(client, group, owner=f"account:{member.pk}", owner_post="")

    assert "Whom you chose has left" in refused.content.decode()
    assert group.actions.get().owner_user == member


def test_whose_it_is_has_to_be_said_once(group, chair, member) -> None:
    client = client_of(chair)

    both = record(client, group, owner=f"account:{member.pk}").content.decode()
    none = record(client, group, owner_post="").content.decode()

    assert "Choose an owner or write a post, not both" in both
    assert "Say whose it is" in none


def test_a_meeting_of_another_group_cannot_be_named(programme, group, chair) -> None:
    page = record(client_of(chair), group, meeting="7").content.decode()

    assert "The group has no such meeting" in page


def test_only_those_who_manage_the_group_record(programme, group, member) -> None:
    national = a_group(programme, "National")
    chair = a_person(Role.CHAIR, national)

    assert record(client_of(member), group).status_code == 403
    assert record(client_of(chair), group).status_code == 403  # reads it, but chairs another
    south = a_person(Role.CHAIR, a_group(programme, "S", area=an_area(programme, "South")))
    assert record(client_of(south), group).status_code == 404
    assert not Action.objects.exists()
