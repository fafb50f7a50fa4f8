"""Who answers for a delivery: a post, and the account of somebody who may update it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from milestones.actions.owners import give_delivery
from partnership.people.models import Role
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.actions.actions import Owner
from pilots.models import AreaRole
from tests.support.builders import a_person
from tests.support.plans import a_milestone, a_plan
from tests.support.posting import errors, opened, send
from tests.support.reading import client_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plan(programme: Programme) -> Programme:
    a_plan(programme)
    a_milestone(programme, "M1", due_month=6)
    return programme


@pytest.fixture
def delivery(programme):
    return programme.deliveries.get(area__slug="area-0")


@pytest.fixture
def manager(delivery):
    return a_person(Role.AREA_MANAGER, delivery.area)


def address(programme, *place: str) -> str:
    return reverse("delivery-owner", args=[programme.slug, "M1", *(place or ("area-0",))])


def test_it_is_given_to_somebody_who_may_update_it(programme, delivery, manager):
    client = client_of(manager)
    typed = {"owner": f"account:{manager.pk}", "why": "The librarian has retired"}
    answer = send(client, address(programme), **typed)
    delivery.refresh_from_db()
    assert (delivery.owner, delivery.owner_user) == (str(manager), manager)
    assert answer["Location"].endswith("/milestones/M1/#at-area-0")
    page = read(client, reverse("milestone", args=[programme.slug, "M1"]))
    assert f"changed the owner in Area 0 from not recorded to {manager}" in page
    assert "The librarian has retired" in page


def test_a_post_without_an_account_answers_too_and_nobody_may(programme, delivery, manager):
    client = client_of(manager)
    send(client, address(programme), owner_post="Library service manager")
    delivery.refresh_from_db()
    assert (delivery.owner, delivery.owner_user) == ("Library service manager", None)
    send(client, address(programme), owner_post="")
    delivery.refresh_from_db()
    assert delivery.owner == ""


def test_only_managers_of_the_place_are_offered(programme, manager):
    other = a_person(Role.AREA_MANAGER, programme.areas.get(slug="area-1"))
    chief = a_person(Role.PROGRAMME_MANAGER, programme)
    viewer = a_person(Role.VIEWER, programme)
    form = client_of(manager).get(address(programme)).context["form"]
    offered = {value for value, _ in form.fields["owner"].choices}
    assert {f"account:{each.pk}" for each in (manager, chief)} <= offered
    assert not {f"account:{each.pk}" for each in (other, viewer)} & offered
    answer = send(client_of(manager), address(programme), owner=f"account:{other.pk}")
    assert "has left" in errors(answer)["owner"][0]


def test_one_who_left_between_is_refused(delivery, manager):
    AreaRole.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(RefusedError, match="may not update this delivery"):
        give_delivery(
            delivery=delivery, seen=delivery.version, owner=Owner("X", manager), why="", by=manager
        )


def test_the_second_of_two_is_shown_the_firsts(programme, delivery, manager):
    client = client_of(manager)
    mine = opened(client, address(programme)) | {"owner_post": "Mine"}
    send(client, address(programme), owner_post="Theirs")
    answer = client.post(address(programme), mine)
    assert "Somebody changed this while you were writing" in answer.content.decode()
    delivery.refresh_from_db()
    assert delivery.owner == "Theirs"
    again = client.post(address(programme), opened(client, address(programme)) | mine | {
        "seen_version": delivery.version
    })  # fmt: skip
    assert again.status_code == 302


def test_another_areas_delivery_is_not_found_and_the_wholes_is_refused(programme, manager):
    a_milestone(programme, "M2", due_month=6, in_each_area=False)
    client = client_of(manager)
    assert client.get(address(programme, "area-1")).status_code == 404
    whole = reverse("delivery-owner", args=[programme.slug, "M2"])
    assert client.get(whole).status_code == 403
    assert client.post(whole, {"owner_post": "Me"}).status_code == 403
