"""Where a person arrives: their programmes, straight into one, or what to do without any."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.programmes.models import ProgrammeRole
from tests.support.builders import START, a_body, a_group, a_person, a_programme, an_area
from tests.support.fixtures import QueriesOf

HOME = reverse("home")


def test_nobody_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(HOME)["Location"].startswith(reverse("sign-in"))


@pytest.mark.django_db
def test_without_a_role_a_person_is_told_what_to_do(client: Client) -> None:
    person = a_person()
    client.force_login(person)

    page = client.get(HOME).content.decode()

    assert "You hold no role in a programme yet." in page
    assert "Ask your programme manager" in page
    assert person.email in page


@pytest.mark.django_db
def test_with_one_programme_a_reader_goes_straight_to_its_overview(client: Client) -> None:
    programme = a_programme()
    client.force_login(a_person(Role.VIEWER, programme))

    assert client.get(HOME)["Location"] == reverse("overview", args=[programme.slug])


@pytest.mark.django_db
def test_an_officer_goes_to_the_reports_and_not_to_a_refusal(client: Client) -> None:
    programme = a_programme()
    client.force_login(a_person(Role.IJB_OFFICER, programme))

    assert client.get(HOME)["Location"] == reverse("reports", args=[programme.slug])


@pytest.mark.django_db
def test_two_roles_in_one_programme_are_one_programme(client: Client) -> None:
    programme = a_programme()
    person = a_person(Role.IJB_OFFICER, programme)
    ProgrammeRole.objects.create(
        user=person, programme=programme, role=Role.EVALUATOR, starts_on=START
    )
    client.force_login(person)

    assert client.get(HOME)["Location"] == reverse("overview", args=[programme.slug])


@pytest.mark.django_db
def test_several_programmes_are_cards_with_months_and_areas(client: Client) -> None:
    real, shown = a_programme("Real"), a_programme("Shown", is_illustrative=True, length_months=240)
    an_area(real, "Midlothian")
    client.force_login(a_person(Role.VIEWER, real, shown))

    page = client.get(HOME).content.decode()

    assert "Ended on 31 December 2020, after 24 months" in page
    assert "Midlothian" in page
    assert "of 240" in page
    assert "No pilot area is recorded yet" in page
    assert page.count(">Illustrative<") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "named"),
    [
        (Role.VIEWER, {"Midlothian", "Moray"}),
        (Role.AREA_MANAGER, {"Midlothian"}),
        (Role.STEERING_MEMBER, {"Midlothian"}),
        (Role.IJB_OFFICER, set()),
        (Role.ADMIN, set()),
    ],
)
def test_a_card_names_the_areas_that_a_person_may_read(
    client: Client, role: Role, named: set[str]
) -> None:
    programme, another = a_programme(), a_programme("Another")
    area = an_area(programme, "Midlothian")
    an_area(programme, "Moray")
    places = {
        Role.AREA_MANAGER: lambda: area,
        Role.STEERING_MEMBER: lambda: a_group(programme, area=area),
        Role.IJB_OFFICER: lambda: a_body(programme, area=area),
    }
    person = a_person(role, places.get(role, lambda: programme)())
    ProgrammeRole.objects.create(
        user=person, programme=another, role=Role.EVALUATOR, starts_on=START
    )
    client.force_login(person)

    page = client.get(HOME).content.decode()

    assert programme.name in page
    assert {name for name in ("Midlothian", "Moray") if name in page} == named


@pytest.mark.django_db
def test_a_role_that_has_ended_opens_nothing(client: Client) -> None:
    programme = a_programme()
    person = a_person()
    ProgrammeRole.objects.create(
        user=person, programme=programme, role=Role.VIEWER, starts_on=START,
        ends_on=date(2020, 1, 1),
    )  # fmt: skip
    client.force_login(person)

    assert "You hold no role" in client.get(HOME).content.decode()


@pytest.mark.django_db
def test_fifty_programmes_cost_as_many_queries_as_two(
    client: Client, queries_of: QueriesOf
) -> None:
    def sign_in(count: int, word: str) -> None:
        programmes = [a_programme(f"{word} {number}") for number in range(count)]
        for programme in programmes:
            an_area(programme)
        client.force_login(a_person(Role.VIEWER, *programmes))

    sign_in(2, "Few")
    for_two = queries_of(client, HOME)
    sign_in(50, "Many")

    assert queries_of(client, HOME) == for_two <= 8
