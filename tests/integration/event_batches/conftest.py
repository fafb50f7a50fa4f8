"""A programme with an area, its names, and somebody who may bring its events."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from partnership.people.models import OrganisationAlias, Role, User
from partnership.programmes.models import Programme
from pilots.actions.event_batches import bring
from pilots.event_sheet_files import read_text
from pilots.models import Area, EventBatch, Venue
from tests.support.builders import a_kind, a_person, an_area, an_organisation
from tests.support.fixtures import programme, queries_of, signed_in, viewer  # noqa: F401

Brings = Callable[..., EventBatch]


@pytest.fixture
def area(programme: Programme) -> Area:  # noqa: F811
    """North Ayrshire with a library, a kind of event and an organisation with another name."""
    a_kind(programme)
    area = an_area(programme)
    Venue.objects.create(area=area, slug="library", name="Ardrossan Library")
    organisation = an_organisation("NHS Highland")
    OrganisationAlias.objects.create(organisation=organisation, name="NHSH")
    return area


@pytest.fixture
def manager(programme: Programme, area: Area) -> User:  # noqa: F811
    return a_person(Role.PROGRAMME_MANAGER, programme)


@pytest.fixture
def client_of(area: Area) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def done_at_once(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """Runs what a block leaves for after its transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def brings(programme: Programme, manager: User, done_at_once: Any) -> Brings:  # noqa: F811
    """Brings rows of texts and has them checked."""

    def bring_rows(*rows: dict[str, str], by: User | None = None, area: Any = None) -> EventBatch:
        sheet = read_text(sheet_of(*rows))
        with done_at_once():
            batch = bring(
                programme=programme, area=area, file_name="x.csv", sheet=sheet, by=by or manager
            )
        batch.refresh_from_db()
        return batch

    return bring_rows


def a_row(name: str = "Fun Day", **cells: str) -> dict[str, str]:
    """A row without fault."""
    given = {"Event": name, "Kind": "Fun day", "Area": "North Ayrshire", "Status": "Held"}
    return (
        given
        | {"When": "24 October 2019"}
        | {head.replace("_", " "): v for head, v in cells.items()}
    )


def sheet_of(*rows: dict[str, str]) -> str:
    """Rows as CSV under every heading that one of them has."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, heads)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def taking(sent: list[Any]) -> Callable[..., bool]:
    """A queue that takes what it is sent, into a list."""

    def send(*job: Any) -> bool:
        sent.append(job)
        return True

    return send
