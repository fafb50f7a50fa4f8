"""A programme's settings: changed by its managers, checked, and told in its history."""

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.programmes.forms.settings import SETTINGS
from partnership.programmes.models import Programme
from tests.support.fixtures import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(programme: Programme) -> str:
    return reverse("programme-settings", args=[programme.slug])


def typed(programme: Programme, **changed: object) -> dict[str, object]:
    """The form as it stands, with some of it changed."""
    stands = {name: getattr(programme, name) for name in SETTINGS}
    return stands | {"seen_version": programme.version, "why": "The board asked."} | changed


@pytest.mark.parametrize("role", [Role.PROGRAMME_MANAGER, Role.ADMIN])
def test_those_who_manage_a_programme_change_its_settings(
    programme: Programme, signed_in: SignIn, address: str, role: Role
) -> None:
    page = signed_in(role).post(address, typed(programme, tolerance_days=14), follow=True)

    programme.refresh_from_db()
    assert programme.tolerance_days == 14
    assert "changed the tolerance days from 30 to 14" in page.content.decode()
    assert "Why: The board asked." in page.content.decode()


def test_a_percentage_has_its_base_beside_it_from_the_first(
    programme: Programme, signed_in: SignIn, address: str
) -> None:
    wrong = typed(programme, counts_only_below=10, base_beside_below=9)
    page = signed_in(Role.PROGRAMME_MANAGER).post(address, wrong).content.decode()

    assert "below 10 answers no percentage is printed at all" in page
    programme.refresh_from_db()
    assert programme.version == 1


def test_two_editors_at_once_lose_nothing(
    programme: Programme, signed_in: SignIn, address: str
) -> None:
    client: Client = signed_in(Role.PROGRAMME_MANAGER)
    client.post(address, typed(programme, tolerance_days=14))

    page = client.post(address, typed(programme, tolerance_days=21)).content.decode()

    assert '<td data-label="Stands now">14</td>' in page
    assert '<td data-label="You typed">21</td>' in page
    assert client.post(address, typed(programme, seen_version=2, horizon_days=7)).status_code == 302


def test_settings_that_a_form_does_not_offer_stay(
    programme: Programme, signed_in: SignIn, address: str
) -> None:
    sneaked = typed(programme, slug="taken", is_illustrative="on", start_month="2020-01-01")
    signed_in(Role.PROGRAMME_MANAGER).post(address, sneaked)

    before = (programme.slug, programme.is_illustrative, programme.start_month)
    programme.refresh_from_db()
    assert (programme.slug, programme.is_illustrative, programme.start_month) == before
