"""A programme with its templates, one of them with a draft, and people."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from partnership.reports.actions import templates as do
from partnership.reports.models import ReportTemplate, TemplateVersion
from partnership.reports.templates import ensure_templates
from pilots.models import ReportingBody
from tests.support.builders import a_body, a_person, a_programme, an_area


@pytest.fixture
def programme(db: None) -> Programme:
    return a_programme()


@pytest.fixture
def template(programme: Programme) -> ReportTemplate:
    return ensure_templates(programme)["ijb"]


@pytest.fixture
def manager(programme: Programme) -> User:
    return a_person(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def draft(template: ReportTemplate, manager: User) -> TemplateVersion:
    """Version 2 of the template for boards, begun as a copy of the first."""
    return do.start_version(template=template, by=manager)


@pytest.fixture
def body(programme: Programme) -> ReportingBody:
    return a_body(programme, area=an_area(programme))


@pytest.fixture
def as_(client: Client, programme: Programme) -> Callable[[Role], Client]:
    """A browser in which somebody with that role is signed in."""

    def signed_in(role: Role) -> Client:
        client.force_login(a_person(role, programme))
        return client

    return signed_in


NEW_YEAR = date(2020, 1, 1)
