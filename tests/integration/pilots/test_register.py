"""The register of organisations: found by any name, shared with care, merged and undone."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from partnership.people.models import Organisation, Role
from partnership.programmes.models import Programme
from pilots.models import PartnerRole
from tests.support.builders import (
    a_partner_role,
    a_programme,
    an_area,
    an_organisation,
    code,
)
from tests.support.fixtures import QueriesOf, SignIn
from tests.support.organisations import at, manager, named

__all__ = ["manager"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["the alliance", "HSCA", "care alli"])
def test_an_organisation_is_found_by_any_of_its_names(
    programme: Programme, manager: Client, words: str
) -> None:
    named(programme, "Health and Social Care Alliance", "the ALLIANCE", "HSCA")
    named(programme, "Library council")

    page = manager.get(at("organisation-register", programme), {"words": words})

    text = page.content.decode()
    assert "Health and Social Care Alliance" in text
    assert "Library council" not in text


def test_the_register_leaves_out_what_only_another_programme_names(
    programme: Programme, manager: Client
) -> None:
    elsewhere = named(a_programme("Another"), "Far library")
    elsewhere.became = an_organisation("Farther library")
    elsewhere.save()

    page = manager.get(at("organisation-register", programme)).content.decode()

    assert "Far library" not in page
    assert "Farther library" not in page
    for name in ("organisation", "organisation-edit", "organisation-role-new"):
        assert manager.get(at(name, programme, elsewhere.slug)).status_code == 404


def test_the_register_holds_what_an_organisation_became(
    programme: Programme, manager: Client
) -> None:
    organisation = named(programme, "NHS Health Scotland")
    organisation.became = an_organisation("Public Health Scotland")
    organisation.save()

    page = manager.get(at("organisation-register", programme)).content.decode()

    assert '<th scope="row">Public Health Scotland' in page


def test_a_sector_narrows_the_register_and_its_file(programme: Programme, manager: Client) -> None:
    named(programme, "Some council")
    Organisation.objects.update(sector="council")
    named(programme, "=Unknown body")

    asked = {"sector": "none"}
    page = manager.get(at("organisation-register", programme), asked).content.decode()
    file = manager.get(at("organisation-register-file", programme), asked)

    assert "Some council" not in page
    assert b"".join(file.streaming_content).decode().splitlines()[1].startswith("'=Unknown body")


def add(client: Client, programme: Programme, **fields: object) -> str:
    """The words of the page that follows adding an organisation."""
    given = {"once_key": uuid4(), "role": "partner", **fields}
    return client.post(at("organisation-new", programme), given, follow=True).content.decode()


def test_adding_records_names_role_and_who_did_it(programme: Programme, manager: Client) -> None:
    area = an_area(programme)

    page = add(
        manager, programme, name="KA Leisure", aliases="KAL\n\nkal\nLeisure trust", area=area.pk
    )

    organisation = Organisation.objects.get()
    assert [alias.name for alias in organisation.aliases.all()] == ["KAL", "Leisure trust"]
    role = organisation.partner_roles.get()
    assert (role.role, role.area, role.reported_on) == ("partner", area, timezone.localdate())
    assert "KA Leisure was added." in page
    assert "A post recorded the organisation." in page


def test_adding_a_known_name_gives_the_known_one_a_role(
    programme: Programme, manager: Client
) -> None:
    named(a_programme("Another"), "Health and Social Care Alliance", "the ALLIANCE")

    page = add(manager, programme, name="The Alliance")

    assert Organisation.objects.count() == 1
    assert "It was known already, as Health and Social Care Alliance" in page
    assert PartnerRole.objects.filter(programme=programme).count() == 1


def test_ten_equal_forms_add_one_organisation(programme: Programme, manager: Client) -> None:
    key = uuid4()

    pages = {add(manager, programme, name="KA Leisure", once_key=key)[:50] for _ in range(10)}

    assert Organisation.objects.count() == PartnerRole.objects.count() == 1
    assert len(pages) == 1


def change(client: Client, programme: Programme, organisation: Organisation, **fields: object):
    given = {"name": organisation.name, "seen_version": organisation.version, **fields}
    address = at("organisation-edit", programme, organisation.slug)
    return client.post(address, given, follow=True).content.decode()


def test_a_change_is_told_in_the_history(programme: Programme, manager: Client) -> None:
    organisation = named(programme, "HIRS", "Old name")

    page = change(manager, programme, organisation, sector="health", aliases="New name")

    assert "changed the sector from not recorded to Health (NHS board)" in page
    assert [alias.name for alias in organisation.aliases.all()] == ["New name"]


def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing(
    programme: Programme, manager: Client, signed_in: SignIn
) -> None:
    organisation = named(programme, "HIRS")
    change(signed_in(Role.PROGRAMME_MANAGER), programme, organisation, sector="council")

    page = change(
        manager, programme, organisation, sector="health", description="Health information."
    )

    assert "Somebody changed this while you were writing" in page
    assert '<td data-label="Stands now">Council</td>' in page
    assert '<td data-label="You typed">Health (NHS board)</td>' in page
    assert "Health information.</textarea>" in page
    organisation.refresh_from_db()
    assert organisation.sector == "council"
    assert "Saved." in change(manager, programme, organisation, sector="health")


def test_a_name_of_another_organisation_is_refused(programme: Programme, manager: Client) -> None:
    named(programme, "Health and Social Care Alliance", "the ALLIANCE")
    organisation = named(programme, "HIRS")

    for fields in ({"name": "The Alliance"}, {"aliases": "The Alliance"}):
        page = change(manager, programme, organisation, **fields)
        assert "Another organisation is known as “The Alliance”" in page
    organisation.refresh_from_db()
    assert (organisation.name, organisation.version) == ("HIRS", 1)


def test_what_two_programmes_share_only_an_administrator_changes(
    programme: Programme, manager: Client, signed_in: SignIn
) -> None:
    organisation = named(programme, "HIRS")
    a_partner_role(a_programme("Another"), organisation)

    refused = change(manager, programme, organisation, name="HIRS 2")
    saved = change(signed_in(Role.ADMIN), programme, organisation, name="HIRS 3")

    assert "only an administrator may do that" in refused
    assert "Saved." in saved
    organisation.refresh_from_db()
    assert organisation.name == "HIRS 3"


def test_a_role_is_dated_and_ends_after_it_began(programme: Programme, manager: Client) -> None:
    role = a_partner_role(programme, an_organisation("HIRS"))
    address = at("organisation-role", programme, "hirs", role.pk)

    backwards = {"seen_version": 1, "since": "June 2019", "until": "May 2019"}
    page = manager.post(address, backwards).content.decode()
    assert "It can’t end (May 2019) before it begins (June 2019)" in page

    page = manager.post(address, backwards | {"until": "June 2020"}, follow=True).content.decode()
    assert "since June 2019, until June 2020" in page
    role.refresh_from_db()
    assert (role.since, role.until) == (code("2019-06"), code("2020-06"))


def test_a_role_of_another_organisation_or_programme_is_not_found(
    programme: Programme, manager: Client
) -> None:
    named(programme, "HIRS")
    elsewhere = a_partner_role(a_programme("Another"), Organisation.objects.get())

    assert manager.get(at("organisation-role", programme, "hirs", elsewhere.pk)).status_code == 404


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AREA_MANAGER, Role.CHAIR])
def test_others_read_the_page_without_the_means_to_change_it(
    programme: Programme, signed_in: SignIn, role: Role
) -> None:
    named(programme, "HIRS")
    client = signed_in(role)

    assert (
        "Give it a role" not in client.get(at("organisation", programme, "hirs")).content.decode()
    )
    refused = client.post(at("organisation-edit", programme, "hirs"), {"name": "Mine"})
    assert refused.status_code == 403
    assert "An administrator or a programme manager can" in refused.content.decode()


def test_fifty_organisations_cost_as_many_queries_as_one(
    programme: Programme, manager: Client, queries_of: QueriesOf
) -> None:
    address = at("organisation-register", programme)
    named(programme, "First", "Alias of it")
    for_one = queries_of(manager, address)
    for number in range(49):
        named(programme, f"Number {number}", f"Alias {number}")

    assert queries_of(manager, address) == for_one <= 8
