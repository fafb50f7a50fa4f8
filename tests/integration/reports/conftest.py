"""A programme that reports to a body, people in it, and reports that are quick to make."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from celery import current_app
from django.test import Client

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports import making
from partnership.reports.models import Report
from pilots.models import Area, ReportingBody
from tests.support.builders import a_person
from tests.support.quick_reports import STAND_INS

START = date(2019, 1, 1)
QUARTER = Period.ending(date(2019, 9, 30))


@pytest.fixture
def programme(db: None) -> Programme:
    return Programme.objects.create(
        slug="co-creating", name="Co-creating", start_month=START, length_months=24
    )


@pytest.fixture
def body(programme: Programme) -> ReportingBody:
    area = Area.objects.create(programme=programme, slug="north", name="North", position=1)
    return ReportingBody.objects.create(
        programme=programme,
        area=area,
        slug="north-ijb",
        name="North IJB",
        kind=ReportingBody.Kind.IJB,
        template=ReportingBody.Template.IJB,
    )


@pytest.fixture
def report(body: ReportingBody) -> Report:
    """One that has just been asked for."""
    return Report.objects.create(body=body, period_first=QUARTER.first, period_last=QUARTER.last)


@pytest.fixture(autouse=True)
def quick_making(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, stand_in in STAND_INS.items():
        monkeypatch.setattr(making, name, stand_in)


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Any) -> Any:
    """Each test's files in a folder of its own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "partnership.files.WholeFileStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Collects what is put in the queue, as (task, report's key)."""
    messages: list[tuple[str, int]] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: messages.append((name, *args)))
    return messages


@pytest.fixture
def person(programme: Programme, body: ReportingBody) -> Callable[[Role | None], User]:
    """Somebody with a role in the programme, or (None) an outsider."""

    def make(role: Role | None) -> User:
        return a_person(role, programme)

    return make


@pytest.fixture
def signed_in(person: Callable[[Role | None], User], client: Client) -> Callable[..., Client]:
    def sign_in(role: Role | None) -> Client:
        client.force_login(person(role))
        return client

    return sign_in
