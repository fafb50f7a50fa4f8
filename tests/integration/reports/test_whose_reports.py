"""Whose reports a person reads, and whose they may ask for: by where their role is held."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from partnership.people.models import Role
from partnership.reports.models import Report
from tests.support.two_areas import World, a_world

pytestmark = pytest.mark.django_db

ASH, BIRCH, WHOLE = "Ash board", "Birch board", "Whole board"


@pytest.fixture(autouse=True)
def quick_making() -> None:
    """Take the place of the fixture of this name: the world's reports are real."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once, undone after the module's last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


def signed_in(world: World, role: Role) -> Client:
    client = Client()
    client.force_login(world.people[role])
    return client


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.PROGRAMME_MANAGER, {ASH, BIRCH, WHOLE}),
        (Role.VIEWER, {ASH, BIRCH, WHOLE}),
        (Role.AREA_MANAGER, {ASH}),
        (Role.CHAIR, {ASH}),
        (Role.STEERING_MEMBER, {ASH}),
        (Role.IJB_OFFICER, {ASH}),
    ],
)
def test_the_list_and_the_overview_show_the_bodies_that_are_theirs(
    world: World, role: Role, seen: set[str]
) -> None:
    client = signed_in(world, role)
    for name in ("reports", "overview"):
        answer = client.get(reverse(name, args=[world.programme.slug]))
        if answer.status_code == 200:
            page = answer.content.decode()
            assert {body for body in (ASH, BIRCH, WHOLE) if body in page} == seen, name


def test_people_of_the_national_group_read_the_national_bodys_reports(world: World) -> None:
    client = Client()
    client.force_login(world.whole.people[Role.CHAIR])
    page = client.get(reverse("reports", args=[world.programme.slug])).content.decode()

    assert WHOLE in page
    assert ASH not in page


def test_an_area_manager_asks_for_the_areas_own_bodies_alone(world: World) -> None:
    client, address = (
        signed_in(world, Role.AREA_MANAGER),
        reverse("reports", args=[world.programme.slug]),
    )
    form = client.get(address).context["form"]
    before = Report.objects.count()

    answer = client.post(address, {"body": world.b.body.slug, "period": "2019-09-30"})

    assert [slug for slug, _ in form.fields["body"].choices if slug] == [world.a.body.slug]
    assert "Choose one of the bodies that this programme reports to" in answer.content.decode()
    assert Report.objects.count() == before
