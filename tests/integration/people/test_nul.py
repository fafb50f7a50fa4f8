"""A NUL in an address, of which PostgreSQL makes an error, is answered in words."""

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Group
from tests.support.people_pages import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme: Programme) -> Client:
    return as_(Role.PROGRAMME_MANAGER, programme)


def assert_refused(client: Client, address: str) -> None:
    for method in ("get", "post"):
        answer = getattr(client, method)(address)
        text = answer.content.decode()

        assert answer.status_code == 400, (method, address)
        assert "The address holds a character that nobody types (%00)" in text
        assert "What to do now" in text


@pytest.mark.parametrize(
    ("name", "arguments", "asked"),
    [
        ("events", [], "organisation"),
        ("people-invite-to", ["chair"], "group"),
        ("organisation-merge", [], "kept"),
        ("seat-new", ["north-ayrshire-steering-group"], "rule"),
    ],
)
@pytest.mark.parametrize("value", ["%00", "a%00b", "a&{}=%00"])
def test_a_nul_in_what_is_asked_for_is_refused_in_words(
    manager: Client, group: Group, name: str, arguments: list[str], asked: str, value: str
) -> None:
    address = reverse(name, args=[group.programme.slug, *arguments])
    assert manager.get(address).status_code == 200

    assert_refused(manager, f"{address}?{asked}={value.format(asked)}")


def test_a_nul_in_the_path_is_refused_in_words(manager: Client, programme: Programme) -> None:
    assert_refused(manager, f"/programmes/{programme.slug}%00/events/")


@pytest.mark.parametrize("address", ["/invitations/%00/", "/sign-in/?next=%00", "/%00"])
def test_who_is_not_signed_in_is_told_the_same(address: str) -> None:
    assert_refused(Client(), address)


def test_what_only_looks_like_a_nul_is_read(manager: Client, programme: Programme) -> None:
    address = reverse("events", args=[programme.slug])

    assert manager.get(f"{address}?organisation=%2500").status_code == 200
