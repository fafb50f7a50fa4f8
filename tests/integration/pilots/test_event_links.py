"""The way to logging an event stands where people look, for those who may, and for nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.builders import a_group, a_person, a_programme, an_area
from tests.support.reading import client_of, read


@pytest.fixture
def area(programme: Programme) -> Area:
    return an_area(programme)


@pytest.fixture
def member(programme: Programme, area: Area) -> User:
    return a_person(Role.STEERING_MEMBER, a_group(programme, "North group", area=area))


def places(area: Area) -> dict[str, str]:
    slug = area.programme.slug
    return {
        "events": reverse("events", args=[slug]),
        "overview": reverse("overview", args=[slug]),
        "area": reverse("area", args=[slug, area.slug]),
        "work": reverse("my-work"),
    }


def ways(client: Client, area: Area) -> dict[str, int]:
    """How many links to the form stand on each of the pages; the menu of a programme has two."""
    form = f'href="{reverse("event-log", args=[area.programme.slug])}'
    return {name: read(client, page).count(form) for name, page in places(area).items()}


def test_who_may_log_finds_the_form_wherever_they_look(member: User, area: Area) -> None:
    found = ways(client_of(member), area)

    assert found.pop("work") == 1
    assert all(number > 2 for number in found.values()), found


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EVALUATOR])
def test_who_may_not_log_does_not_find_it(programme: Programme, area: Area, role: Role) -> None:
    assert set(ways(client_of(a_person(role, programme)), area).values()) == {0}


def test_an_area_where_one_does_not_log_offers_it_in_the_menu_alone(
    programme: Programme, area: Area
) -> None:
    """A national group reads every area, and logs for the whole programme."""
    client = client_of(a_person(Role.STEERING_MEMBER, a_group(programme)))

    assert ways(client, area)["area"] == 2


def test_the_area_of_the_page_is_chosen_already(programme: Programme, area: Area) -> None:
    an_area(programme, "Midlothian")
    client = client_of(a_person(Role.PROGRAMME_MANAGER, programme))

    form = client.get(reverse("event-log", args=[programme.slug]), {"area": area.slug})

    assert form.context["form"]["area"].value() == area.slug


def test_in_several_programmes_each_has_its_way(programme: Programme, area: Area) -> None:
    other = a_programme("Elsewhere")
    here, there = a_group(programme, "North group", area=area), a_group(other)
    page = read(client_of(a_person(Role.STEERING_MEMBER, here, there)), reverse("my-work"))

    for each in (programme, other):
        assert f'href="{reverse("event-log", args=[each.slug])}"' in page
