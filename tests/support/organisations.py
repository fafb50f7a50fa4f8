"""The register of organisations, for the tests of its pages."""

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Organisation, Role
from partnership.programmes.models import Programme
from tests.support.builders import a_partner_role, an_organisation
from tests.support.fixtures import SignIn


@pytest.fixture
def manager(signed_in: SignIn) -> Client:
    return signed_in(Role.PROGRAMME_MANAGER)


def at(name: str, programme: Programme, *args: object) -> str:
    """The path of a page of the programme."""
    return reverse(name, args=[programme.slug, *args])


def named(programme: Programme, name: str, *aliases: str) -> Organisation:
    """An organisation that the programme works with."""
    organisation = an_organisation(name)
    for alias in aliases:
        organisation.aliases.create(name=alias)
    a_partner_role(programme, organisation)
    return organisation
