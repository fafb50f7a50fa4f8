"""Who may see the pages of areas' records, and what the others are told."""

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.people.permissions import ALLOWED, Permission
from partnership.programmes.models import Programme
from tests.support.builders import (
    PAPER_DAY,
    a_body,
    a_group,
    a_paper,
    a_person,
    a_programme,
    an_event,
)
from tests.support.fixtures import SignIn

PAGES = {
    "events": [],
    "events-file": [],
    "event": ["fun-day"],
    "groups": [],
    "group": ["joint-national-group"],
    "organisations": [],
    "paper": ["north-ayrshire-ijb", "co-creating-libraries"],
    "about": [],
}
OF_ONE_RECORD = [name for name, slugs in PAGES.items() if slugs]
SHOWN_TO_READERS = [role for role in Role if Permission.READ in ALLOWED[role]]


def fill(programme: Programme) -> None:
    an_event(programme)
    a_group(programme)
    a_paper(a_body(programme))


@pytest.fixture(params=PAGES)
def address(request: pytest.FixtureRequest, programme: Programme) -> str:
    fill(programme)
    return reverse(request.param, args=[programme.slug, *PAGES[request.param]])


@pytest.mark.parametrize("role", SHOWN_TO_READERS)
def test_every_role_that_reads_the_programme_sees_the_page(
    address: str, signed_in: SignIn, role: Role
) -> None:
    assert signed_in(role).get(address).status_code == 200


def test_an_officer_is_told_which_roles_could(address: str, signed_in: SignIn) -> None:
    response = signed_in(Role.IJB_OFFICER).get(address)

    assert response.status_code == 403
    assert "A programme manager or an area manager or" in response.content.decode()


def test_an_outsider_is_not_told_that_the_programme_exists(address: str, signed_in: SignIn) -> None:
    assert signed_in(None).get(address).status_code == 404


def test_nobody_is_sent_to_sign_in_and_back(address: str, client: Client) -> None:
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"] == f"{reverse('sign-in')}?next={address}"


def test_somebody_of_another_programme_is_an_outsider(address: str, client: Client) -> None:
    client.force_login(a_person(Role.PROGRAMME_MANAGER, a_programme("Another")))

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("yesterday", "“yesterday” is not a day. Write the year, month and day"),
        ("2019-02-30", "“2019-02-30” is not a day."),
        ("2018-12-31", "31 December 2018 lies before the programme, which starts in month 1"),
        ("9999-01-01", "1 January 9999 has not come yet. Choose today"),
    ],
)
def test_a_day_that_cannot_be_looked_back_to_is_refused_in_words(
    address: str, viewer: Client, day: str, words: str
) -> None:
    response = viewer.get(address, {"as_at": day})

    assert response.status_code == 400
    assert words in response.content.decode()


@pytest.mark.parametrize("name", OF_ONE_RECORD)
def test_an_unknown_slug_is_not_found(programme: Programme, viewer: Client, name: str) -> None:
    fill(programme)
    slugs = [*PAGES[name][:-1], "unknown"]

    assert viewer.get(reverse(name, args=[programme.slug, *slugs])).status_code == 404


@pytest.mark.parametrize("name", OF_ONE_RECORD)
def test_a_record_of_another_programme_is_not_found(
    programme: Programme, viewer: Client, name: str
) -> None:
    fill(a_programme("Another"))

    assert viewer.get(reverse(name, args=[programme.slug, *PAGES[name]])).status_code == 404


@pytest.mark.parametrize("name", OF_ONE_RECORD)
def test_a_record_is_not_found_on_a_day_before_it_was_reported(
    programme: Programme, viewer: Client, name: str
) -> None:
    fill(programme)
    address = reverse(name, args=[programme.slug, *PAGES[name]])

    assert viewer.get(address, {"as_at": "2019-10-23"}).status_code == 404
    assert viewer.get(address, {"as_at": PAPER_DAY.isoformat()}).status_code == 200
